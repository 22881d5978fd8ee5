# Liaison: the commands of the house. `make setup` once, then any other.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: setup demo test check golden tree format system
.DEFAULT_GOAL := setup

setup: $(STAMP)

# The environment: exactly what requirements.lock says, by hash, and Liaison itself in place.
$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info[:2] <= (3, 13) else "Python 3.11, 3.12 ou 3.13 est nécessaire")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: setup
	$(BIN)/liaison demo --out demo

# Everything that must hold before a commit: format, lint, types, import rules, fast tests.
check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest -q -n 2 -m "not slow" tests/unit tests/golden

# Servers for the tests, where root or sudo can install them; without, the tests that need them say so.
system:
	@sh .ci/install-servers

test: setup system
	$(BIN)/pytest -q -n auto

golden: setup
	LIAISON_GOLDEN=write $(BIN)/pytest -q tests/golden tests/unit/service/test_rendering.py

# The map of the house, from the first line of each module.
tree: setup
	@$(BIN)/python tests/house_map.py

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
