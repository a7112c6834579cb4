# syntax=docker/dockerfile:1
# Three stages: the front-end assets, the Python environment, and what runs. Only the last one is delivered.
# To pin a base to its very bytes, give it with its digest: --build-arg PYTHON_IMAGE=python@sha256:…
ARG NODE_IMAGE=node:22.21.1-bookworm-slim
ARG PYTHON_IMAGE=python:3.11.14-slim-bookworm

FROM ${NODE_IMAGE} AS assets
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY frontend frontend
RUN node frontend/build.mjs

FROM ${PYTHON_IMAGE} AS environment
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/venv
COPY requirements/run.lock /tmp/run.lock
RUN /opt/venv/bin/pip install --require-hashes --requirement /tmp/run.lock

FROM ${PYTHON_IMAGE} AS application
# gettext compiles the translations; nothing that runs needs it, and nothing here needs a compiler.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends gettext \
    && rm -rf /var/lib/apt/lists/*
# A fixed number, so that the owner of the volumes is the same on each machine.
RUN groupadd --gid 10001 coopwatch \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin coopwatch
ENV PATH=/opt/venv/bin:/usr/local/bin:/usr/bin:/bin \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONPATH=/app \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=coopwatch.settings \
    COOPWATCH_VAR=/var/lib/coopwatch \
    COOPWATCH_STATIC_ROOT=/srv/static
WORKDIR /app
COPY --from=environment /opt/venv /opt/venv
COPY manage.py LICENSE ./
COPY coopwatch coopwatch
COPY templates templates
COPY static static
COPY locale locale
COPY --from=assets /app/static/build static/build
RUN python -m compileall -q coopwatch \
    && export DATABASE_URL=postgresql://build DJANGO_SECRET_KEY=only-for-the-steps-of-this-build-and-never-kept \
    && python manage.py compilemessages --verbosity 0 \
    && python manage.py collectstatic --no-input --verbosity 0 \
    && install --directory --owner coopwatch --group coopwatch --mode 700 /var/lib/coopwatch
USER 10001:10001
VOLUME /var/lib/coopwatch
EXPOSE 8000
CMD ["gunicorn", "--config", "python:coopwatch.operations.serving", "coopwatch.wsgi:application"]
