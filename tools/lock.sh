#!/usr/bin/env bash
# Compiles requirements/*.in to hash-pinned *.txt and package.json to its lock, none of them with an address in it.
# Arguments go to uv, for example: tools/lock.sh --upgrade-package django
set -euo pipefail
cd "$(dirname "$0")/.."
for name in bootstrap node run test; do
    tools/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
        --no-emit-index-url --no-emit-find-links --no-annotate --no-header "$@" \
        "requirements/$name.in" --output-file "requirements/$name.txt" >/dev/null
done
if command -v npm >/dev/null; then
    npm install --package-lock-only --omit-lockfile-registry-resolved --silent
fi
if grep -nE 'https?://' requirements/*.txt package-lock.json; then
    echo "A lock must not hold an address." >&2
    exit 1
fi
