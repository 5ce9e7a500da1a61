# Two commands matter: `make run` and `make test`. They need Python >= 3.11 and make; the rest they set up themselves.
# Set-up is kept in stamps, so that only what has changed is done again.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$python; break; }; done)
BIN := .venv/bin
PO := $(wildcard locale/*/LC_MESSAGES/*.po)
MO := $(PO:.po=.mo)

.PHONY: help
help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: setup ## Start Samspil with the demo municipality on 127.0.0.1:8000
	@SAMSPIL_ENV=$${SAMSPIL_ENV:-demo} $(BIN)/samspil run

.PHONY: test
test: setup-test lint ## Run every check and every test, the browser included
	$(BIN)/lint-imports
	$(BIN)/python tools/messages.py check
	SAMSPIL_ENV=test $(BIN)/python -m django makemigrations --check --dry-run --settings samspil.settings
	@# Compiled files are kept even where the machine says not to: every worker would compile all of it again.
	SAMSPIL_CHROMIUM="$$(tools/ensure-browser.sh)" PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n 3 --dist worksteal $(ARGS)

.PHONY: lint
lint: setup-test ## Look for mistakes in style and form
	$(BIN)/ruff check
	$(BIN)/ruff format --check

.PHONY: format
format: setup-test ## Put the code in its usual form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

.PHONY: types
types: setup-test ## Check the types
	SAMSPIL_ENV=test $(BIN)/mypy

.PHONY: messages
messages: setup-test ## Bring the English catalogue up to date with the code
	$(BIN)/python tools/messages.py update
	$(BIN)/python tools/messages.py compile

.PHONY: bench
bench: setup-test ## Measure on SQLite and on a PostgreSQL of its own
	$(BIN)/python -m benchmarks $(ARGS)
	tools/with-postgres.sh $(BIN)/python -m benchmarks $(ARGS)
	tools/with-postgres.sh $(BIN)/python -m benchmarks.overview

.PHONY: screenshots
screenshots: setup-test ## Take the pictures in docs/screenshots
	SAMSPIL_CHROMIUM="$$(tools/ensure-browser.sh)" $(BIN)/python tools/screenshots.py $(ARGS)

.PHONY: lock
lock: .tools/bin/uv ## Pin the requirements again (ARGS="--upgrade" for newer ones)
	tools/lock.sh $(ARGS)

.PHONY: clean
clean: ## Remove what set-up made, but not the data in var
	rm -rf .venv .tools var/vendor var/npm var/static .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	rm -f $(MO)
	find samspil tests tools -name __pycache__ -prune -exec rm -rf {} +

# Set-up, from the bottom up.

.PHONY: setup setup-test
setup: .venv/.run var/vendor/.stamp $(MO)
setup-test: .venv/.test var/vendor/.stamp $(MO)

.tools/bin/uv: requirements/bootstrap.txt
	@[ -n "$(PYTHON)" ] || { echo "Samspil needs Python 3.11 or newer."; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "Python lacks venv. On Debian: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv .tools
	.tools/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/bootstrap.txt
	@touch $@

.venv/.run: requirements/run.txt pyproject.toml .tools/bin/uv
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv --without-pip .venv
	tools/uv pip install --quiet --python $(BIN)/python --require-hashes --requirement requirements/run.txt
	tools/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.test: requirements/test.txt .venv/.run
	tools/uv pip install --quiet --python $(BIN)/python --require-hashes --requirement requirements/test.txt
	@touch $@

var/vendor/.stamp: package.json package-lock.json tools/vendor.py .tools/bin/uv
	.tools/bin/python tools/vendor.py

locale/%.mo: locale/%.po tools/messages.py .venv/.run
	$(BIN)/python tools/messages.py compile
