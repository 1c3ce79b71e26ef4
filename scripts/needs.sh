#!/usr/bin/env bash
# Installs what building and testing need from Debian, and only what is missing.
# With everything there it asks the network for nothing.
set -euo pipefail

# One line per need: how to see that it is there, and the package that brings it.
needs() {
    cat <<'LIST'
pkg-config --exists libcrypto|libssl-dev
pkg-config --exists sqlite3|libsqlite3-dev
pkg-config --exists libxml-2.0|libxml2-dev
pkg-config --exists zlib|zlib1g-dev
command -v pkg-config|pkg-config
command -v sqlite3|sqlite3
command -v xmllint|libxml2-utils
command -v hledger|hledger
command -v ledger|ledger
command -v openssl|openssl
command -v python3|python3
python3 -m pip --version|python3-pip
python3 -c 'import ensurepip'|python3-venv
LIST
}

if ! command -v swift >/dev/null; then
    echo "needs: swift 6.3 is missing. Install it from swift.org/install, then try again." >&2
    exit 1
fi

missing=()
while IFS='|' read -r probe package; do
    bash -c "$probe" >/dev/null 2>&1 </dev/null || missing+=("$package")
done < <(needs)
if [ ${#missing[@]} -eq 0 ]; then
    exit 0
fi

become=()
if [ "$(id -u)" -ne 0 ]; then
    # -n: a script without a terminal must fail rather than wait for a password.
    if ! command -v sudo >/dev/null || ! sudo -n true 2>/dev/null; then
        echo "needs: missing ${missing[*]}. Install as root: apt-get install ${missing[*]}" >&2
        exit 1
    fi
    become=(sudo -n)
fi
if ! command -v apt-get >/dev/null; then
    echo "needs: no apt-get here. Install the counterparts of: ${missing[*]}" >&2
    exit 1
fi
echo "needs: installing ${missing[*]}" >&2
"${become[@]}" apt-get update -q >&2
"${become[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -q -y --no-install-recommends "${missing[@]}" >&2 </dev/null
