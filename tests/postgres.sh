#!/bin/sh
# A throw-away PostgreSQL for the tests, on a free loopback port, gone after "stop".
#   eval "$(tests/postgres.sh start)"    starts it and sets INSIGHTS_TEST_POSTGRES and INSIGHTS_TEST_POSTGRES_FOLDER
#   tests/postgres.sh stop               stops the one those name and removes its folder
set -eu

# PostgreSQL refuses to run as root; root runs it as the user the Debian package made.
as_owner() {
  if [ "$(id -u)" = 0 ]; then su postgres -s /bin/sh -c "$1"; else sh -c "$1"; fi
}

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
if [ -z "$bin" ]; then
  if command -v pg_ctl >/dev/null 2>&1; then bin=$(dirname "$(command -v pg_ctl)")
  else echo "PostgreSQL is not installed: apt-get install postgresql" >&2; exit 1; fi
fi

case "${1:-}" in
  start)
    folder=$(mktemp -d "${TMPDIR:-/tmp}/insights-postgres.XXXXXX")
    if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; fi
    as_owner "cd '$folder' && '$bin/initdb' -D '$folder/data' -U insights --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync" > "$folder/initdb.log" 2>&1 \
      || { cat "$folder/initdb.log" >&2; exit 1; }
    # The port may be taken between choosing and listening, so it is tried and not looked up.
    tries=0
    while :; do
      port=$(( 20000 + ( $(od -An -N2 -tu2 /dev/urandom) % 30000 ) ))
      # Nothing here outlives the tests: durability would only cost time.
      if as_owner "cd '$folder' && '$bin/pg_ctl' -D '$folder/data' -w -t 60 -l '$folder/server.log' -o \"-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='$folder' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_wal_size=4GB -c shared_buffers=256MB -c max_connections=200\" start" >/dev/null 2>&1
      then break; fi
      tries=$((tries + 1))
      if [ $tries -ge 10 ]; then cat "$folder/server.log" >&2; exit 1; fi
    done
    echo "export INSIGHTS_TEST_POSTGRES='Host=127.0.0.1;Port=$port;Username=insights;Database=postgres'"
    echo "export INSIGHTS_TEST_POSTGRES_FOLDER='$folder'"
    ;;
  stop)
    folder=${2:-${INSIGHTS_TEST_POSTGRES_FOLDER:-}}
    if [ -z "$folder" ] || [ ! -d "$folder/data" ]; then echo "no server to stop: INSIGHTS_TEST_POSTGRES_FOLDER names none" >&2; exit 1; fi
    as_owner "cd / && '$bin/pg_ctl' -D '$folder/data' -m immediate -w stop" >/dev/null
    rm -rf "$folder"
    ;;
  *)
    echo "usage: tests/postgres.sh start | stop" >&2
    exit 2
    ;;
esac
