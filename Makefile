# What one does here. A fresh machine needs Python 3.11 or later and make, nothing else.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
RUN := $(VENV)/bin
PIP := $(RUN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help demo test lint evaluate bench docs lock clean

help:            ## list the targets
	@sed -n 's/^\([a-z]*\):[^#]*## /  make \1	/p' Makefile | expand -t 18

demo: $(VENV)/.core   ## print the record of the example report
	$(RUN)/onrecord check examples/report.txt --published 2022-09-13

test: $(VENV)/.dev    ## run the tests
	$(RUN)/python -m pytest

lint: $(VENV)/.dev    ## check style and types
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy

evaluate: $(VENV)/.dev  ## score against the gold cases, with floors
	$(RUN)/python -m evaluation $(EVALUATE)

bench: $(VENV)/.dev $(VENV)/bench/.done ## reports and maps a second, beside their peers
	$(RUN)/python -m bench

docs: $(VENV)/.dev    ## write the pages that are made from the code
	$(RUN)/python scripts/build_docs.py

lock:            ## pin the newest versions that fit pyproject.toml
	scripts/lock

clean:           ## remove what the other targets made
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.core: requirements/core.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) install -r requirements/core.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev: requirements/dev.lock $(VENV)/.core
	$(PIP) install -r requirements/dev.lock
	touch $@

$(VENV)/bench/.done: requirements/bench.lock | $(VENV)/bin/python
	$(PYTHON) -m venv $(VENV)/bench
	$(VENV)/bench/bin/python -m pip --disable-pip-version-check --quiet install -r requirements/bench.lock
	touch $@
