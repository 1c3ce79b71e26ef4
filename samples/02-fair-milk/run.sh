#!/usr/bin/env bash
# Builds the book of the sample from nothing: two days of a shop that sells at two prices.
# Called in this folder as `bash run.sh RINGFENCE OUT`: the program and an empty folder.
set -euo pipefail
program=$1
out=$2
trust=DE89370400440532013000
export RINGFENCE_BOOK=$out/.work/milk.book
. ../lib/bank.sh
. ../lib/session.sh

# till DAY: 10,000 sales of three producers' products, the same in every run; some come back.
till() {
    awk -v day="$1" 'BEGIN {
        print "day,product,units,base-price,premium,producer"
        split("milk 1 l|milk 0.5 l|butter 250 g|yoghurt 500 g|cheese 200 g", products, "|")
        split("1.19|0.79|2.49|1.59|3.29", bases, "|")
        split("0.20|0.10|0.35|0.25|0.50", premiums, "|")
        state = 20260106
        for (sale = 1; sale <= 10000; sale++) {
            state = (state * 1103 + 12345) % 2147483
            product = state % 5 + 1
            units = int(state / 7) % 4 + 1
            if (state % 97 == 0) units = -1
            printf "%s,%s,%d,%s,%s,P-0%d\n", day, products[product], units, bases[product], \
                premiums[product], int(state / 11) % 3 + 1
        }
    }'
}

say "A sample book: a cooperative's trust account, one shop, three producers"
$step init "$RINGFENCE_BOOK" --sample --at 2026-01-02T08:00:00Z --trust-iban "$trust" \
    --trust-holder "Trustee T-01" --clerk maker --approver checker
$step party import in/parties.csv --as maker --at 2026-01-02T09:00:00Z

say "5 January: 1,000 units at 5.00 and a premium of 0.50, taxed at 7 % and passed on net"
$step sale import in/till-2026-01-05.csv --client C-01 --premium 7 --pass-on net \
    --as maker --at 2026-01-05T20:00:00Z
$step sale show SALES-2026-0001

say "6 January: a day of 10,000 sales, the premium passed through whole"
till 2026-01-06 >"$work/till-2026-01-06.csv"
$step sale import "$work/till-2026-01-06.csv" --client C-01 --as maker --at 2026-01-06T20:00:00Z
$step sale show SALES-2026-0002
say "The same file again takes nothing"
$step sale import "$work/till-2026-01-06.csv" --client C-01 --as maker --at 2026-01-06T20:05:00Z

say "The shop passes both days on; the premium never was the shop's to spend"
sales=$("$program" sale list --format csv)
owed() { echo "$sales" | sed -nE "s/^$1,C-01,[^,]*,[^,]*,([0-9.]+),.*/\1/p"; }
reference() { echo "$sales" | sed -nE "s/^$1,.*,(RF[0-9A-Z]+),SAMPLE.*/\1/p"; }
booked 2026-01-07 \
    "credit|$(owed SALES-2026-0001)|$(reference SALES-2026-0001)|shop C-01|DE02100500000054540402|" \
    "credit|$(owed SALES-2026-0002)|$(reference SALES-2026-0002)|shop C-01|DE02100500000054540402|"
$step balance

say "The producers are paid in one batch"
pay_out 2026-01-07 2026-01-08
$step payout show "$plan"
settled "$plan"
answered 2026-01-08
$step reconcile --day 2026-01-08

say "8 January: sold, and not passed on yet"
till 2026-01-08 | awk 'NR <= 11' >"$work/till-2026-01-08.csv"
$step sale import "$work/till-2026-01-08.csv" --client C-01 --as maker --at 2026-01-08T20:00:00Z
$step sale list

say "The public total"
$step sale total --from 2026-01-05 --to 2026-01-31

say "Is the book sound?"
$step check

"$program" sale total --from 2026-01-05 --to 2026-01-31 --format csv >"$out/total.csv"
"$program" balance --format csv >"$out/balances.csv"
"$program" check >"$out/check.txt"
"$program" head --quiet >"$out/head.txt"
"$program" export hledger --quiet >"$out/journal.hledger"
cp "$work/log.txt" "$out/session.txt"
