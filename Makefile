# Rehearsals on the embedded AWS, and the project's own checks. `make help` lists the targets.
# The real thing is always spelled `pulumi ...`: no target here can reach AWS.

STACK ?= local
PYTHON ?= $(shell for name in python3.14 python3.13 python3.12 python3.11 python3; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$name" && break; done)
UV_VERSION := 0.13.9
VENV := .venv
RUN := $(VENV)/bin/python -m
INSTALLED := $(VENV)/.installed
SERVERS := tests/servers/node_modules/.installed
REHEARSE := $(RUN) rehearsal

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: up preview policy refresh down status test test-unit test-server test-emulator test-engine check docs bench lock clean help

up: $(INSTALLED) ## Run `pulumi up` against the embedded AWS (STACK=local)
	@$(REHEARSE) up --stack $(STACK)

preview: $(INSTALLED) ## Show what `up` would do; needs no account and no network (STACK=local)
	@$(REHEARSE) preview --stack $(STACK)

policy: $(INSTALLED) ## Judge an exported state by the policy pack (STATE=file), or a rehearsed stack (STACK=local)
	@$(REHEARSE) policy --stack $(STACK) $(if $(STATE),--state "$(STATE)")

refresh: $(INSTALLED) ## Record what the embedded AWS really has (STACK=local)
	@$(REHEARSE) refresh --stack $(STACK)

down: $(INSTALLED) ## Delete what a stack holds, and stop the embedded AWS (STACK=local)
	@$(REHEARSE) down --stack $(STACK)

status: $(INSTALLED) ## Show the engine, the embedded AWS and every rehearsed stack
	@$(REHEARSE) status

test: test-unit test-server test-emulator test-engine ## Run all tests

test-unit: $(INSTALLED) ## Run the fast tests, which need no engine, emulator or server
	@$(RUN) pytest -m "not engine and not emulator and not server" -n 2 --dist loadfile

test-server: $(INSTALLED) $(SERVERS) ## Run the tests on real PostgreSQL, Valkey and Node
	@$(RUN) pytest -m server -n 2 --dist loadfile

test-emulator: $(INSTALLED) ## Run the tests of the embedded AWS
	@$(RUN) pytest -m emulator -n 2 --dist loadfile

test-engine: $(INSTALLED) ## Run the tests on the real engine
	@$(RUN) engine >/dev/null
	@$(RUN) pytest -m engine -n 2 --dist loadfile

check: $(INSTALLED) ## Lint, check the format and the types
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .
	@$(RUN) mypy .
	@$(RUN) mypy policies/__main__.py
	@if command -v go >/dev/null; then $(MAKE) --no-print-directory check-go; \
	else echo "Go is not installed: engine/cli is not checked."; fi

.PHONY: check-go
check-go:
	@unformatted=$$(gofmt -l engine/cli); \
	if [ -n "$$unformatted" ]; then echo "gofmt would change: $$unformatted"; exit 1; fi
	@cd engine/cli && go vet ./...

docs: $(INSTALLED) ## Write anew what is generated: Pulumi.yaml's settings, pages and pictures in docs/
	@$(RUN) settings.manifest
	@$(RUN) components.contract_page
	@$(RUN) localaws.docs
	@cd policies && ../$(RUN) page ../docs
	@$(RUN) tests.pictures

bench: $(INSTALLED) ## Print the benchmarks
	@$(RUN) benchmarks

lock: $(INSTALLED) ## Write requirements.txt and requirements-dev.txt anew from their .in files
	@$(RUN) pip install --quiet "uv==$(UV_VERSION)"
	@for name in requirements requirements-dev; do \
		$(RUN) uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
			--no-emit-index-url --output-file $$name.txt $$name.in || exit 1; done

clean: ## Forget every rehearsal, and delete caches
	@for folder in .rehearsal/localaws .rehearsal/preview-*; do \
		if [ -d "$$folder" ] && [ -x $(VENV)/bin/python ]; then $(RUN) localaws stop "$$folder"; fi; done
	@rm -rf .rehearsal .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(SERVERS): tests/servers/package-lock.json
	@command -v npm >/dev/null || { echo "Node 20 with npm is needed for the tests on real servers:" \
		"https://nodejs.org/en/download"; exit 1; }
	@npm ci --prefix tests/servers --no-audit --no-fund --loglevel error
	@touch $@

$(INSTALLED): requirements-dev.txt
	@if [ -z "$(PYTHON)" ]; then echo "Python 3.11 or newer is needed, and none is on PATH. Install one" \
		"(https://www.python.org/downloads/), or say where it is: make PYTHON=/path/to/python"; exit 1; fi
	@echo "Installing the project's Python packages in $(VENV) (a few minutes, once)."
	@test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	@$(RUN) pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@
