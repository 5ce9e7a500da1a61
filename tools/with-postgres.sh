#!/usr/bin/env bash
# Runs a command against a PostgreSQL of its own: tools/with-postgres.sh COMMAND...
# The command finds the server in SAMSPIL_DATABASE_URL. The server lives in a temporary folder, listens on a
# socket there and nowhere else, and is gone afterwards. As root it runs as another user, as PostgreSQL demands.
# SAMSPIL_PG_FAST=1 gives up durability, for tests; measurements leave it off.
set -euo pipefail

if [ $# = 0 ]; then
    echo "usage: $0 COMMAND..." >&2
    exit 2
fi

find_binaries() {
    local folder
    for folder in "$(pg_config --bindir 2>/dev/null || true)" \
        $(ls -d /usr/lib/postgresql/*/bin /usr/pgsql-*/bin 2>/dev/null | sort -rV) \
        /usr/local/bin /usr/local/pgsql/bin /opt/homebrew/bin; do
        if [ -n "$folder" ] && [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then
            echo "$folder"
            return 0
        fi
    done
    return 1
}

if ! binaries="$(find_binaries)"; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing PostgreSQL with apt-get" >&2
        export DEBIAN_FRONTEND=noninteractive
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql; } >&2
    fi
    binaries="$(find_binaries)" || { echo "No PostgreSQL server found (initdb, pg_ctl)." >&2; exit 1; }
fi

# Short on purpose: a socket's path may hold about 100 characters.
folder="$(mktemp -d)"

if [ "$(id -u)" = 0 ]; then
    owner=postgres
    id "$owner" >/dev/null 2>&1 || owner=nobody
    chown "$owner" "$folder"
    as_owner() {
        if command -v setpriv >/dev/null; then
            setpriv --reuid="$owner" --regid="$(id -g "$owner")" --clear-groups "$@"
        else
            su -s /bin/sh "$owner" -c "$(printf '%q ' "$@")"
        fi
    }
else
    as_owner() { "$@"; }
fi

in_folder() { (cd "$folder" && HOME="$folder" as_owner "$@"); }

stop() {
    in_folder "$binaries/pg_ctl" stop -D "$folder/data" -m immediate -s >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

options="-c listen_addresses='' -k $folder -c max_connections=60"
if [ "${SAMSPIL_PG_FAST:-}" = 1 ]; then
    options="$options -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    # Tests roll back thousands of rows. The planner then sees empty tables of many pages, and
    # takes minutes over a join that costs nothing: nested loops are for tables it knows the size of.
    options="$options -c jit=off -c enable_nestloop=off -c autovacuum_naptime=10s"
fi

# --locale=C with UTF-8 sorts by code point, as SQLite does, and needs no locale on the machine.
in_folder "$binaries/initdb" -D "$folder/data" -U samspil --auth=trust --encoding=UTF8 --locale=C --no-sync >/dev/null
if ! in_folder "$binaries/pg_ctl" start -D "$folder/data" -o "$options" -l "$folder/log" -w -t 60 -s; then
    cat "$folder/log" >&2
    exit 1
fi
in_folder "$binaries/createdb" -h "$folder" -U samspil samspil

export SAMSPIL_DATABASE_URL="postgres://samspil@/$folder/samspil"
status=0
"$@" || status=$?
exit "$status"
