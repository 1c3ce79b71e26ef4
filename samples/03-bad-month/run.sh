#!/usr/bin/env bash
# Builds the book of the sample from nothing: a month in which nearly everything goes wrong.
# Called in this folder as `bash run.sh RINGFENCE OUT`: the program and an empty folder.
set -euo pipefail
program=$1
out=$2
trust=DE89370400440532013000
export RINGFENCE_BOOK=$out/.work/month.book
. ../lib/bank.sh
. ../lib/session.sh

# number: what the program's last answer names first as a number of its own kind.
number() { grep -oE "$1 [0-9]+" "$work/answer.txt" | head -n 1 | grep -oE '[0-9]+'; }

say "A sample book: one agency, 2 clients, 3 freelancers, the work of April"
$step init "$RINGFENCE_BOOK" --sample --at 2013-04-01T08:00:00Z --trust-iban "$trust" \
    --trust-holder "Trustee T-01" --clerk maker --approver checker
$step party import in/parties.csv --as maker --at 2013-04-01T09:00:00Z
$step engagement import in/engagements.csv --as maker --at 2013-04-01T09:00:00Z
$step hours import in/hours-2013-04.csv --as maker --at 2013-04-30T15:00:00Z
$step invoice issue --client C-01 --day 2013-04-30 --as maker --at 2013-04-30T16:00:00Z
$step invoice issue --client C-02 --day 2013-04-30 --as maker --at 2013-04-30T16:00:00Z

say "2 May: C-01 pays the trust account; C-02 pays the agency's own account by mistake"
booked 2013-05-02 "credit|20944.00||client C-01|DE02100500000054540402|Invoice 2013-0001"
$step receipt misdirected --invoice 2013-0002 --day 2013-05-02 --as maker --at 2013-05-02T17:10:00Z
pay_out 2013-05-02 2013-05-03 --party F-01
settled "$plan"
answered 2013-05-03

say "7 May: F-01's bank sends the payout back (AC04); it is held until a person releases it"
returned "$plan" F-01 AC04
answered 2013-05-07

say "8 May: the bank takes a fee, and the agency has no top-up: an alarm, nobody's money is touched"
booked 2013-05-08 "fee|12.50||||Account keeping"
$step requirement --from 2013-05-07 --to 2013-05-08
say "While money is missing the agency's share stays, and amounts are confirmed by both"
refused payout plan --party A-01 --as maker --at 2013-05-08T18:00:00Z

say "10 May: the agency passes on what C-02 had paid to it"
reference=$("$program" invoice list --format csv | sed -nE 's/^2013-0002,.*,(RF[0-9A-Z]+).*/\1/p')
booked 2013-05-10 "credit|34557.60|$reference|agency A-01|DE02120300000000202051|"
$step receipt misdirections

say "13 May: C-02 disputes a part of F-02's work; the rest is paid"
$step dispute open --invoice 2013-0002 --line 1 --party F-02 --amount 690.00 \
    --reason "ten hours not agreed" --as maker --at 2013-05-13T09:00:00Z
dispute=$("$program" dispute list --format csv | sed -nE '2s/^([0-9]+),.*/\1/p')
$step payout plan --day 2013-05-14 --party F-02 --party F-03 --confirm 26956.08 \
    --as maker --at 2013-05-13T17:30:00Z
hash=$(sed -nE 's/.*File SHA-256 ([0-9a-f]{64}).*/\1/p' "$work/answer.txt")
plan=$(number plan)
$step payout approve "$plan" --sha256 "$hash" --confirm 26956.08 --as checker \
    --at 2013-05-13T17:40:00Z
$step payout export "$plan" --out "$out/payments/2013-05-14.xml" --as maker \
    --at 2013-05-13T17:50:00Z
settled "$plan"
answered 2013-05-14

say "21 May: a credit note for F-03's line, whose money is out: a claim on F-03, none on others"
$step invoice credit issue 2013-0002 --line 2 --net 450.00 --reason "five hours" \
    --as maker --at 2013-05-21T09:00:00Z
$step claim list

say "28 May: the dispute is decided, half for each"
$step dispute decide "$dispute" --for party --amount 345.00 --as maker --at 2013-05-28T09:00:00Z
$step dispute decide "$dispute" --for client --as maker --at 2013-05-28T09:05:00Z
$step dispute list

say "31 May: where everything stands"
refused reconcile --day 2013-05-14
$step trial-balance
$step claim list
$step trace F-03

say "Is the book sound?"
$step check

"$program" balance >"$out/balances.txt"
"$program" balance --format csv >"$out/balances.csv"
"$program" claim list --format csv >"$out/claims.csv"
"$program" protection >"$out/protection.txt"
"$program" check >"$out/check.txt"
"$program" head --quiet >"$out/head.txt"
"$program" export hledger --quiet >"$out/journal.hledger"
cp "$work/log.txt" "$out/session.txt"
