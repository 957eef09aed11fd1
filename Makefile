# `make run` and `make test` are the whole set-up on a machine with Python 3.11 or newer.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python

.DEFAULT_GOAL := help
.PHONY: help run test check lint types imports receivers torture bench screenshots golden clean

help:
	@echo 'make run          open the window on a copy of a sample article'
	@echo 'make test         run the tests'
	@echo 'make check        lint, types, import order and tests: what CI runs'
	@echo 'make receivers    put the validators of those who receive our files beside the environment (needs npm)'
	@echo 'make torture      the long reliability runs'
	@echo 'make bench        print how fast things are'
	@echo 'make screenshots  draw the window in light and dark into build/screenshots'
	@echo 'make golden       write the expected exports anew (then read the difference)'

$(VENV)/run-ready: pyproject.toml
	$(PYTHON) packaging/linux/environment.py $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	$(PY) packaging/linux/libraries.py
	$(PY) -m compileall -q desktop
	@touch $@

$(VENV)/dev-ready: $(VENV)/run-ready
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

$(VENV)/receivers-ready: tests/receivers/package.json | $(VENV)/dev-ready
	mkdir -p $(VENV)/receivers
	cp $< $(VENV)/receivers/
	npm install --prefix $(VENV)/receivers --ignore-scripts --no-package-lock --no-audit --no-fund --silent
	@touch $@

run: $(VENV)/run-ready
	@$(PY) -m compileall -q desktop  # where the environment forbids Python to keep what it compiles, starting takes twice as long
	$(PY) packaging/demo.py

test: $(VENV)/dev-ready
	$(PY) -m pytest -q -n 2 --dist loadfile -m 'not torture'

lint: $(VENV)/dev-ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev-ready
	$(BIN)/mypy

imports: $(VENV)/dev-ready
	$(BIN)/lint-imports

check: lint types imports test

receivers: $(VENV)/receivers-ready

torture: $(VENV)/dev-ready
	$(PY) -m pytest -q -m torture --timeout 3600

bench: $(VENV)/dev-ready
	@$(PY) -m compileall -q desktop
	$(PY) bench/render.py
	$(PY) bench/preview.py
	$(PY) bench/window.py
	$(PY) bench/safety.py
	PYTHONPATH=. $(PY) bench/wire.py
	$(PY) bench/pictures.py

screenshots: $(VENV)/run-ready
	$(PY) packaging/screenshots.py build/screenshots
	@mkdir -p docs
	cp build/screenshots/sample-light-1440.png docs/window-light.png
	cp build/screenshots/sample-dark-1440.png docs/window-dark.png

golden: $(VENV)/dev-ready
	$(PY) -m pytest -q tests/exporting --update-golden

clean:
	rm -rf build $(VENV)
