# `make run` opens the demo, `make test` runs everything that must hold. Both set themselves up.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test lint fuzz bench picture clean

run: $(VENV)/ready
	$(BIN)/cocreate demo

test: lint
	$(BIN)/python -m pytest -n auto --dist worksteal

lint: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# Takes an hour or so: the front matter reader against five million inputs.
fuzz: $(VENV)/ready
	COCREATE_FUZZ=5000000 $(BIN)/python -m pytest -n auto tests/workspace/test_documents.py

# The budgets, as ratios in one run.
bench: $(VENV)/ready
	$(BIN)/python benchmarks/budgets.py

picture: $(VENV)/ready
	$(BIN)/python docs/make_picture.py

$(VENV)/ready: pyproject.toml setup.py
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
