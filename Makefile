# The workflow, one readable command each.
PYTHON ?= python3
VENV ?= .venv
PY = $(VENV)/bin/python
DATA ?= ../shared/data

.PHONY: demo test check eval bench install dev clean

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --upgrade pip
	$(PY) -m pip install --quiet --only-binary :all: --no-binary onrecord -e .
	touch $@

$(VENV)/dev-installed: $(VENV)/installed
	$(PY) -m pip install --quiet --only-binary :all: --group dev
	touch $@

install: $(VENV)/installed
dev: $(VENV)/dev-installed

demo: install
	$(VENV)/bin/onrecord demo

test: dev
	$(PY) -m pytest -q -n 2

check: dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -m pytest -q tests/test_layers.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache
