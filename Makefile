# make site     install what is needed into .venv, build site/ from cables/
# make serve    live preview at http://127.0.0.1:8000/
# make test     install what the tests need (a browser too) and run them
# make test-slow, make fuzz, make lint, make lock, make sbom, make clean

PYTHON ?= python3
VENV   ?= .venv
PY     := $(VENV)/bin/python
PIP    := $(PY) -m pip --disable-pip-version-check install --quiet --require-hashes --only-binary :all:

.PHONY: site serve verify test test-slow fuzz lint lock sbom audit browser clean

site: $(VENV)/.site
	$(PY) build.py build

serve: $(VENV)/.site
	$(PY) build.py serve

verify: $(VENV)/.site
	$(PY) build.py verify

test: $(VENV)/.test browser
	$(PY) -m pytest -m "not slow" -n auto --cov --cov-report=term

test-slow: $(VENV)/.test browser
	$(PY) -m pytest -m slow -n auto

# Random input for hours: make fuzz FUZZ=1000000. What fails is kept in tests/corpus/found.
FUZZ ?= 100000
fuzz: $(VENV)/.test
	FUZZ=$(FUZZ) $(PY) -m pytest tests/reading/test_fuzz.py

lint: $(VENV)/.lint
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/codespell

# A new environment; Debian keeps venv in a package of its own.
$(PY):
	@$(PYTHON) -m venv $(VENV) || { \
	  rm -rf $(VENV); \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -q && apt-get install -y -q python3-venv && $(PYTHON) -m venv $(VENV); \
	  else \
	    echo "make: Python's venv module is missing; install it (Debian: python3-venv) and run make again" >&2; exit 1; \
	  fi; }

$(VENV)/.site: requirements/site.lock | $(PY)
	$(PIP) -r $<
	@touch $@

$(VENV)/.test: requirements/test.lock $(VENV)/.site
	$(PIP) -r $<
	@touch $@

$(VENV)/.lint: requirements/lint.lock $(VENV)/.test
	$(PIP) -r $<
	@touch $@

$(VENV)/.supply: requirements/supply.lock $(VENV)/.site
	$(PIP) -r $<
	@touch $@

# A real browser: the one that is installed, else Debian's, else the one that Playwright brings.
browser: $(VENV)/.test
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -q && apt-get install -y -q chromium; } \
	  || $(VENV)/bin/playwright install chromium
	@command -v firefox-esr >/dev/null || command -v firefox >/dev/null \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -q && apt-get install -y -q firefox-esr; } \
	  || echo "make: no Firefox; its tests will say that they were skipped" >&2

# The lock files: every version with its hashes, no addresses, for all systems and Python 3.11 and newer. Extras keep
# their pins of their own: pip refuses `coverage[toml]>=7` beside `coverage==7.1` once a newer coverage is out.
LOCK = uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-strip-extras --quiet --upgrade
lock:
	$(LOCK) -o requirements/site.lock
	$(LOCK) --group test --extra dask -o requirements/test.lock
	$(LOCK) --group test --group lint --extra dask -o requirements/lint.lock
	$(LOCK) --group supply -o requirements/supply.lock

sbom: $(VENV)/.site
	$(PY) tools/supply.py

audit: $(VENV)/.supply
	$(VENV)/bin/pip-audit --require-hashes --disable-pip -r requirements/site.lock

clean:
	rm -rf site .cache .coverage* .pytest_cache .mypy_cache .ruff_cache .hypothesis
