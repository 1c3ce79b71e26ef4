#!/usr/bin/env bash
# Has other programs judge what a sample wrote: `sample-checks.sh OUT PROGRAM`, OUT as its run.sh left
# it; what the sample itself does not export is exported here from its book.
# - xmllint: every payment file is valid pain.001 of its version;
# - the journal: a payment file's control sum equals its payments and the payables it cleared;
# - hledger and ledger: the journal, kept or under .work, is sound, and every account has the balance of
#   the book.
# - bean-check: so is the journal in its form, with no tolerance;
# - check-datev.py: the agency's own book as DATEV files keeps every rule of the format;
# - check-tables.py: all tables read back, and come to the balances of the book;
# - xmllint and Saxon: every invoice is valid UBL 2.1 and keeps the rules of EN 16931.
# What a sample does not write is not checked.
set -euo pipefail
scripts=$(cd "$(dirname "$0")" && pwd)
out=$1
ringfence=$2
journal=$out/journal.hledger
[ -f "$journal" ] || journal=$out/.work/journal.hledger
failed=0

fail() {
    echo "sample-checks: $*" >&2
    failed=1
}

# total: of the amounts on standard input, one a line, with two decimals each.
total() { awk '{ sub(/\./, ""); sum += $0 } END { printf "%.2f", sum / 100 }'; }

# sum FILE ELEMENT: of all amounts in an element of a payment file.
sum() {
    grep -oE "<$2[^>]*>[0-9.]+" "$1" | sed 's/.*>//' | total
}

# cleared DAY: what exports of that day took from entitlements.
cleared() {
    hledger -f "$journal" print "code:^J(6|7c|11|14|22|29)$" "date:$1" -O csv \
        | sed -nE 's/.*"Liabilities:2[0-9][^"]*","([0-9.]+)".*/\1/p' | total
}

payments=$(find "$out/payments" -name '*.xml' 2>/dev/null | sort || true)
for file in $payments; do
    name=$(basename "$file")
    message=$(grep -oE 'pain\.001\.001\.[0-9]+' "$file" | head -n 1)
    problems=$(xmllint --noout --schema "$(bash "$scripts/schema.sh" "$message")" "$file" 2>&1) \
        || fail "$name is not valid $message: $problems"
    control=$(sed -nE 's/.*<CtrlSum>([0-9.]+)<.*/\1/p' "$file" | head -n 1)
    [ "$control" = "$(sum "$file" InstdAmt)" ] \
        || fail "$name: control sum $control, payments $(sum "$file" InstdAmt)"
    [ -f "$journal" ] || continue
    day=$(sed -nE 's/.*<CreDtTm>([0-9-]{10}).*/\1/p' "$file")
    [ "$control" = "$(cleared "$day")" ] \
        || fail "$name: control sum $control, payables cleared on $day $(cleared "$day")"
done

# by_account PROGRAM: each account's balance by its number, debits positive, in cents.
by_account() {
    case $1 in
    book)
        # The book shows each balance on its own side: debits in 1000 to 1999 and 9000.
        # A name can hold a comma between its quotation marks.
        sed 's/"[^"]*"/name/g' "$out/balances.csv" | awk -F , 'NR > 1 { sub(/\r$/, "")
            print "x:" $1 "|" ($1 < 2000 || $1 == 9000 ? "" : "-") $3 }'
        ;;
    hledger)
        hledger -f "$journal" balance --flat --empty --no-total --format '%(account)|%(total)'
        ;;
    ledger)
        ledger -f "$journal" balance --flat --empty --no-total \
            --balance-format '%(account)|%(amount)\n'
        ;;
    esac | awk -F '|' '
        {
            number = $1
            sub(/^[A-Za-z]+:/, "", number)
            number = substr(number, 1, 4)
            amount = $2
            gsub(/EUR |\./, "", amount)
            sum[number] += amount
        }
        END {
            for (number in sum)
                if (sum[number] != 0) printf "%s %.0f\n", number, sum[number]
        }' | sort
}

if [ -f "$journal" ]; then
    hledger -f "$journal" check --strict || fail "hledger finds the journal unsound"
    ledger -f "$journal" --strict --pedantic balance >/dev/null || fail "ledger finds it unsound"
    for program in hledger ledger; do
        diff <(by_account book) <(by_account $program) >&2 \
            || fail "$program has other balances than the book: < book, > $program"
    done
    [ -n "$(by_account book)" ] || fail "the book shows no balances"
fi
for book in "$out"/.work/*.book; do
    [ -f "$book" ] || continue
    export RINGFENCE_BOOK=$book
    exports=$(mktemp -d)
    "$ringfence" export journal --format beancount >"$exports/book.beancount"
    problems=$("$(bash "$scripts/beancount.sh")" "$exports/book.beancount" 2>&1) \
        || fail "bean-check: $problems"
    "$ringfence" export journal --format ledger >"$exports/book.ledger"
    ledger -f "$exports/book.ledger" --strict --pedantic balance >/dev/null \
        || fail "ledger finds the exported journal unsound"
    "$ringfence" export csv --all --out "$exports/tables" --quiet >/dev/null
    python3 "$scripts/check-tables.py" "$exports/tables" >/dev/null \
        || fail "the tables do not agree"
    "$ringfence" export datev --from 2012-01 --to 2026-12 --draft --chart skr03 --consultant 29098 \
        --client-number 55003 --out "$exports/datev" --quiet >/dev/null
    find "$exports/datev" -name '*.csv' -exec python3 "$scripts/check-datev.py" {} + \
        || fail "DATEV files break their format"
    rm -rf "$exports"
done
invoices=$(find "$out/invoices" -name '*.xml' 2>/dev/null | sort || true)
if [ -n "$invoices" ]; then
    mapfile -t invoices <<<"$invoices"
    bash "$scripts/invoice-rules.sh" "${invoices[@]}" || fail "an invoice breaks a rule"
fi
exit $failed
