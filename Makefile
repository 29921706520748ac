# One door. Needs Python 3.11 or newer, pip and make; everything else goes into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: install demo test crash lint format bench lock catalogues reference clean

install: $(STAMP)

$(STAMP): pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $(STAMP)

demo: install
	@$(BIN)/python tools/demo.py

test: install
	$(BIN)/python -m pytest

crash: install
	$(BIN)/python -m pytest -m "crash or not crash" --hypothesis-profile=default

lint: install
	$(BIN)/ruff check src tests benchmarks tools
	$(BIN)/ruff format --check src tests benchmarks tools
	$(BIN)/mypy
	$(BIN)/lint-imports

format: install
	$(BIN)/ruff check --fix src tests benchmarks tools
	$(BIN)/ruff format src tests benchmarks tools

bench: install
	$(BIN)/python -m benchmarks $(ROWS)

lock: install
	$(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --extra dev --extra build \
		--output-file requirements.lock pyproject.toml

catalogues: install
	$(BIN)/python tools/catalogues.py

reference: install
	$(BIN)/python tools/reference.py
	$(BIN)/python tools/readme.py

clean:
	rm -rf $(VENV) demo
