# Tasks of the project; `make` lists them. PYTHON names the interpreter of an environment with the extra `test`.
PYTHON ?= .venv/bin/python

.PHONY: help check fix test test-all notebooks bench release

help: ## list the tasks
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

check: ## types, lint, format, direction of imports
	$(PYTHON) -m mypy
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -c "from importlinter.cli import lint_imports_command; lint_imports_command()"
	$(PYTHON) tools/build_metadata.py --check

fix: ## what can be mended by machine
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

test: ## the fast tier, under a minute
	$(PYTHON) -m pytest -q -n auto -m "not slow"

test-all: ## every test, and every notebook against its outputs
	$(PYTHON) -m pytest -n auto
	$(PYTHON) -m pytest -n auto --dist loadfile --nbval --nbval-sanitize-with notebooks/sanitize.cfg notebooks

notebooks: ## run and store the notebooks again
	$(PYTHON) tools/build_notebooks.py

bench: ## ratios of time and size
	$(PYTHON) benchmarks/run.py --quick

release: ## a data version: make release VERSION=1.2.0 LINE="what changed"
	$(PYTHON) tools/release.py "$(VERSION)" "$(LINE)"
