#!/usr/bin/env bash
# Kills the importer at random moments and shows that the book does not care: after each kill it is
# as before the import or as after it, and in the end it equals a book that was never killed.
#   bash scripts/kill-import.sh [ROUNDS] [SEED] [RINGFENCE]
# The same with few rounds is a test: Tests/RingfenceCommandsTests/Kill.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-50}
seed=${2:-1}
program=$(realpath "${3:-.build/release/ringfence}")
# So many that the changes outgrow the cache: the book's log is written long before the commit.
lines=30000
work=$(mktemp -d "${TMPDIR:-/tmp}/ringfence-kill.XXXXXX")
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 RINGFENCE_ACTOR=clerk
trust=DE89370400440532013000

fail() {
    echo "kill-import: $*" >&2
    exit 1
}

# A sample book is the same whenever it is made: one invoice over 9,520.00, nothing paid.
prepare() {
    export RINGFENCE_BOOK=$work/$1.book
    "$program" init "$RINGFENCE_BOOK" --sample --at 2013-01-01T08:00:00Z --trust-iban "$trust" \
        --trust-holder "Trustee T-01" --clerk clerk --approver approver
    "$program" party import samples/00-first-steps/in/parties.csv
    "$program" engagement add E-01 --client C-01 --freelancer F-01 --from 2013-01-01 \
        --client-rate 100.00 --freelancer-rate 80.00 --client-vat 19 --freelancer-vat 19 \
        --title freelancer --routing-agreed-on 2013-01-01 --subject "Software development"
    for day in 02 03 04 07 08 09 10 11 14 15; do
        "$program" hours add E-01 --day "2013-01-$day" --hours 8
    done
    "$program" invoice issue --client C-01 --day 2013-01-31
} >"$work/prepare.txt" 2>&1

import() { "$program" bank import "$work/bank.xml" --quiet; }

# What tells one book from another.
picture() {
    "$program" head
    "$program" balance --format csv
    "$program" check --quiet
}

prepare whole
before=$("$program" head)
cp "$RINGFENCE_BOOK" "$work/fresh.book"
reference=$("$program" invoice list --format csv | grep -o 'RF[0-9]*')

# Partial payments of 0.10; every fourth payment is one that nothing explains.
awk -v count="$lines" -v reference="$reference" -v iban="$trust" 'BEGIN {
    day = "<Dt>2013-02-01</Dt>"
    currency = "<Amt Ccy=\"EUR\">"
    balance = "<Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp>" currency "%.2f</Amt>" \
        "<CdtDbtInd>CRDT</CdtDbtInd><Dt>" day "</Dt></Bal>\n"
    print "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><Stmt>"
    print "<Id>STMT-1</Id><Acct><Id><IBAN>" iban "</IBAN></Id><Ccy>EUR</Ccy></Acct>"
    printf balance balance, "OPBD", 0, "CLBD", count / 10
    for (i = 1; i <= count; i++) {
        words = i % 4 ? "<Strd><CdtrRefInf><Ref>" reference "</Ref></CdtrRefInf></Strd>" \
            : "<Ustrd>payment " i "</Ustrd>"
        print "<Ntry>" currency "0.10</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>" \
            "<BookgDt>" day "</BookgDt><ValDt>" day "</ValDt><AcctSvcrRef>B-" i "</AcctSvcrRef>" \
            "<NtryDtls><TxDtls><RmtInf>" words "</RmtInf></TxDtls></NtryDtls></Ntry>"
    }
    print "</Stmt></BkToCstmrStmt></Document>"
}' >"$work/bank.xml"

# Imports to the end, and sets $took to the seconds that it needed.
timed_import() {
    local begin=$EPOCHREALTIME
    import >/dev/null
    took=$(awk -v begin="$begin" -v end="$EPOCHREALTIME" 'BEGIN { printf "%.3f", end - begin }')
}

timed_import
whole=$(picture)
after=$("$program" head)
echo "$lines lines import in $took s without a kill; head $after"

# fresh NAME: goes on with a book into which nothing was imported.
fresh() {
    export RINGFENCE_BOOK=$work/$1.book
    rm -f "$RINGFENCE_BOOK" "$RINGFENCE_BOOK"-*
    cp "$work/fresh.book" "$RINGFENCE_BOOK"
}

RANDOM=$seed
hit=0
writing=0
committed=0
late=0
fresh killed
for ((round = 1; round <= rounds; round++)); do
    # A busy machine changes its speed, so the time is taken again now and then.
    if [ $((round % 10)) -eq 0 ]; then
        fresh timed
        timed_import
        export RINGFENCE_BOOK=$work/killed.book
    fi
    moment=$(awk -v took="$took" -v chance="$RANDOM" 'BEGIN { printf "%.4f", took * chance / 32768 }')
    status=0
    timeout --foreground --signal=KILL "$moment" "$program" bank import "$work/bank.xml" --quiet \
        >"$work/answer.txt" 2>&1 || status=$?
    case $status in
    137)
        hit=$((hit + 1))
        if [ -s "$RINGFENCE_BOOK-wal" ]; then writing=$((writing + 1)); fi
        ;;
    0) late=$((late + 1)) ;;
    *) fail "round $round, killed after $moment s: $(cat "$work/answer.txt")" ;;
    esac
    head=$("$program" head)
    "$program" check --quiet >"$work/check.txt" || fail "round $round: the book is not sound"
    case $head in
    "$before") ;;
    "$after")
        # The import was quicker than the kill: compare, and begin again.
        if [ "$status" -eq 137 ]; then committed=$((committed + 1)); fi
        [ "$(picture)" = "$whole" ] || fail "round $round: another book than without a kill"
        fresh killed
        ;;
    *) fail "round $round: head $head is neither before nor after the import" ;;
    esac
done
import >/dev/null
[ "$(picture)" = "$whole" ] || fail "the book that was killed differs from the one that was not"
echo "$rounds rounds with seed $seed: $hit kills hit a running import, $late came too late"
echo "Of the hits, $writing left a log of changes behind, $committed came after the commit"
echo "After each kill the book was sound. Imported to the end, it equals the one without a kill:"
"$program" check --quiet
