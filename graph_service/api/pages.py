"""The pages for people: the explorer at `/`, the API's documentation at `/docs`, the guide at `/docs/guide`.

Nothing that a page loads comes from another host, and no text of the graph becomes markup. The policy that is sent
along makes the browser enforce both.
"""

from dataclasses import asdict

from fastapi import FastAPI
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from graph_service.appearance import ENTITY_LOOKS, RELATIONSHIP_LOOKS
from graph_service.support.resources import web_folder

HEADERS = {
    # data: is for icons inside style sheets, blob: for saving the graph's picture to a file.
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
    "Accept-Ranges": "none",
}
# The script of the guide's theme adds a style sheet for its search. No text of the graph is on these pages.
GUIDE_HEADERS = HEADERS | {
    "Content-Security-Policy": HEADERS["Content-Security-Policy"].replace(
        "style-src 'self'", "style-src 'self' 'unsafe-inline'"
    )
}
NOT_BUILT = "The pages' scripts aren't here: run `make serve`, or `pip install .`, which fetch them.\n"


class Files(StaticFiles):
    """Files of the pages. Browsers ask for them each time, and get 304 if they are unchanged."""

    headers = HEADERS

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer with the file and the pages' headers."""
        response = await super().get_response(path, scope)
        response.headers.update(self.headers)
        return response


class GuideFiles(Files):
    """Files of the guide."""

    headers = GUIDE_HEADERS


def add_routes(app: FastAPI) -> None:
    """Put the pages on the app."""
    folder = web_folder()

    def page(name: str) -> Response:
        if not (folder / "vendor").is_dir():
            return PlainTextResponse(NOT_BUILT, 503)
        return FileResponse(folder / name, headers=HEADERS)

    @app.get("/", include_in_schema=False)
    async def explorer() -> Response:
        return page("index.html")

    @app.get("/docs", include_in_schema=False)
    async def docs() -> Response:
        return page("docs.html")

    @app.get("/favicon.ico", include_in_schema=False)
    async def icon() -> Response:
        return FileResponse(folder / "icon.svg", headers=HEADERS)

    @app.get("/web/looks.json", include_in_schema=False)
    async def looks() -> Response:
        return JSONResponse(
            {
                "entities": {kind: asdict(look) for kind, look in ENTITY_LOOKS.items()},
                "relationships": {type_: asdict(look) for type_, look in RELATIONSHIP_LOOKS.items()},
            },
            headers=HEADERS,
        )

    if (folder / "guide").is_dir():
        app.mount("/docs/guide", GuideFiles(directory=folder / "guide", html=True), name="guide")
    app.mount("/web", Files(directory=folder), name="web")
