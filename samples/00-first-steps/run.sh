#!/usr/bin/env bash
# Types what README.md tells under "First steps", in a book that is no sample, and compares each
# answer with the one that README.md shows. Called in this folder as `bash run.sh RINGFENCE OUT`.
# Book id, hashes and the days of today differ from book to book and are masked on both sides.
set -euo pipefail
program=$1
out=$2
clone=$(cd ../.. && pwd)
work=$out/.work
mkdir -p "$work/bin" "$work/clone"
ln -s "$program" "$work/bin/ringfence"
ln -s "$clone/samples" "$work/clone/samples"
unset RINGFENCE_BOOK RINGFENCE_ACTOR
export PATH=$work/bin:$PATH LC_ALL=C.UTF-8

masked() {
    sed -E 's/\b[0-9a-f]{64}\b/HASH/g; s/\b(Book |P[OP]-)[0-9A-Z]{8}\b/\1BOOK/g
        s/\b20[2-9][0-9]-[0-9]{2}-[0-9]{2}\b/TODAY     /g; s/[0-9]+ bytes/N bytes/; s/ +$//'
}

awk '/^## / { wanted = $0 == "## First steps"; next }
    /^```/ { shown = wanted && $0 == "```console"; next }
    shown { print }' "$clone/README.md" >"$work/readme.txt"

cd "$work/clone"
command=
while IFS= read -r line <&3; do
    case $command$line in
    '$ '*'\') command+=${line%\\}$'\n' ;;
    '$ '*)
        command+=$line
        printf '%s\n' "${command//$'\n'/\\$'\n'}"
        command=${command#\$ }
        eval "${command//$'\n'/ }" 2>&1
        command=
        ;;
    esac
done 3<"$work/readme.txt" >"$work/answers.txt"

if ! grep -q '^\$ ' "$work/readme.txt"; then
    echo "run.sh: README.md has no commands under First steps" >&2
    exit 1
fi
masked <"$work/answers.txt" >"$out/session.txt"
if ! diff <(masked <"$work/readme.txt") "$out/session.txt" >&2; then
    echo "run.sh: README.md (<) shows other answers than the program gives (>)" >&2
    exit 1
fi
