#!/usr/bin/env bash
# Lets a made-up year happen, and has the book judged: how much found its invoice without a person, that
# nothing found a wrong one, and that other programs come to the same balances.
# Called in this folder as `bash run.sh RINGFENCE OUT`: the program and an empty folder.
set -euo pipefail
program=$1
out=$2
# What plays the clients stands beside the program; `swift build --build-tests` builds both.
maker=$(dirname "$program")/agency-year
[ -x "$maker" ] || maker=../../.build/debug/agency-year
mkdir -p "$out/.work"
export LC_ALL=C.UTF-8 RINGFENCE_BOOK=$out/.work/year.book

# 40 clients, 300 freelancers, each billed every ten days.
"$maker" "$RINGFENCE_BOOK" 2013 40 300 34 >"$out/summary.txt"
"$program" balance --format csv >"$out/balances.csv"
"$program" reconcile --day 2013-12-30 >"$out/reconciliation.txt"
"$program" check | sed -E 's/^Head .*/Head ./' >"$out/check.txt"
"$program" export hledger --quiet >"$out/.work/journal.hledger"
