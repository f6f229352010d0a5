# Everything here does its own set-up: a fresh clone needs Python 3.11 or newer and make, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
PEERS := .venv-peers
OUT ?= out

.PHONY: setup demo run extract test check bench bench-peers clean

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "nianbao needs Python 3.11 or newer (PYTHON=/path/to/python3.12 make …)"; exit 1; }
	@echo "Installing nianbao and what it needs into $(VENV): about two minutes, once; from then on nothing is fetched."
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

demo: setup
	@rm -rf $(OUT)/demo
	@mkdir -p $(OUT)/demo
	$(BIN)/nianbao extract eval/samples --data $(OUT)/demo/store --out $(OUT)/demo/json
	@echo "Checking one report; its planted mistakes make the command exit with 1, as documented:"
	$(BIN)/nianbao check eval/samples/柳坪县商务局-2023.txt || [ $$? -eq 1 ]
	$(BIN)/nianbao show eval/samples/柳坪县商务局-2023.txt --html $(OUT)/demo/report.html
	$(BIN)/nianbao export --data $(OUT)/demo/store --format xlsx --out $(OUT)/demo/reports.xlsx
	@echo
	@echo "Open $(OUT)/demo/report.html in a browser (source and values side by side) and $(OUT)/demo/reports.xlsx."

test: setup
	$(BIN)/python -m pytest -n auto

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup
	$(BIN)/python -m eval.bench --write docs/benchmarks.md

# Other libraries on the same files, in a virtualenv of their own: some GB to fetch, once
bench-peers: setup $(PEERS)/.ready
	$(BIN)/python -m eval.bench --only peers --write docs/benchmarks.md

$(PEERS)/.ready: requirements-peers.txt
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-peers.txt
	@touch $@

# Open the workbench in a browser: your store, or the sample reports where there is none
run: setup
	$(BIN)/nianbao ui

# Extract a folder of your own: make extract IN=~/reports
extract: setup
	$(BIN)/nianbao extract $(or $(IN),eval/samples) --out $(OUT)/json

clean:
	rm -rf $(OUT) $(VENV) $(PEERS)
