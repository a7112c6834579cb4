# The commands of the project; `make run` and `make test` need nothing but Python 3.11 and make.
FITS := import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c '$(FITS)' 2>/dev/null && echo $$p && exit; done; echo python3)
PY := .venv/bin/python

.PHONY: run test lint types check assets install lock help

run: install ## start everything and print the address; Ctrl-C ends it
	@exec $(PY) -m coopwatch.local.run --end-with-parent

install: ## make .venv and install what the program needs
	@$(PYTHON) coopwatch/local/install.py run

assets: install ## build the front-end assets (static/build/)
	@$(PY) -m coopwatch.local.assets
