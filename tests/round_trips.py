"""Reads the tables that tests/round_trips.rs wrote to a folder, and compares them with the rows as they were in memory.

Usage: round_trips.py FOLDER. Ends with 0 if all that could be read is right; says what it had to leave out.
"""

import csv
import json
import os
import re
import sys

PLACES = ("mention", "cue")
NUMBERS = ("start", "end", "paragraph", "confidence")

folder = sys.argv[1]
csv.field_size_limit(1 << 30)


def path(name):
    return os.path.join(folder, name)


with open(path("expected.json"), encoding="utf-8") as file:
    expected = json.load(file)
COLUMNS = """speaker quote source mention cue kind rule confidence start end paragraph context utterance quote_id title
author date""".split()


def flat(row):
    """A row as a line of a table: nothing is None, a place is its words."""
    out = {name: row[name]["text"] if name in PLACES and row[name] else row[name] for name in COLUMNS}
    return out | {"desk": row["extra"]["desk"]}


def same(name, found, wanted):
    assert len(found) == len(wanted), f"{name}: {len(found)} rows, and not {len(wanted)}"
    for number, (one, other) in enumerate(zip(found, wanted)):
        for key in other:
            assert one[key] == other[key], f"{name}: {key} of row {number} is {one[key]!r}, and not {other[key]!r}"
    print(f"{name}: {len(found)} rows as they were")


def cell(value):
    """A value as CSV has it."""
    return "" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)


def separated(name, delimiter, change=lambda text: text, encoding="utf-8"):
    with open(path(name), encoding=encoding, newline="") as file:
        try:
            found = list(csv.DictReader(file, delimiter=delimiter))
        except csv.Error as error:
            # Python before 3.11 reads no NUL.
            assert "NUL" in str(error), error
            print(f"{name}: left out, this Python reads no NUL in CSV")
            return
    wanted = [{key: change(cell(value)) if key not in NUMBERS else cell(value) for key, value in flat(row).items()} for row in expected]
    same(name, found, wanted)


def defused(text):
    text = re.sub(r'((?:^|[,;\t|\r\n])"*)(?=[=+@-])', r"\1'", text)
    return "'" + text if text[:1] in ("\t", "\r") else text


def in_workbook(text):
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)


separated("raw.csv", ",")
separated("defused.csv", ",", defused)
separated("semicolon.csv", ";", encoding="utf-8-sig")
separated("one-line.csv", ",", lambda text: re.sub("\r\n|\r|\n", " ", text))
separated("raw.tsv", "\t")
with open(path("all.jsonl"), encoding="utf-8", newline="\n") as file:
    same("all.jsonl", [json.loads(line) for line in file], expected)

try:
    import openpyxl
    from openpyxl.utils.escape import unescape
except ImportError:
    openpyxl = None
if openpyxl and os.path.exists(path("all.xlsx")):
    book = openpyxl.load_workbook(path("all.xlsx"))
    rows = book["Quotes"].iter_rows(values_only=True)
    header = next(rows)
    # openpyxl leaves the escapes of the format (_x005F_) as they stand.
    found = [{k: unescape(v) if isinstance(v, str) else v for k, v in zip(header, row)} for row in rows]
    wanted = [
        {k: (in_workbook(v) or None) if isinstance(v, str) else v for k, v in flat(row).items()} for row in expected
    ]
    same("all.xlsx", found, wanted)
    formulas = [c.coordinate for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert not formulas, formulas
else:
    print("all.xlsx: left out, openpyxl or the file is not there")

try:
    import pyarrow.parquet as parquet
except ImportError:
    parquet = None
if parquet and os.path.exists(path("all.parquet")):
    read = parquet.read_table(path("all.parquet"))
    types = {field.name: str(field.type) for field in read.schema}
    assert (types["quote"], types["start"], types["confidence"]) == ("string", "int64", "double"), types
    same("all.parquet", read.to_pylist(), [flat(row) for row in expected])
else:
    print("all.parquet: left out, pyarrow or the file is not there")
