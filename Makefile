# The two commands of the README are `make site` and `make test`.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
DEMO ?= .build/demo
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

.PHONY: site demo build check test format bench pictures clean help

help:
	@echo 'make site     kontrollera, bygg och visa webbplatsen på http://127.0.0.1:$(PORT) (annan port: PORT=8001)'
	@echo 'make demo     spela upp två år med beslut i en egen mapp och visa dem (annan mapp: DEMO=mapp)'
	@echo 'make build    kontrollera och bygg webbplatsen i site/'
	@echo 'make check    kontrollera dokument och register'
	@echo 'make test     kör alla tester (kräver Chromium)'
	@echo 'make format   skriv om dokument och kod i rätt form'
	@echo 'make bench    mät hastighet och minne'
	@echo 'make pictures ta nya bilder till README'
	@echo 'make clean    ta bort allt som går att bygga igen'

site: $(VENV)/ready
	@$(BIN)/lydelse check --skip G2
	@$(BIN)/lydelse serve --published --port $(PORT)

# A free port, unless one was asked for.
demo: $(VENV)/ready
	@$(BIN)/python demo/replay.py '$(DEMO)' $(if $(filter file,$(origin PORT)),,--port $(PORT))

build: $(VENV)/ready
	@$(BIN)/lydelse check --skip G2
	@$(BIN)/lydelse build

check: $(VENV)/ready
	@$(BIN)/lydelse check

test: $(VENV)/ready-dev
	@$(BIN)/python tests/chromium.py
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lydelse fmt --check
	$(BIN)/pytest -n 2 --dist worksteal

format: $(VENV)/ready-dev
	$(BIN)/lydelse fmt
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/ready-dev
	$(BIN)/python bench/run.py

pictures: $(VENV)/ready-dev
	$(BIN)/pytest -q tests/test_browser.py tests/test_workflow.py
	cp .build/pictures/rutin-390.png .build/pictures/start-1280.png .github/pictures/
	cp .build/pictures/beslut-formular.png docs/bilder/

clean:
	rm -rf $(VENV) .build .cache site .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'Lydelse behöver Python 3.11 eller senare. Ange en sådan: make site PYTHON=python3.12'; exit 2; }
	@echo 'Förbereder $(VENV) och installerar det som behövs (första gången tar det någon minut) …'
	@$(PYTHON) -m venv $(VENV) || \
	  { echo 'Python saknar venv. På Debian och Ubuntu: apt install python3-venv'; exit 2; }
	@$(PIP) --editable .
	@touch $@

$(VENV)/ready-dev: $(VENV)/ready
	@echo 'Installerar det som testerna behöver …'
	@$(PIP) --editable '.[dev]'
	@touch $@
