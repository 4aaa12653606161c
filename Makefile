# Needs Python 3.11, Node 20 and make; everything else is fetched into .venv by the first recipe.
PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3)
BIN := .venv/bin
ASK := import sys; sys.exit(sys.version_info < (3, 11))
OLD := Trucewatch needs Python 3.11 or later; install it, or name it: make PYTHON=/path/to/python3.11
# Tests start the program some hundred times; compiled once, wherever the environment forbids it.
KEEPING := env -u PYTHONDONTWRITEBYTECODE
LOCK := --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.DEFAULT_GOAL := help
.PHONY: help run test check golden messages torture bench lock clean python ready-dev

help: ## list these recipes
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 10

run: python ## set everything up, make a demonstration centre, serve it (ONCE=1: until it answered)
	@$(PYTHON) tools/setup.py --demo $(if $(ONCE),--once)

test: ready-dev check ## everything that has to hold, on two cores
	@$(KEEPING) $(BIN)/python -m pytest -n 2 --dist worksteal

check: ready-dev ## style, types, directions of import, sizes and words
	@$(BIN)/ruff check --output-format concise
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest tests/repo

golden: ready-dev ## write the reviewed outputs and schemas anew and show what changed
	@$(BIN)/python tools/make_schemas.py
	@TRUCEWATCH_GOLDEN=write $(BIN)/python -m pytest tests/golden
	@git --no-pager diff --stat -- tests/golden src/trucewatch/data/schema
	@git --no-pager diff -- tests/golden src/trucewatch/data/schema

messages: ready-dev ## bring the translations of page texts in step with the pages
	@$(BIN)/python tools/make_messages.py

torture: ready-dev ## what is too long for every commit: random logs, forks, bits, fuzz, kills, mutants, reviews, orders
	@PYTHONPATH=tests $(BIN)/python tools/torture_ledger.py
	@PYTHONPATH=tests $(BIN)/python tools/torture_record.py
	@$(BIN)/python tools/torture_mutants.py
	@TRUCEWATCH_API_EXAMPLES=500 $(BIN)/python -m pytest tests/web/api/test_contract.py
	@TRUCEWATCH_REVIEWS=20000 $(BIN)/python -m pytest -n 2 tests/service/review/test_random_reviews.py
	@TRUCEWATCH_ORDERS=every $(BIN)/python -m pytest -n 2 tests/service/review/test_two_at_once.py

bench: ready-dev ## run every benchmark; raw output goes to benchmarks/results/
	@$(BIN)/python tools/run_benchmarks.py

lock: ready-dev ## pin requirements/*.in with hashes, without any index address
	@$(BIN)/pip-compile $(LOCK) -o requirements/base.txt requirements/base.in
	@$(BIN)/pip-compile $(LOCK) -o requirements/scale.txt requirements/scale.in
	@$(BIN)/pip-compile $(LOCK) -o requirements/dev.txt requirements/dev.in

clean: ## remove what the other recipes made
	@rm -rf .venv out build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

ready-dev: python
	@$(PYTHON) tools/setup.py --dev

python:
	@$(PYTHON) -c '$(ASK)' 2>/dev/null || { echo '$(OLD)' >&2; exit 2; }
