# The door for everyone without conda: Python, make and git are all it takes.
# Written for GNU make 3.81, which macOS has, and for any later one.

PYTHON ?= python3
LAB_FLAGS ?=
LOCK_FLAGS ?=
BENCH_FLAGS ?=

VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements.lock

# Bytes of figures depend on the machine's arithmetic: they are promised here alone.
PROMISED := Linux x86_64
PLATFORM := $(shell uname -s) $(shell uname -m)
ifeq ($(PLATFORM),$(PROMISED))
NBVAL := --nbval
else
NBVAL := --nbval-lax
endif

# Whatever else is active in the shell must not reach into .venv.
unexport CONDA_PREFIX PYTHONHOME PYTHONPATH VIRTUAL_ENV
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup study test lab lock clean lint format rooms types pytest nbval unchanged again

help: ## show this help
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

setup: $(VENV)/.installed ## install the locked packages and the study into .venv

study: setup ## run every notebook and draw every figure that changed (set up if needed)
	@$(BIN)/study run

# One after the other even under -j, so that the first failure is the last thing said.
test: setup ## run all checks (set up if needed), stop at the first failure
	@for check in lint format rooms types pytest nbval unchanged; do \
		$(MAKE) --no-print-directory $$check || exit 1; \
	done
	@printf '\n== All checks passed\n'

lab: setup $(VENV)/etc/jupyter/labconfig/page_config.json ## open the notebooks in JupyterLab (LAB_FLAGS=--no-browser: without a browser)
	@$(BIN)/jupyter lab --ServerApp.root_dir=. --LabApp.default_url=/lab/tree/notebooks $(LAB_FLAGS)

# JupyterLab would ask whether it may fetch news, and look for updates.
$(VENV)/etc/jupyter/labconfig/page_config.json: $(VENV)/.installed
	@$(BIN)/jupyter labextension disable --level=sys_prefix \
		@jupyterlab/apputils-extension:announcements >/dev/null 2>&1

lock: setup ## make the lock anew from pyproject.toml (LOCK_FLAGS=--upgrade: newest versions)
	@$(BIN)/uv pip compile --quiet --system-certs --universal --generate-hashes --extra dev \
		--custom-compile-command 'make lock' $(LOCK_FLAGS) --output-file $(LOCK) pyproject.toml

clean: ## remove .venv, build and every cache
	@rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find lib notebooks tests -name __pycache__ -o -name .ipynb_checkpoints | xargs rm -rf

# The checks, in the order of `make test`; each can be run alone.

lint: setup ## one check of make test alone: ruff check
	@printf '\n== Lint: ruff check\n'
	@$(BIN)/ruff check

format: setup ## ... ruff format --check
	@printf '\n== Format: ruff format --check\n'
	@$(BIN)/ruff format --check

rooms: setup ## ... lint-imports: which room of the library imports which
	@printf '\n== Rooms: lint-imports\n'
	@$(BIN)/lint-imports --no-logo

types: setup ## ... mypy --strict
	@printf '\n== Types: mypy\n'
	@$(BIN)/mypy

pytest: setup ## ... the tests
	@printf '\n== Tests: pytest\n'
	@$(BIN)/pytest

nbval: setup ## ... every notebook, run again, says what it says
	@printf '\n== Notebooks: pytest %s notebooks\n' '$(NBVAL)'
ifneq ($(PLATFORM),$(PROMISED))
	@echo 'Run, but outputs not compared: on $(PLATFORM) drawn bytes may differ from $(PROMISED).'
endif
	@$(BIN)/pytest $(NBVAL) --nbval-current-env notebooks

unchanged: setup ## ... make study leaves the committed figures and notebooks as they are
	@printf '\n== Unchanged: study run --force, then git diff --exit-code figures notebooks\n'
	@$(BIN)/study run --force
ifeq ($(PLATFORM),$(PROMISED))
	@git diff --exit-code --stat figures notebooks || \
		{ echo 'make: the run changed the files above: look at them, then commit them' >&2; exit 1; }
	@new=$$(git ls-files --others --exclude-standard figures notebooks); test -z "$$new" || \
		{ echo "make: the run made files that are not committed: $$new" >&2; exit 1; }
else
	@echo 'Run, but bytes not compared: on $(PLATFORM) they may differ from $(PROMISED).'
endif

# The environment. A fresh .venv for each lock: what an earlier lock left behind cannot linger.

# A .venv that was copied, moved or lost its Python still points elsewhere: make it anew.
ifneq ($(shell test -x $(BIN)/python && cat $(VENV)/.locked 2>/dev/null),$(CURDIR))
$(VENV)/.locked: again
endif

# pip brings uv, uv brings the rest in half the time; both check every hash, uv those of
# the tools that build jieba too. uv knows no pip settings, so it is told of a mirror, and where
# it cannot get through pip does the work.
$(VENV)/.locked: $(LOCK)
	@command -v '$(PYTHON)' >/dev/null || \
		{ echo 'make: no $(PYTHON) here: install Python 3.11, 3.12 or 3.13, or name one: make PYTHON=python3.12' >&2; exit 1; }
	@'$(PYTHON)' -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
		{ echo "make: $(PYTHON) ($$('$(PYTHON)' --version 2>&1)) is not Python 3.11, 3.12 or 3.13: name one that is: make PYTHON=python3.12" >&2; exit 1; }
	@'$(PYTHON)' -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo 'make: $(PYTHON) comes without venv: install it (Debian, Ubuntu: python3-venv), or name another: make PYTHON=python3.12' >&2; exit 1; }
	@echo '== Environment: the locked packages go into $(VENV), once, in about a minute'
	@'$(PYTHON)' -m venv --clear $(VENV)
	@sed -n '/^uv==/,/[^\\]$$/p' $(LOCK) > $(VENV)/uv.lock
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement $(VENV)/uv.lock
	@UV_DEFAULT_INDEX=$$($(BIN)/python -m pip config list | sed -n "s/^[^=]*\.index-url='\(.*\)'$$/\1/p" | head -n 1) \
		$(BIN)/uv pip install --quiet --python $(BIN)/python --system-certs --compile-bytecode \
		--build-constraints $(LOCK) --require-hashes --requirement $(LOCK) || \
		{ echo 'make: uv could not install; pip tries, which takes longer' >&2; \
		$(BIN)/python -m pip install --quiet --require-hashes --requirement $(LOCK); }
	@printf '%s' '$(CURDIR)' > $@

$(VENV)/.installed: $(VENV)/.locked pyproject.toml
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q lib # a seventh of a short command, where none may be written later
	@touch $@

.PHONY: bench
bench: setup ## measure extraction beside two other tools, runs beside papermill, and two workers beside one
	@cd tests && failed=0; \
		../$(BIN)/python -m bench.extraction $(BENCH_FLAGS) || failed=1; \
		../$(BIN)/python -m bench.runs || failed=1; \
		../$(BIN)/python -m bench.cluster || failed=1; \
		exit $$failed
