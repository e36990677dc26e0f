"""The data package descriptor and the data dictionary, made from the declaration."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from cnhealthdata._version import AUTHOR, DATA_VERSION, TITLE
from cnhealthdata.tables.declaration import TABLES
from cnhealthdata.tables.declare import Column, OneOf, Table
from cnhealthdata.tables.places import NATION

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
FIELD_TYPES = {"str": "string", "int": "integer", "float": "number", "bool": "boolean"}


def make_descriptor(read_bytes: Callable[[str], bytes], files: list[tuple[str, str]]) -> dict[str, Any]:
    """The descriptor of tables whose bytes ``read_bytes(name)`` gives; ``files`` are source names and hashes."""
    return {
        "$schema": PROFILE,
        "name": "cnhealthdata",
        "title": TITLE,
        "version": DATA_VERSION,
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "contributors": [{"title": AUTHOR, "roles": ["curator"]}],
        "sources": [{"title": f"{name}, SHA-256 {digest}"} for name, digest in files],
        "resources": [_resource(table, read_bytes(table.name)) for table in TABLES.values()],
    }


def _resource(table: Table, content: bytes) -> dict[str, Any]:
    keys = [column for column in table.columns if column.references]
    schema: dict[str, Any] = {
        "fieldsMatch": "exact",
        "missingValues": [""],
        "primaryKey": list(table.key),
        "fields": [_field(column) for column in table.columns],
    }
    if keys:
        schema["foreignKeys"] = [_foreign_key(table, column) for column in keys]
    return {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.csv",
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"lineTerminator": "\n"},
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    if column.constraint:
        constraints |= column.constraint.frictionless()
    field: dict[str, Any] = {
        "name": column.name,
        "type": FIELD_TYPES[column.type],
        "description": column.description,
    }
    if isinstance(column.constraint, OneOf):
        meanings = column.constraint.meanings
        field["categories"] = [{"value": word, "label": meaning} for word, meaning in meanings.items()]
    return field | ({"constraints": constraints} if constraints else {})


def _foreign_key(table: Table, column: Column) -> dict[str, Any]:
    resource, _, key = str(column.references).partition(".")
    return {
        "fields": [column.name],
        "reference": {"resource": "" if resource == table.name else resource, "fields": [key]},
    }


def dictionary_row(column: Column, key: tuple[str, ...]) -> dict[str, str]:
    """One line of a data dictionary; the documentation prints the same."""
    return {
        "column": column.name,
        "type": column.type,
        "required": "optional" if column.nullable else "required",
        "key": "key" if column.name in key else (f"to {column.references}" if column.references else ""),
        "allowed": column.constraint.describe() if column.constraint else "",
        "description": column.description,
    }


def make_dictionary() -> str:
    """The data dictionary in Markdown."""
    lines = [
        "<!-- Made by tools/build_metadata.py from the declaration of the tables; do not edit. -->",
        "",
        "# Data dictionary",
        "",
        "Every table is a CSV file in UTF-8; an empty field is missing. Keys are unique; rows stand in their order.",
    ]
    for table in TABLES.values():
        lines += ["", f"## {table.name}", "", f"{table.description} Key: {', '.join(table.key)}.", ""]
        lines += ["| column | type | required | key | allowed | meaning |", "|---|---|---|---|---|---|"]
        for column in table.columns:
            row = dictionary_row(column, table.key)
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in row.values()) + " |")
    lines += ["", "## Vocabularies"]
    seen: set[int] = set()
    for table in TABLES.values():
        for column in table.columns:
            if isinstance(column.constraint, OneOf) and id(column.constraint) not in seen:
                seen.add(id(column.constraint))
                lines += ["", f"### {column.name}", "", "| word | meaning |", "|---|---|"]
                lines += [f"| {word} | {meaning} |" for word, meaning in column.constraint.meanings.items()]
    return "\n".join(lines) + "\n"


def make_series_page(rows: list[dict[str, str]], names: dict[str, str], breaks: list[dict[str, str]]) -> str:
    """What long series there are and where they break, in Markdown; ``rows`` are those of the benchmarks."""
    lines = [
        "<!-- Made by tools/build_metadata.py from the table benchmarks; do not edit. -->",
        "",
        "# Long series",
        "",
        "First and last year, values of the nation and of provinces, sources, and the years between the nation's",
        "first and last for which no value was read. Nothing is interpolated.",
        "",
        "| indicator | method | first | last | nation | provinces | sources | years missing for the nation |",
        "|---|---|---:|---:|---:|---:|---:|---|",
    ]
    for indicator, method in sorted({(row["indicator_id"], row["method"]) for row in rows}):
        own = [row for row in rows if (row["indicator_id"], row["method"]) == (indicator, method)]
        years = sorted(int(row["year"]) for row in own)
        nation = {int(row["year"]) for row in own if row["region_code"] == NATION}
        missing = sorted(set(range(min(nation), max(nation))) - nation) if nation else []
        cells = (
            f"{names[indicator]} `{indicator}`",
            method,
            years[0],
            years[-1],
            len(nation),
            len(own) - len(nation),
            len({row["source_id"] for row in own}),
            _runs(missing) or "none",
        )
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    lines += ["", "## Breaks", "", "Draw no line across: the first value on the new basis has status B.", ""]
    lines += ["| indicator | first year | kind | what changed | source |", "|---|---:|---|---|---|"]
    for row in sorted(breaks, key=lambda row: (row["indicator_id"], row["year"])):
        note = f" ({row['note']})" if row["note"] else ""
        whose = f" {row['region_code']}" if row["region_code"] not in {"", NATION} else ""
        what = f"{row['change_en']} {row['change_zh']}{note}"
        told = (f"`{row['indicator_id']}`{whose}", row["year"], row["kind"], what, row["source_id"])
        lines.append("| " + " | ".join(told) + " |")
    return "\n".join(lines) + "\n"


def _runs(years: list[int]) -> str:
    """Years as runs: 1992–1994, 1996."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
