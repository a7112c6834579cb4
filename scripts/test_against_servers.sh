#!/usr/bin/env bash
# Runs the suite on Debian's PostgreSQL 15 and Redis in place of the embedded server: the servers that a deployment
# uses. Needs the packages postgresql-15 and redis-server; the servers run in a folder of their own, on free ports
# of the loopback interface, and end with the script. Arguments go to pytest.
set -euo pipefail
cd "$(dirname "$0")/.."

programs=/usr/lib/postgresql/15/bin
for program in "$programs/postgres" "$(command -v redis-server || true)"; do
    [ -x "$program" ] || { echo "Missing: postgresql-15 and redis-server (apt-get install postgresql-15 redis-server)" >&2; exit 2; }
done
free_port() { .venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

folder=$(mktemp -d)
user=$(id -un)
if [ "$(id -u)" = 0 ]; then user=postgres; chown postgres "$folder"; fi
as_user() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
end() {
    [ -z "${redis:-}" ] || kill "$redis" 2>/dev/null || true
    as_user "$programs/pg_ctl" --pgdata="$folder/data" --mode=fast stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap end EXIT

database_port=$(free_port)
broker_port=$(free_port)
as_user "$programs/initdb" --pgdata="$folder/data" --username=coopwatch --auth=trust --encoding=UTF8 --locale=C.UTF-8 >/dev/null
as_user "$programs/pg_ctl" --pgdata="$folder/data" --wait --log="$folder/log" start \
    --options="-p $database_port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder -c fsync=off" >/dev/null
as_user "$programs/createdb" --host=127.0.0.1 --port="$database_port" --username=coopwatch coopwatch
redis-server --port "$broker_port" --bind 127.0.0.1 --save '' --dir /tmp --daemonize no >/dev/null &
redis=$!

export DATABASE_URL="postgresql://coopwatch@127.0.0.1:$database_port/coopwatch"
export CELERY_BROKER_URL="redis://127.0.0.1:$broker_port/0"
.venv/bin/python -m pytest -q "$@"
