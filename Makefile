# Everything a developer or a curious visitor starts. Needs Python 3.11 or newer and make, nothing else.

PYTHON ?= python3
SITE ?= paderborn
PORT ?= 8000
DEMO_CASES ?=
# Two processes: the checks of most machines that build run on two cores.
PROCESSES ?= 2

VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/python -m

export PYTHONPATH := src
export PYTHONUNBUFFERED := 1

.DEFAULT_GOAL := help
.PHONY: help demo stop test coverage check fix bench openapi states lock

help: ## say what can be made
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):[^#]*## /  make \1\t/'

demo: $(VENV)/ready ## run SITE (paderborn, warendorf) with invented data on PORT; DEMO_CASES sets how many
	@exec $(BIN)/python -m faden demo --site $(SITE) --port $(PORT) $(if $(DEMO_CASES),--cases $(DEMO_CASES))

stop: $(VENV)/ready ## end every demo of this folder
	@$(RUN) faden stop

test: check ## everything that can be tested here
	$(RUN) pytest -q -n $(PROCESSES) --dist worksteal
	$(if $(wildcard /usr/lib/postgresql/*/bin/initdb),\
		FADEN_TEST_POSTGRES=system $(RUN) pytest -q -n $(PROCESSES) --dist worksteal --only-database,\
		@echo 'Not run a second time: no PostgreSQL of the system found (apt-get install postgresql).')

coverage: $(VENV)/ready ## which lines and branches the tests reach
	$(RUN) pytest -q -n $(PROCESSES) --dist worksteal --cov --cov-report=term --cov-report=html

assurance: $(VENV)/ready ## the long runs: 56,000 hostile forms (100,000 requests), 300 seconds of schemathesis, 200 saves while servers are killed, 200,000 acts against an oracle of who sees what, every rule changed once, 500 hostile files, 1,000 tamperings, every mark read by everybody, 1,000 withdrawals, 1,000 erasures
	$(RUN) tests.matrix
	$(RUN) tests.hostile 56000 300
	$(RUN) tests.crash 200
	$(RUN) tests.circles_walked 200000
	$(RUN) tests.circles_walked --planted
	$(RUN) tests.changed_rules
	$(RUN) tests.hostile_files 500
	$(RUN) tests.tampering 1000
	$(RUN) tests.revocation 1000
	$(RUN) tests.marks 4
	$(RUN) tests.erasures 1000

pictures: $(VENV)/ready ## take the pictures of the manual anew
	FADEN_PICTURES=1 $(RUN) pytest -q tests/journeys

check: $(VENV)/ready ## style, types, layers, migrations, site files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@$(BIN)/lint-imports > $(VENV)/layers.txt 2>&1 || { cat $(VENV)/layers.txt; exit 1; }
	FADEN_SECRET_KEY=checks-only $(BIN)/python -W ignore::RuntimeWarning -m django makemigrations --check --dry-run --settings faden.config.settings
	FADEN_SECRET_KEY=checks-only $(RUN) faden site check sites/paderborn.yaml sites/warendorf.yaml

fix: $(VENV)/ready ## format, and mend what can be mended by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/ready ## measure the hot pages at 20,000 cases
	$(BIN)/python benchmarks/run.py

openapi: $(VENV)/ready ## write the description of the interface anew
	FADEN_SECRET_KEY=description-only $(RUN) faden.api.describe > docs/reference/openapi.json

states: $(VENV)/ready ## draw the state tables anew
	FADEN_SECRET_KEY=description-only $(RUN) faden.cli.states > docs/reference/zustaende.md

lock: $(VENV)/ready ## choose the newest versions that requirements/*.in allow
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url --python-version 3.11 requirements/runtime.in -o requirements/runtime.lock
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url --python-version 3.11 requirements/dev.in -o requirements/dev.lock

# uv comes first, with the hash that the lock names for it; then uv installs the rest.
$(VENV)/ready: requirements/dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Faden braucht Python 3.11 oder neuer: make PYTHON=python3.12 …")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@awk '/^uv==/ { found = 1 } found { print } found && !/\\$$/ { exit }' requirements/dev.lock > $(VENV)/uv.lock
	@$(RUN) pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r $(VENV)/uv.lock
	@$(BIN)/uv pip install --quiet --require-hashes -r requirements/dev.lock
	@$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
