# The commands of the project: make run, make test. Each says what it does.
VENV := .venv
PY := $(VENV)/bin/python

.PHONY: assets

assets: ## build the front-end assets (static/build/)
	@$(PY) -m coopwatch.local.assets
