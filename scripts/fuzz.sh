#!/usr/bin/env bash
# Runs libFuzzer over the parsers of bank files: `SECONDS_EACH=600 make fuzz`. The fixtures of the
# tests are the seeds; what is found stays in .build/fuzz, with the log of the run.
set -euo pipefail
cd "$(dirname "$0")/.."

# A crash without a terminal must end the job, not wait for somebody to look at it.
export SWIFT_BACKTRACE=enable=no
folder=.build/fuzz
fixtures=Tests/BankFormatsTests/Fixtures
swift build --package-path Fuzz --scratch-path "$folder/build" -c debug --product fuzz-bank
failed=0
for parser in camt mt table archive status; do
    case $parser in
        camt) kinds='*.xml' ;;
        mt) kinds='*.sta *.mt942' ;;
        table) kinds='*.csv' ;;
        archive) kinds='statements.zip' ;;
        status) kinds='Status/*.xml' ;;
    esac
    seeds=$folder/$parser/seeds
    mkdir -p "$seeds" "$folder/$parser/corpus"
    for kind in $kinds; do
        for file in "$fixtures"/$kind; do
            # The first byte says whether the input is read as a layout, too.
            { printf '0'; cat "$file"; } >"$seeds/$(basename "$file")"
        done
    done
    log=$folder/$parser/log
    echo "fuzz $parser: ${SECONDS_EACH:-60} s, log in $log"
    if ! ASAN_OPTIONS=detect_leaks=0 "$folder/build/debug/fuzz-bank" \
        -max_total_time="${SECONDS_EACH:-60}" -rss_limit_mb=2048 -timeout=10 -max_len=65536 \
        -artifact_prefix="$folder/$parser/" "$folder/$parser/corpus" "$seeds" \
        </dev/null >"$log" 2>&1; then
        tail -n 40 "$log" >&2
        failed=1
    else
        tail -n 2 "$log"
    fi
done
exit $failed
