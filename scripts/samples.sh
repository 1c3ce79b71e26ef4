#!/usr/bin/env bash
# Runs every sample and compares what it writes with its expected/ folder, byte by byte.
# `--golden` takes what was written as the new expectation.
# Other programs judge payment files and journals first: see sample-checks.sh.
#
# samples/NN-name/run.sh is called in its own folder as `bash run.sh RINGFENCE OUT`: the program,
# and an empty folder for what it writes. What lies in OUT afterwards is compared, and whatever
# it keeps under OUT/.work is not.
set -euo pipefail
cd "$(dirname "$0")/.."

golden=no
[ "${1:-}" = --golden ] && golden=yes
program=${RINGFENCE:-$PWD/.build/debug/ringfence}
failed=0
for script in samples/*/run.sh; do
    [ -f "$script" ] || continue
    sample=$(dirname "$script")
    out=$(mktemp -d)
    trap 'rm -rf "$out"' EXIT
    if ! (cd "$sample" && bash run.sh "$program" "$out" </dev/null) >"$out.log" 2>&1; then
        cat "$out.log" >&2
        echo "failed $sample: its run ended with an error" >&2
        failed=1
    elif ! bash scripts/sample-checks.sh "$out" "$program" >&2; then
        echo "failed $sample: another program does not agree with it" >&2
        failed=1
    else
        rm -rf "$out/.work"
        if [ $golden = yes ]; then
            rm -rf "$sample/expected"
            cp -r "$out" "$sample/expected"
            echo "rewrote $sample/expected"
        elif diff -ru "$sample/expected" "$out" >&2; then
            echo "passed $sample"
        else
            echo "failed $sample: if the change is wanted, run make golden" >&2
            failed=1
        fi
    fi
    rm -rf "$out" "$out.log"
done
exit $failed
