"""One declaration: whatever follows from it is up to date."""

from __future__ import annotations

import json
import subprocess
import sys

import frictionless
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st
from support import ROOT

import cnhealthdata as chd
from cnhealthdata.tables.declaration import TABLES
from cnhealthdata.tables.declare import AtLeast, Column, Matches, OneOf, Table
from cnhealthdata.tables.frames import DTYPES, parse, text_dtype, to_csv_bytes

DATASETS = ROOT / "datasets"


def test_descriptor_and_dictionary_are_up_to_date() -> None:
    command = [sys.executable, str(ROOT / "tools" / "build_metadata.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_descriptor_names_every_file_and_nothing_else() -> None:
    package = json.loads((DATASETS / "datapackage.json").read_text(encoding="utf-8"))
    named = {resource["path"] for resource in package["resources"]}
    assert named == {path.name for path in DATASETS.glob("*.csv")} == {f"{name}.csv" for name in TABLES}
    assert package["version"] == chd.DATA_VERSION


def test_frictionless_finds_the_package_valid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(DATASETS)
    report = frictionless.Package("datapackage.json").validate()
    assert report.valid, report.flatten(["type", "note"])


def test_frictionless_notices_a_wrong_word(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in DATASETS.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    damaged = (tmp_path / "observations.csv").read_text(encoding="utf-8").replace(",actual,", ",acutal,", 1)
    (tmp_path / "observations.csv").write_text(damaged, encoding="utf-8", newline="")
    monkeypatch.chdir(tmp_path)
    assert not frictionless.Package("datapackage.json").validate().valid


@pytest.mark.parametrize("name", TABLES)
def test_schema_describe_and_dictionary_say_the_same(name: str) -> None:
    table = TABLES[name]
    schema = chd.schema(name)
    dictionary = chd.describe(name)
    page = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert list(schema.columns) == table.column_names == dictionary["column"].tolist()
    for column, row in zip(table.columns, dictionary.itertuples(), strict=True):
        assert schema.columns[column.name].nullable is column.nullable
        assert row.required == ("optional" if column.nullable else "required")
        assert row.description == column.description == schema.columns[column.name].description
        assert f"| {column.name} | {column.type} |" in page
        assert column.description in page


@pytest.mark.parametrize("name", TABLES)
def test_references_lead_to_keys(name: str) -> None:
    for column in TABLES[name].columns:
        if column.references:
            target, key = column.references.split(".")
            assert TABLES[target].key == (key,)


@pytest.mark.parametrize("name", TABLES)
def test_shipped_files_come_back_byte_for_byte(name: str) -> None:
    content = (DATASETS / f"{name}.csv").read_bytes()
    table = TABLES[name]
    assert to_csv_bytes(parse(content, table), table.column_names) == content
    assert b"\r" not in content
    assert not content.startswith(b"\xef\xbb\xbf")


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).filter(lambda text: text != "")


def values(column: Column) -> st.SearchStrategy[object]:
    match column.constraint, column.type:
        case OneOf(meanings), _:
            found: st.SearchStrategy[object] = st.sampled_from(list(meanings))
        case AtLeast(minimum), _:
            found = st.integers(minimum, 10**9)
        case Matches(pattern), _:
            found = st.from_regex(pattern, fullmatch=True)
        case _, "int":
            found = st.integers(-(10**9), 10**9)
        case _, "float":
            found = st.floats(allow_nan=False)
        case _, "bool":
            found = st.booleans()
        case _:
            found = TEXTS
    return st.none() | found if column.nullable else found


def frames(table: Table) -> st.SearchStrategy[pd.DataFrame]:
    row = st.fixed_dictionaries({column.name: values(column) for column in table.columns})
    types = DTYPES | {"str": text_dtype()}

    def build(rows: list[dict[str, object]]) -> pd.DataFrame:
        return pd.DataFrame(
            {
                column.name: pd.Series([line[column.name] for line in rows], dtype="object").astype(types[column.type])
                for column in table.columns
            }
        )

    return st.lists(row, min_size=1, max_size=5).map(build)


@pytest.mark.slow
@pytest.mark.parametrize("name", TABLES)
def test_any_frame_survives_the_round_trip(name: str) -> None:
    table = TABLES[name]

    @settings(deadline=None, max_examples=40, derandomize=True)
    @given(frames(table))
    def check(frame: pd.DataFrame) -> None:
        content = to_csv_bytes(frame, table.column_names)
        back = parse(content, table)
        pd.testing.assert_frame_equal(back, frame)
        assert to_csv_bytes(back, table.column_names) == content

    check()


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_constraints_agree_with_themselves(table: Table) -> None:
    frame = getattr(chd, f"load_{table.name}")()
    for column in table.columns:
        if column.constraint:
            assert column.constraint.describe()
            assert all(column.constraint.allows(value) for value in frame[column.name].dropna())
            assert not column.constraint.allows("no\nsuch" if not isinstance(column.constraint, AtLeast) else -1)
