#!/usr/bin/env bash
# Runs libFuzzer over every parser of files from outside: `SECONDS_EACH=600 make fuzz`, or over some:
# `bash scripts/fuzz.sh camt pdf`. The seeds are those of Tests/ParserTargets; what is found stays in
# .build/fuzz, with the log of the run.
set -euo pipefail
cd "$(dirname "$0")/.."

# A crash without a terminal must end the job, not wait for somebody to look at it.
export SWIFT_BACKTRACE=enable=no
folder=.build/fuzz
swift build --package-path Fuzz --scratch-path "$folder/build" -c debug --product fuzz
program=$folder/build/debug/fuzz
seconds=${SECONDS_EACH:-60}

while read -r parser from endings; do
    seeds=$folder/$parser/seeds
    mkdir -p "$seeds" "$folder/$parser/corpus"
    for ending in $endings; do cp "$from"/*"$ending" "$seeds/"; done
done < <("$program" --parsers)

parsers=("$@")
if [ $# -eq 0 ]; then mapfile -t parsers < <("$program" --parsers | cut -d' ' -f1 | uniq); fi
failed=0
for parser in "${parsers[@]}"; do
    log=$folder/$parser/log
    echo "fuzz $parser: $seconds s, log in $log"
    if RINGFENCE_PARSER=$parser ASAN_OPTIONS=detect_leaks=0 "$program" \
        -max_total_time="$seconds" -rss_limit_mb=2048 -timeout=10 -max_len=65536 \
        -artifact_prefix="$folder/$parser/" "$folder/$parser/corpus" "$folder/$parser/seeds" \
        </dev/null >"$log" 2>&1; then
        tail -n 2 "$log"
    else
        tail -n 40 "$log" >&2
        failed=1
    fi
done
exit $failed
