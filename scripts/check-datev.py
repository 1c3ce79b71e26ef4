#!/usr/bin/env python3
"""Judges DATEV batches of bookings: `check-datev.py FILE...`, or `--sums` to print the balances.

It reads bytes by the rules of the format (docs/spec/book-export.md#datev) and knows nothing of the
program that wrote them. Every breach is a line on standard error; then the status is 1.
"""
import os
import re
import sys
from datetime import date, timedelta

QUOTED = re.compile(r'"(?:[^"]|"")*"')
HEADING = [
    r'"EXTF"', r"700", r"21", r'"Buchungsstapel"', r"13", r"20\d{15}", r"", r'"[A-Z]{2}"', r'""', r'""',
    r"\d{4,7}", r"\d{1,5}", r"20\d{6}", r"[4-8]", r"20\d{6}", r"20\d{6}", r'"[^"]{0,30}"', r'""', r"1",
    r"0", r"[01]", r'"EUR"', r"", r'""', r"", r"", r'"0[34]"', r"", r"", r'""', r'""',
]
# What a row may hold, by column from 1; every other column is empty.
COLUMNS = {
    1: r"\d{1,10},\d{2}", 2: r'"[SH]"', 3: r'"EUR"', 7: r"\d{1,9}", 8: r"\d{1,9}", 9: r'"\d{0,4}"',
    10: r"\d{4}", 11: r'"[A-Za-z0-9$&%*+\-/]{1,36}"', 12: r'""', 14: r'"[^"]{1,60}"', 114: r"[01]",
}


def fields(line):
    """Splits at `;`, but not within quotation marks."""
    found, place = [], 0
    while True:
        if line[place:place + 1] == '"':
            match = QUOTED.match(line, place)
            if not match:
                raise ValueError("a quotation mark is not closed")
            end = match.end()
        else:
            end = line.find(";", place)
            end = len(line) if end < 0 else end
            if '"' in line[place:end]:
                raise ValueError("a quotation mark within a field")
        found.append(line[place:end])
        if end == len(line):
            return found
        if line[end] != ";":
            raise ValueError("text behind a quotation mark")
        place = end + 1


def day(text):
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))


class File:
    def __init__(self, path):
        self.path, self.breaches, self.sums = path, [], {}
        try:
            self.read()
        except (ValueError, UnicodeDecodeError) as error:
            self.breaches.append(str(error))

    def expect(self, is_right, text):
        if not is_right:
            self.breaches.append(text)

    def read(self):
        name = os.path.basename(self.path)
        self.expect(re.fullmatch(r"EXTF_.*\.csv", name), f"name {name}")
        with open(self.path, "rb") as file:
            raw = file.read()
        self.expect(raw.endswith(b"\r\n"), "the last line has no end")
        # Python's cp1252 refuses the five bytes that the code page does not have.
        lines = raw.decode("cp1252").split("\r\n")[:-1]
        self.expect(len(lines) >= 3, "no bookings")
        for number, line in enumerate(lines, 1):
            self.expect(not re.search(r"[\x00-\x1f\x7f]", line), f"line {number}: control character")
        self.heading(fields(lines[0]))
        names = lines[1].split(";")
        self.expect(len(names) == 125 and len(set(names)) == 125, f"{len(names)} column names")
        self.expect(
            (names[0], names[6], names[9], names[113], names[124])
            == ("Umsatz (ohne Soll/Haben-Kz)", "Konto", "Belegdatum", "Festschreibung",
                "Abw. Skontokonto"), "column names")
        for number, line in enumerate(lines[2:], 3):
            self.row(number, fields(line))

    def heading(self, found):
        self.expect(len(found) == 31, f"heading of {len(found)} fields")
        for number, (form, text) in enumerate(zip(HEADING, found), 1):
            self.expect(re.fullmatch(form, text), f"heading field {number}: {text}")
        self.first, self.last = day(found[14]), day(found[15])
        self.length, self.final = int(found[13]), found[20]
        begins = day(found[12])
        self.expect(begins.day == 1 and begins <= self.first, "fiscal year begins later")
        ends = date(begins.year + 1, begins.month, 1) - timedelta(days=1)
        self.expect(self.first <= self.last <= ends, "period is not within the fiscal year")
        self.expect(
            (self.first.year, self.first.month) == (self.last.year, self.last.month)
            and self.first.day == 1 and (self.last + timedelta(days=1)).day == 1,
            "period is no month")

    def row(self, number, found):
        self.expect(len(found) == 125, f"line {number}: {len(found)} fields")
        for column, text in enumerate(found, 1):
            form = COLUMNS.get(column, r"")
            self.expect(re.fullmatch(form, text), f"line {number}, column {column}: {text}")
        if self.breaches:
            return
        cents = int(found[0].replace(",", ""))
        self.expect(cents > 0, f"line {number}: nothing")
        when = date(self.first.year, int(found[9][2:]), int(found[9][:2]))
        self.expect(self.first <= when <= self.last, f"line {number}: {when} is outside")
        self.expect(found[113] == self.final, f"line {number}: other finality than the heading")
        for account in (found[6], found[7]):
            self.expect(
                len(account) in (self.length, self.length + 1), f"line {number}: account {account}")
        self.expect(found[6] != found[7], f"line {number}: one account twice")
        sign = 1 if found[1] == '"S"' else -1
        for account, amount in ((found[6], sign * cents), (found[7], -sign * cents)):
            self.sums[account] = self.sums.get(account, 0) + amount


def main(arguments):
    shows = "--sums" in arguments
    paths = [path for path in arguments if path != "--sums"]
    if not paths:
        sys.exit("check-datev: name at least one file")
    failed, sums = False, {}
    for path in paths:
        file = File(path)
        for breach in file.breaches[:20]:
            print(f"check-datev: {path}: {breach}", file=sys.stderr)
        failed = failed or bool(file.breaches)
        for account, amount in file.sums.items():
            sums[account] = sums.get(account, 0) + amount
    if shows:
        for account, amount in sorted(sums.items()):
            print(account, amount)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
