# Everything is installed into .venv, and only once: afterwards each target works offline.
# PYTHON may name another interpreter:  make demo PYTHON=/opt/python3.12/bin/python3

PYTHON ?= python3.11 python3.12 python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP     = $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check --no-input \
          --no-cache-dir install --no-build-isolation

# A Python is suitable if it really runs, is 3.11 or 3.12, and can make the environment: venv to
# hold it, and headers and a C compiler to build durable-rules.
SUITABLE := import ensurepip, os, shutil, sys, sysconfig, venv; \
    headers = os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")); \
    compiler = shutil.which(sysconfig.get_config_var("CC").split()[0]); \
    sys.exit(not (headers and compiler and (3, 11) <= sys.version_info[:2] <= (3, 12)))

# Each stamp stands for a finished step, so that a broken installation is taken up again.
MADE        := $(VENV)/made.stamp
RUNTIME     := $(VENV)/runtime.stamp
DEVELOPMENT := $(VENV)/development.stamp
BROWSER     := $(VENV)/browser.stamp
MEASURED    := $(VENV)/measured.stamp

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test browser check bench lock setup clean

help: ## List the targets, and what each does
	@echo "Podium. Start with: make demo"
	@echo
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

demo: $(RUNTIME) ## Decide a real notice, write its outline, then serve at 127.0.0.1:8000 (SERVE=0: stop before serving)
	@$(BIN)/podium demo $(if $(filter 0,$(SERVE)),--no-serve)

test: $(DEVELOPMENT) ## Run the tests, all but the browser's (FAST=1: leave out the slow ones and PostgreSQL)
	@$(BIN)/python -m pytest --numprocesses 2 --dist worksteal $(if $(filter-out 0,$(FAST)),-m "not slow" --database sqlite)

browser: $(BROWSER) ## Run the browser tests: Chromium, accessibility, valid HTML
	@$(BIN)/python -m pytest tests/browser

check: $(DEVELOPMENT) ## Check style, types, the direction of imports, and the rule packs
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/podium packs check

bench: $(MEASURED) ## Measure the speeds the README states, and write its table
	@$(BIN)/python -m tests.bench

setup: $(DEVELOPMENT) ## Install what demo, test, check and bench need, and stop there

lock: $(DEVELOPMENT) ## Pin every requirement anew, for Python 3.11 and 3.12 at once (needs the network)
	@echo "Pinning the requirements…"
	@$(PIP) uv
	@printf 'setuptools>=80\nwheel\n' | $(LOCK) - -o requirements-build.txt
	@$(LOCK) setup.cfg -o requirements.txt
	@$(LOCK) setup.cfg --extra dev --constraint requirements.txt -o requirements-dev.txt
	@$(LOCK) setup.cfg --extra bench --constraint requirements.txt -o requirements-bench.txt

LOCK = $(BIN)/uv pip compile --quiet --system-certs --upgrade --universal --python-version 3.11 \
       --generate-hashes --no-emit-index-url --custom-compile-command 'make lock'

clean: ## Remove what was installed, cached and produced
	rm -rf $(VENV) .cache .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis \
	    build *.egg-info tests/browser/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(MADE):
	@echo "Setting up Podium in $(VENV) (once, about a minute)…"
	@for candidate in $(PYTHON); do \
	    "$$candidate" -c '$(SUITABLE)' 2>/dev/null || continue; \
	    "$$candidate" -m venv --clear $(VENV) && exit 0; \
	done; \
	echo "No suitable Python among: $(PYTHON)." >&2; \
	echo "Podium needs Python 3.11 or 3.12 with venv and its headers, and a C compiler." >&2; \
	echo "On Debian: apt-get install python3 python3-venv python3-dev gcc. Elsewhere: make PYTHON=/path/to/python3.12" >&2; \
	exit 1
	@touch $@

$(RUNTIME): $(MADE) requirements-build.txt requirements.txt setup.cfg pyproject.toml
	@echo "Installing what Podium runs on…"
	@$(PIP) -r requirements-build.txt
	@$(PIP) -r requirements.txt
	@$(PIP) --no-deps --editable . && rm -rf podium.egg-info
	@touch $@

$(DEVELOPMENT): $(RUNTIME) requirements-dev.txt
	@echo "Installing what checks and tests need…"
	@$(PIP) -r requirements-dev.txt
	@touch $@

$(MEASURED): $(DEVELOPMENT) requirements-bench.txt
	@echo "Installing the libraries that speed is compared with…"
	@$(PIP) -r requirements-bench.txt
	@touch $@

$(BROWSER): $(DEVELOPMENT) tests/browser/install tests/browser/package-lock.json
	@sh tests/browser/install
	@touch $@
