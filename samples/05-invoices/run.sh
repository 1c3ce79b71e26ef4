#!/usr/bin/env bash
# Builds a book with one invoice of every kind, and writes each as XRechnung.
# Called in this folder as `bash run.sh RINGFENCE OUT`: the program and an empty folder.
set -euo pipefail
program=$1
out=$2
export RINGFENCE_BOOK=$out/.work/invoices.book
. ../lib/session.sh
rmdir "$out/payments"
mkdir -p "$out/invoices"

# file NOUN NUMBER: the document as XRechnung.
file() { "$program" "$1" show "$2" --format xrechnung >"$out/invoices/$2.xml"; }

say "A sample book: one agency, 4 clients at home and abroad, 3 freelancers of three VAT statuses"
$step init "$RINGFENCE_BOOK" --sample --at 2013-01-01T08:00:00Z \
    --trust-iban DE89370400440532013000 --trust-bic COBADEFF --trust-holder "Trustee T-01" \
    --clerk maker --approver checker
$step party import in/parties.csv --as maker --at 2013-01-01T09:00:00Z
$step engagement import in/engagements.csv --as maker --at 2013-01-01T09:00:00Z
$step hours import in/hours-2013-01.csv --as maker --at 2013-01-31T15:00:00Z
for client in C-01 C-02 C-03 C-04; do
    $step invoice issue --client "$client" --day 2013-01-31 --as maker --at 2013-01-31T16:00:00Z
done

say "What is not known cannot be written; C-04 says later what it wants to read on its invoices"
refused invoice show 2013-0004 --format xrechnung
$step party change C-04 --buyer-reference 991-12345-67 --as maker --at 2013-02-01T09:00:00Z
for number in 2013-0001 2013-0002 2013-0003 2013-0004; do file invoice "$number"; done

say "A credit note, and the freelancers' side"
$step invoice credit issue 2013-0001 --line 1 --net 150.00 --reason "an hour and a half too many" \
    --as maker --at 2013-02-04T09:00:00Z
file invoice RK-2013-0001
for freelancer in F-01 F-02 F-03; do
    $step self-billing agree "$freelancer" --on 2013-01-01 --as maker --at 2013-02-04T09:10:00Z
done
for freelancer in F-01 F-02 F-03; do
    $step self-billing issue --freelancer "$freelancer" --month 2013-01 --as maker \
        --at 2013-02-04T09:20:00Z
done
for number in $("$program" self-billing list --format csv | sed -nE 's/^(GS-[0-9-]+),.*/\1/p'); do
    file self-billing "$number"
done

say "What other programs see, this one sees too"
(cd "$out/invoices" && "$program" invoice inspect ./*.xml --format csv) >"$out/inspected.csv"
(cd "$out/invoices" && "$program" invoice inspect 2013-0001.xml --format json) >"$out/2013-0001.json"
"$program" check --quiet >/dev/null
cp "$work/log.txt" "$out/session.txt"
