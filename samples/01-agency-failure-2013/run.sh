#!/usr/bin/env bash
# Builds the book of the sample from nothing and asks it what would stay protected.
# Called in this folder as `bash run.sh RINGFENCE OUT`: the program and an empty folder.
# OUT/.work holds the book, the bank's answers to our payment files and a log of every command.
set -euo pipefail
program=$1
out=$2
trust=DE89370400440532013000
export RINGFENCE_BOOK=$out/.work/agency.book
. ../lib/bank.sh
. ../lib/session.sh

# month LAST-DAY: the month's hours, then an invoice to each client.
month() {
    local client
    $step hours import "in/hours-${1%-*}.csv" --as maker --at "$1T15:00:00Z"
    for client in C-01 C-02 C-03; do
        $step invoice issue --client "$client" --day "$1" --as maker --at "$1T16:00:00Z"
    done
}

say "A sample book: one agency, 3 clients, 4 freelancers"
$step init "$RINGFENCE_BOOK" --sample --at 2012-10-01T08:00:00Z --trust-iban "$trust" \
    --trust-holder "Trustee T-01" --clerk maker --approver checker
$step party import in/parties.csv --as maker --at 2012-10-01T09:00:00Z
$step engagement import in/engagements.csv --as maker --at 2012-10-01T09:00:00Z
$step account terms --from 2012-10-01 --trustee independent --direct-right \
    --bank-waiver 2012-09-20 --bank-informed --global-assignment none --exclusive \
    --no-overdraft --no-standing-orders --as maker --at 2012-10-01T09:00:00Z

say "October to December: hours, invoices, payments, payouts (only the ends are shown)"
hide
month 2012-10-31
month 2012-11-30
bank 2012-11-30 in/bank-2012-11-30.xml
pay_out 2012-11-30 2012-12-03
settled "$plan"
answered 2012-12-03
bank 2012-12-28 in/bank-2012-12-28.xml
pay_out 2012-12-28 2012-12-31
month 2012-12-31
show
settled "$plan"
echo "fee|12.50||||Account keeping, fourth quarter" >>"$work/lines"
answered 2012-12-31
bank 2013-01-02 in/bank-2013-01-02.xml
hide
bank 2013-01-09 in/bank-2013-01-09.xml
pay_out 2013-01-09 2013-01-10
settled "$plan"
answered 2013-01-10
show
bank 2013-01-30 in/bank-2013-01-30.xml
$step receipt list
receipt=$("$program" receipt list --format csv | sed -nE 's/^([0-9]+),2013-01-30,.*/\1/p')
$step receipt match "$receipt" --invoice 2012-0009 --as maker --at 2013-01-30T17:20:00Z
hide
pay_out 2013-01-30 2013-01-31

say "January's work: invoiced, paid on 4 March, paid out; freelancer F-01's bank sends it back"
show
month 2013-01-31
hide
settled "$plan"
answered 2013-01-31
month 2013-02-28
show
bank 2013-03-04 in/bank-2013-03-04.xml
pay_out 2013-03-04 2013-03-05
settled "$plan"
answered 2013-03-05
returned "$plan" F-01 AC04
answered 2013-03-07

say "The last day: 21 March 2013"
$step hours import in/hours-2013-03.csv --as maker --at 2013-03-21T15:00:00Z
bank 2013-03-21 in/bank-2013-03-21.xml
$step reconcile --day 2013-03-21
$step balance F-01

say "The agency files on 22 March 2013: who keeps what?"
$step simulate in/scenario.yaml
figures='^(standard|trust),freelancer,F-01,(exposure|inTrust|withClient|loss),'
quietly simulate in/scenario.yaml --format csv
printf '\n$ ringfence simulate in/scenario.yaml --format csv | grep -E "%s"\n' "$figures"
grep -E "$figures" "$work/answer.txt" | tee "$out/simulation-F-01.csv"

say "How well is each euro protected, and why?"
$step protection --day 2013-03-22

say "Is the book sound?"
$step check

"$program" balance >"$out/balances.txt"
"$program" balance --format csv >"$out/balances.csv"
"$program" statement F-01 --quiet >"$out/statement-F-01.txt"
"$program" receipt list >"$out/work-list.txt"
"$program" reconcile --day 2013-03-21 >"$out/reconcile-2013-03-21.txt"
"$program" simulate in/scenario.yaml >"$out/simulation.txt"
"$program" simulate in/scenario.yaml --format json >"$out/simulation.json"
"$program" protection --day 2013-03-22 --language de >"$out/protection.de.txt"
"$program" protection --day 2013-03-22 --format csv >"$out/protection.csv"
"$program" check >"$out/check.txt"
"$program" head --quiet >"$out/head.txt"
"$program" export hledger --quiet >"$out/journal.hledger"
cp "$work/log.txt" "$out/session.txt"
