# make run    the whole way, on examples       make test   runs the tests
# make check  everything CI runs              make gold   accuracy      make bench  speed
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
EXAMPLE := $(VENV)/examples.db
READY  := $(VENV)/.ready

.PHONY: run test check web web-check format lint types layers gold bench clean

run: $(READY) web
	$(BIN)/marsad read examples/report.jsonl
	@rm -f $(EXAMPLE) $(EXAMPLE)-wal $(EXAMPLE)-shm
	$(BIN)/marsad add examples/reports.jsonl --ledger $(EXAMPLE)
	$(BIN)/marsad incidents --ledger $(EXAMPLE)
	$(BIN)/marsad incident "$$($(BIN)/marsad incidents --place سرمين --ledger $(EXAMPLE) --format csv | sed -n '2s/,.*//p')" \
		--ledger $(EXAMPLE) --history
	$(BIN)/marsad control --place "أبو حمام" --ledger $(EXAMPLE)
	$(BIN)/marsad incidents --place سرمين --ledger $(EXAMPLE) --known-by 2024-03-04
	$(BIN)/marsad incidents --place سرمين --ledger $(EXAMPLE)

test: $(READY) web
	$(BIN)/python -m pytest -q

check: lint types layers web-check test

$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Marsad needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $(READY)

# the workbench, built into src/marsad/serve/web_dist; nothing is done while web/ is unchanged. MARSAD_WORKBENCH=skip leaves it out.
web: $(READY)
	@test "$$MARSAD_WORKBENCH" = skip || $(BIN)/python web/build.py

web-check: web
	@test "$$MARSAD_WORKBENCH" = skip || $(BIN)/python web/build.py format lint check test

format: $(READY)
	$(BIN)/ruff format . && $(BIN)/ruff check --fix .

lint: $(READY)
	$(BIN)/ruff format --check . && $(BIN)/ruff check .

types: $(READY)
	$(BIN)/mypy

layers: $(READY)
	$(BIN)/lint-imports

gold: $(READY)
	$(BIN)/python benchmarks/gold.py

bench: $(READY)
	$(BIN)/python benchmarks/speed.py

clean:
	rm -rf $(VENV) dist build web/node_modules src/marsad/serve/web_dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
