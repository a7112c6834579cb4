# The commands of the project; `make run` and `make test` need nothing but Python 3.11 and make.
FITS := import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c '$(FITS)' 2>/dev/null && echo $$p && exit; done; echo python3)
PY := .venv/bin/python
LOCK := $(PY) -m uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet

.PHONY: run test lint types check install install-dev assets lock chaos help backup restore bench load fuzz deployment servers audit

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1: /p' $(MAKEFILE_LIST)

run: install ## start everything and print the address; Ctrl-C ends it
	@exec $(PY) -m coopwatch.local.run --end-with-parent

test: install-dev ## install what the tests need, a browser included where one can be had, and run them
	@$(PY) -m coopwatch.local.assets
	@$(PY) -m coopwatch.local.browser
	@$(PY) -m pytest -n 2 $(TESTS)

lint: install-dev ## style, import contracts, forgotten migrations, secrets and dangerous calls
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@.venv/bin/lint-imports
	@$(PY) -m bandit --quiet --recursive coopwatch -lll
	@$(PY) -m pytest -q tests/test_migrations.py

types: install-dev ## check the type hints
	@$(PY) -m mypy

check: test lint types ## everything that .ci/run checks

install: ## make .venv and install what the program needs
	@$(PYTHON) coopwatch/local/install.py run

install-dev: ## the same with what tests and checks need
	@$(PYTHON) coopwatch/local/install.py dev

assets: install ## build the front-end assets (static/build/)
	@$(PY) -m coopwatch.local.assets

lock: ## work out requirements/*.lock anew from pyproject.toml
	@$(LOCK) pyproject.toml --output-file requirements/run.lock
	@$(LOCK) pyproject.toml --group dev --constraint requirements/run.lock --output-file requirements/dev.lock
	@$(LOCK) --group node --output-file requirements/node.lock

audit: install-dev ## ask which locked packages have known holes (asks the registry's list of advisories)
	@$(PY) -m uv tool run pip-audit@2.9.0 --disable-pip --strict --requirement requirements/run.lock

chaos: install assets ## kill workers, take the broker away and restart PostgreSQL while articles are read
	@$(PY) -m scripts.chaos $(CHAOS)

backup: install ## write database and originals into FILE=….tar.gz, with checksums
	@$(PY) manage.py backup "$(FILE)"

restore: install ## bring back what FILE=….tar.gz holds, into an empty database
	@$(PY) manage.py restore "$(FILE)"

bench: install assets ## measure side by side with others, at 100,000 agreements (BENCH="--agreements 2000 --load 5" for less)
	@$(PY) -m benchmarks --slow $(BENCH)

load: install assets ## 50 readers for ten minutes
	@$(PY) -m benchmarks --only load --load 600

fuzz: install-dev ## ask 10,000 strange addresses
	@FUZZ=10000 $(PY) -m pytest -q tests/operations/test_fuzz.py

deployment: install-dev assets ## start every service of docker-compose.yml as it stands there, without containers (root)
	@$(PY) scripts/try_deployment.py

servers: install-dev ## the whole suite against Debian's PostgreSQL 15 and Redis
	@scripts/test_against_servers.sh
