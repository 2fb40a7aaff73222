# `make run` opens the demo, `make test` runs everything that must hold. Both set themselves up, with exactly what
# requirements.lock names. GNU make 3.81 is enough.
VENV := .venv
BIN := $(VENV)/bin
PIP := -m pip --disable-pip-version-check

# The first Python here that is new enough and whole. A name alone says little: what stands behind it may not run.
FITS := 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))'
ASKED_FOR := $(PYTHON)
PYTHON ?= $(shell for each in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	$$each -c $(FITS) >/dev/null 2>&1 && echo $$each && break; done)
HAS_PYTHON = @{ test -n "$(PYTHON)" && $(PYTHON) -c $(FITS); } 2>/dev/null || { echo "This needs Python 3.11 or newer\
	with its modules venv and ensurepip. If yours has a name of its own, say it: make PYTHON=/path/to/python" >&2; exit 1; }

# Whether .venv runs, on the Python it was made with, and on the one that was asked for.
WHICH := 'import sys; print(sys.base_prefix, *sys.version_info[:2])'
IS_SAME := $(shell $(BIN)/python -c $(WHICH) 2>/dev/null | cmp -s - $(VENV)/ready && \
	{ test -z "$(ASKED_FOR)" || $(ASKED_FOR) -c $(WHICH) 2>/dev/null | cmp -s - $(VENV)/ready; } && echo yes)

.PHONY: run test lint newest lock fuzz bench picture clean anew

run: $(VENV)/ready
	$(BIN)/cocreate demo

test: lint
	$(BIN)/python -m pytest -n auto --dist worksteal

lint: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# The tests against the newest of everything; `make newest TESTS=tests/model` for some of them.
newest:
	$(HAS_PYTHON)
	$(PYTHON) -m venv --clear .venv-newest
	.venv-newest/bin/python $(PIP) install --quiet --upgrade --upgrade-strategy eager --editable '.[door,test]'
	.venv-newest/bin/python -m pytest -n auto --dist worksteal $(TESTS)

# Writes requirements.lock for pyproject.toml. What is locked already stays, unless you say `make lock UPGRADE=yes`.
lock:
	$(HAS_PYTHON)
	$(PYTHON) -m venv --clear .venv-lock
	.venv-lock/bin/python $(PIP) install --quiet uv
	.venv-lock/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes --no-annotate \
		--custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade) --extra door --extra test pyproject.toml --output-file requirements.lock

# Takes hours (docs/reliability.md): the front matter reader against five million inputs, histories, kills, sittings, a door.
# `make fuzz FROM=10000` goes on from where another run ended.
FROM ?= 0
fuzz: $(VENV)/ready
	COCREATE_FROM=$(FROM) COCREATE_FUZZ=5000000 $(BIN)/python -m pytest -n auto tests/workspace/format/test_documents.py
	COCREATE_FROM=$(FROM) COCREATE_HISTORIES=10000 $(BIN)/python -m pytest -n auto tests/sync/test_histories.py
	COCREATE_KILLS=10000 $(BIN)/python -m pytest -n auto tests/sync/test_killed.py
	COCREATE_SITTINGS=10000 $(BIN)/python -m pytest -n auto tests/sittings/test_random_sittings.py
	COCREATE_FROM=$(FROM) COCREATE_SOAK=7200 $(BIN)/python -m pytest tests/door/test_soak.py

# The budgets, as ratios in one run.
bench: $(VENV)/ready
	$(BIN)/python benchmarks/budgets.py

picture: $(VENV)/ready
	$(BIN)/python docs/make_picture.py

$(VENV)/ready: requirements.lock pyproject.toml setup.py Makefile $(if $(IS_SAME),,anew)
	$(HAS_PYTHON)
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python $(PIP) install --quiet --require-hashes --only-binary :all: --requirement requirements.lock
	PYTHONWARNINGS=ignore $(BIN)/python $(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@$(BIN)/python -c $(WHICH) > $@

clean:
	rm -rf .venv .venv-newest .venv-lock .mypy_cache .ruff_cache .pytest_cache .hypothesis
