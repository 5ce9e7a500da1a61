#!/usr/bin/env bash
# Makes sure the browser tests have a Chromium and prints the path to it.
# Order: SAMSPIL_CHROMIUM, a Chromium on PATH, apt (as root), Playwright's own download. The one without windows is
# preferred everywhere: it does the same in half the time.
# An empty line means: Playwright finds its own browser.
set -euo pipefail

on_path() {
    local name
    for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" && return 0
    done
    return 1
}

if [ -n "${SAMSPIL_CHROMIUM:-}" ]; then
    [ -x "$SAMSPIL_CHROMIUM" ] || { echo "SAMSPIL_CHROMIUM=$SAMSPIL_CHROMIUM is not a program" >&2; exit 1; }
    echo "$SAMSPIL_CHROMIUM"
    exit 0
fi

on_path && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium with apt-get" >&2
    export DEBIAN_FRONTEND=noninteractive
    install=(apt-get install -y -qq --no-install-recommends)
    if { apt-get update -qq && { "${install[@]}" chromium-headless-shell || "${install[@]}" chromium; }; } >&2; then
        on_path && exit 0
    fi
fi

echo "Letting Playwright download its Chromium" >&2
"${PYTHON:-.venv/bin/python}" -m playwright install --only-shell chromium >&2
echo ""
