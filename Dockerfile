# Built in one stage, run in another: the image that runs has no build tools.
FROM python:3.13-slim-trixie AS build
WORKDIR /source
COPY requirements/ requirements/
RUN python -m venv /opt/build \
 && /opt/build/bin/pip install --no-cache-dir --require-hashes -r requirements/build.txt \
 && python -m venv /opt/graph-service \
 && /opt/graph-service/bin/pip install --no-cache-dir --require-hashes -r requirements/run.txt
COPY . .
RUN /opt/build/bin/python -m hatchling build --target wheel --directory /dist \
 && /opt/graph-service/bin/pip install --no-cache-dir --no-index --no-deps /dist/*.whl

FROM python:3.13-slim-trixie
RUN useradd --uid 10001 --no-create-home --home-dir /data graph-service \
 && install --directory --owner=graph-service --group=graph-service /data
COPY --from=build /opt/graph-service /opt/graph-service
ENV PATH=/opt/graph-service/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    GRAPH_SERVICE_STORE=/data/graph.db
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
ENTRYPOINT ["graph-service"]
CMD ["serve", "--load", "--host", "0.0.0.0"]
