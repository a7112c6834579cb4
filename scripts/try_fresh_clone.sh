#!/usr/bin/env bash
# Proves `make run` in fresh clones with an empty environment: as root in a private folder, as an ordinary user, a
# second start, a taken port, kill -9 of each part. Needs root (it makes a user for the time being) and some minutes.
# usage: scripts/try_fresh_clone.sh [FOLDER]     (the folder is emptied; by default a temporary one)
set -euo pipefail

checkout=$(git -C "$(dirname "$0")" rev-parse --show-toplevel)
base=${1:-$(mktemp -d)}
user=coopwatch-try
failures=0
mkdir -p "$base"
chmod 755 "$base"
id "$user" >/dev/null 2>&1 || useradd --create-home "$user"
trap 'userdel --remove "$user" 2>/dev/null || true' EXIT

# say what is expected, and whether it is so
check() { # words, command…
  local words=$1; shift
  if "$@"; then echo "  ok: $words"; else echo "  FAILED: $words"; failures=$((failures + 1)); fi
}

# run a command as somebody, with nothing of our environment
as() { # user, command…
  local who=$1; shift
  env -i "HOME=$(getent passwd "$who" | cut -d: -f6)" PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    setpriv --reuid="$who" --regid="$who" --init-groups "$@"
}

# clone into a folder that only its owner may enter
clone() { # user, name
  folder=$base/$2/private/coopwatch
  rm -rf "${base:?}/$2"
  install -d -m 700 -o "$1" -g "$1" "$base/$2" "$base/$2/private"
  git clone --quiet "file://$checkout" "$folder"
  chown -R "$1:$1" "$folder"
  chmod 700 "$base/$2/private"
}

# start `make run` and wait for the address; sets $make, $address and $seconds
start() { # user
  local began log=$base/$1.log wait_from=$SECONDS
  began=$(date +%s.%N)
  : > "$log"
  # A group of its own: Ctrl-C reaches make and all that runs in front.
  as "$1" setsid make -C "$folder" run >> "$log" 2>&1 &
  make=$!
  while ! grep -q 'coopwatch is ready' "$log"; do
    if ! kill -0 "$make" 2>/dev/null; then cat "$log"; echo "  FAILED: make run ended"; exit 1; fi
    if [ $SECONDS -gt $((wait_from + 300)) ]; then cat "$log"; echo "  FAILED: no address"; exit 1; fi
    sleep 0.2
  done
  # The leader of that group, instead of the shell around it.
  make=$(pgrep -o -f "^make -C $folder run")
  seconds=$(echo "$(date +%s.%N) - $began" | bc)
  address=$(sed -n 's/^coopwatch is ready: //p' "$log")
}

# wait for the end of make run; a minute, no longer
ended() {
  for _ in $(seq 300); do kill -0 "$make" 2>/dev/null || return 0; sleep 0.2; done
  echo "  FAILED: make run does not end"; failures=$((failures + 1)); kill -9 -- "-$make"
}

# processes of this clone, the database included
processes() {
  local place=$folder
  [ -f "$folder/var/postgres-place" ] && place="$folder|$(cat "$folder/var/postgres-place")"
  for process in /proc/[0-9]*; do
    if { tr '\0' ' ' < "$process/cmdline"; readlink "$process/cwd"; } 2>/dev/null | grep -Eq "$place"; then
      echo "${process#/proc/}"
    fi
  done
}

nobody_left() {
  for _ in $(seq 100); do [ -z "$(processes)" ] && return 0; sleep 0.2; done
  ps -o pid,args -p "$(processes | paste -sd,)"; return 1
}

counted() { # the agreements that the database holds
  as "$1" bash -c "cd $folder && .venv/bin/python manage.py shell -v 0 -c \
    'from coopwatch.registry.models import Agreement, Article; print(Agreement.objects.count(), Article.objects.count())'"
}

try_as() { # user, name
  echo "== as $1"
  clone "$1" "$2"
  start "$1"; echo "  first start: $seconds s, load $(cut -d' ' -f1 /proc/loadavg)"
  grep ' s$' "$base/$1.log" | sed 's/^/    /'
  check "the first page answers" curl -fsS -o "$base/page.html" "$address"
  local before; before=$(counted "$1"); echo "  agreements and articles: $before"
  kill -INT -- "-$make"; ended
  check "Ctrl-C leaves no process" nobody_left
  start "$1"; echo "  second start: $seconds s"
  check "the second start takes less than 10 s" [ "$(echo "$seconds < 10" | bc)" = 1 ]
  for part in 'coopwatch.local.run' 'gunicorn' 'celery.*worker' 'postgres -D'; do
    try_kill "$1" "$part" "$before"
  done
  kill -TERM "$make"; ended
  check "SIGTERM leaves no process" nobody_left
}

# kill -9 one part, see that everything ends or goes on, and that the next start has lost nothing
try_kill() { # user, pattern, counts
  local victims; victims=$(for pid in $(processes); do
    tr '\0' ' ' < "/proc/$pid/cmdline" 2>/dev/null | grep -Eq "$2" && echo "$pid"; done; true)
  echo "  kill -9 of $2:" $victims
  kill -9 $victims
  sleep 3
  kill -INT -- "-$make" 2>/dev/null || true; ended
  check "no process left" nobody_left
  start "$1"; echo "  start after it: $seconds s"
  check "nothing is lost" [ "$(counted "$1")" = "$3" ]
}

try_port() { # user
  echo "== with port 8000 taken"
  python3 -c 'import socket, time; s = socket.socket(); s.bind(("127.0.0.1", 8000)); s.listen(); time.sleep(600)' &
  local holder=$!
  sleep 1
  start "$1"; echo "  address: $address"
  check "another port is chosen and said" grep -q 'port 8000' "$base/$1.log"
  kill "$holder"; kill -TERM "$make"; ended
  check "no process left" nobody_left
}

try_as root as-root
try_as "$user" as-user
try_port "$user"
echo "failures: $failures"
exit "$((failures > 0))"
