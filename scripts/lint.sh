#!/usr/bin/env bash
# Checks the form of all Swift and shell sources; `--fix` rewrites the Swift ones.
set -euo pipefail
cd "$(dirname "$0")/.."

files=(Package.swift Sources Tests)
[ -d Benchmarks ] && files+=(Benchmarks/Package.swift Benchmarks/Sources)
# The rest of Fuzz/Sources are links to the rooms above.
[ -d Fuzz ] && files+=(Fuzz/Package.swift Fuzz/Sources/fuzz)
if [ "${1:-}" = --fix ]; then
    swift format --in-place --parallel --recursive "${files[@]}"
    exit 0
fi
failed=0
swift format lint --strict --parallel --recursive "${files[@]}" || failed=1

# What the compiler cannot refuse for us: escapes that end the program or lie to it.
banned='try!|as!|fatalError\(|@unchecked Sendable|nonisolated\(unsafe\)|(TODO|FIXME)'
if grep -rnE "$banned" --include='*.swift' Sources Tests; then
    echo "lint: the escapes above are banned; throw an error instead" >&2
    failed=1
fi
while read -r count file; do
    if [ "$file" != total ] && [ "$count" -gt 500 ]; then
        echo "$file: $count lines, more than 500; split it by concept" >&2
        failed=1
    fi
done < <(find Sources Tests -name '*.swift' -exec wc -l {} +)
for script in scripts/*.sh .ci/run samples/*/run.sh; do
    [ -f "$script" ] || continue
    bash -n "$script" || failed=1
done
exit $failed
