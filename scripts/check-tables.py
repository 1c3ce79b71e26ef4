#!/usr/bin/env python3
"""Judges a folder of tables as `ringfence export csv --all` writes it: `check-tables.py FOLDER`.

Every file is CSV by RFC 4180 that reads and writes back to the same bytes; the balances, the totals
by day and the entries line by line come to the same sums by account; the agency's book balances.
"""
import csv
import io
import os
import sys


def cents(text):
    sign = -1 if text.startswith("-") else 1
    whole, _, part = text.lstrip("-").partition(".")
    return sign * int(whole + part)


def read(path):
    with open(path, "rb") as file:
        raw = file.read()
    text = raw.decode("utf-8")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert rows, f"{path}: no heading"
    assert len({len(row) for row in rows}) == 1, f"{path}: rows of different length"
    assert len(set(rows[0])) == len(rows[0]), f"{path}: a column stands twice"
    again = io.StringIO(newline="")
    csv.writer(again, lineterminator="\r\n").writerows(rows)
    written = again.getvalue()
    # A blank at the edge is quoted here and not by Python: then the fields alone are compared.
    if written != text:
        assert list(csv.reader(io.StringIO(written, newline=""))) == rows, f"{path}: not RFC 4180"
    return [dict(zip(rows[0], row)) for row in rows[1:]]


def sums(rows, amount):
    found = {}
    for row in rows:
        account = int(row["account"])
        found[account] = found.get(account, 0) + amount(row)
    return {account: sum for account, sum in found.items() if sum}


def normal(account):
    return 1 if account < 2000 or account == 9000 else -1


def on_normal_side(column):
    return lambda row: int(row[column]) * normal(int(row["account"]))


# What each table holds of an account, in minor units, debit positive.
VALUES = {
    "balance": on_normal_side("amount"),
    "subledger": on_normal_side("balance"),
    "total": lambda row: int(row["debit"]) - int(row["credit"]),
    "control": lambda row: int(row["debit"]) - int(row["credit"]),
}


def main(folder):
    tables = {name[:-4]: read(os.path.join(folder, name))
              for name in sorted(os.listdir(folder)) if name.endswith(".csv")}
    side = {"debit": 1, "credit": -1}
    signed = lambda row: side[row["side"]] * cents(row["amount"])
    journal = sums(tables["journal"], signed)
    # Totals by day are kept of what somebody owns.
    owned = sums([row for row in tables["journal"] if row["owner"]], signed)
    for table, value in VALUES.items():
        if table not in tables:
            continue
        other = sums(tables[table], value)
        lines = owned if table == "total" else journal
        assert other == lines, f"{table} {other} is not the journal {lines}"
    agency = sum(side[row["side"]] * cents(row["amount"]) for row in tables["agency-book"])
    assert agency == 0, f"the agency's book is off by {agency}"
    for account, amount in sorted(journal.items()):
        print(account, amount)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("check-tables: name one folder")
    try:
        main(sys.argv[1])
    except AssertionError as error:
        sys.exit(f"check-tables: {error}")
