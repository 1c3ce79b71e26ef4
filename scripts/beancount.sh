#!/usr/bin/env bash
# Prints the path of bean-check, and installs beancount once into a virtual environment of its own.
set -euo pipefail
cd "$(dirname "$0")/.."

package=beancount==3.2.3
folder=$PWD/.venv/beancount
check=$folder/bin/bean-check

mkdir -p "$PWD/.venv"
# Tests ask for it at the same time: one of them installs, the others wait.
exec 9>"$PWD/.venv/.beancount.lock"
flock 9
if [ ! -x "$check" ]; then
    rm -rf "$folder"
    if ! { python3 -m venv "$folder" \
        && "$folder/bin/python" -m pip install -q --disable-pip-version-check \
            --only-binary :all: "$package"; } >&2; then
        rm -rf "$folder"
        echo "beancount: cannot install $package. Install it by hand into $folder." >&2
        exit 1
    fi
fi
echo "$check"
