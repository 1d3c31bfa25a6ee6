"""Reads exported tables and lines with DuckDB and with Python's own modules.

Reads one JSON object a line, `{"fields": path, "events": path, "lines": path}`, and answers each with one line:
`{"duckdb": {"fields": [[cell]], "events": [[cell]], "lines": [[column]]}, "python": {…, "lines": [[[path, kind, value]]]}}`.
The first row of a table is its head. DuckDB's columns of a line are index, request, name, type, time, title, severity,
and the event as text.
"""

import csv
import json

import duckdb

from bodies import answer, leaves, read

csv.field_size_limit(1 << 30)


def in_python(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file, strict=True))


def in_duckdb(path):
    table = duckdb.sql("SELECT * FROM read_csv($path, header = true, all_varchar = true)", params={"path": path})
    # DuckDB has nothing where a cell is empty.
    rows = [["" if cell is None else cell for cell in row] for row in table.fetchall()]
    return [table.columns, *rows]


def lines_in_python(path):
    with open(path, encoding="utf-8", newline="") as file:
        return [leaves(read(line), "", []) for line in file.read().split("\n")[:-1]]


COLUMNS = {"index": "UBIGINT", "request": "UBIGINT", "name": "VARCHAR", "type": "VARCHAR", "time": "VARCHAR", "title": "VARCHAR", "severity": "UTINYINT", "event": "JSON"}


def lines_in_duckdb(path):
    found = duckdb.sql("SELECT * FROM read_ndjson($path, columns = $columns)", params={"path": path, "columns": COLUMNS})
    return found.fetchall()


def tables(question):
    fields, events, lines = question["fields"], question["events"], question["lines"]
    return {
        "duckdb": {"fields": in_duckdb(fields), "events": in_duckdb(events), "lines": lines_in_duckdb(lines)},
        "python": {"fields": in_python(fields), "events": in_python(events), "lines": lines_in_python(lines)},
    }


if __name__ == "__main__":
    answer(tables)
