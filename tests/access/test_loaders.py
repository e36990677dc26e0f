"""Loading, filtering and labelling."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

import cnhealthdata as chd
from cnhealthdata.tables.declaration import TABLES
from cnhealthdata.tables.frames import kinds_of, typed_frame
from cnhealthdata.tables.vocabularies import STATISTIC, STATUS

LOADERS = {name: getattr(chd, f"load_{name}") for name in TABLES}
ALL = chd.load_observations(labels=False)


@pytest.mark.parametrize("name", TABLES)
def test_types_are_the_declared_ones(name: str) -> None:
    frame = LOADERS[name]()
    kinds = kinds_of(TABLES[name])
    labels = dict.fromkeys([column for column in frame if column not in kinds], "str")
    declared = typed_frame([], kinds | labels)
    assert {column: frame[column].dtype for column in frame} == declared.dtypes.to_dict()


@pytest.mark.parametrize("name", TABLES)
def test_a_frame_is_fresh(name: str) -> None:
    first = LOADERS[name]()
    untouched = LOADERS[name]()
    first.loc[0, first.columns[0]] = "spoilt"
    first["more"] = 1
    first.attrs["title"] = "spoilt"
    pd.testing.assert_frame_equal(LOADERS[name](), untouched)
    assert LOADERS[name]().attrs == untouched.attrs


@pytest.mark.parametrize("name", TABLES)
def test_attrs_say_what_it_is(name: str) -> None:
    attrs = LOADERS[name]().attrs
    assert attrs["version"] == chd.DATA_VERSION
    assert attrs["licence"] == "CC BY 4.0"
    assert attrs["title"] == TABLES[name].title
    assert chd.DATA_VERSION in attrs["citation"]


@pytest.mark.parametrize(
    "spelling", ["220400", "辽源市", "辽源", "Liaoyuan", "liaoyuan", " LIAO YUAN", ["220400"], ("辽源", "Liaoyuan")]
)
def test_a_place_has_many_spellings(spelling: object) -> None:
    frame = chd.load_observations(region=spelling)
    assert set(frame["region_code"]) == {"220400"}


@pytest.mark.parametrize("spelling", ["Lüliang", "lvliang", "Luliang", "吕梁"])
def test_umlauts_fold(spelling: str) -> None:
    assert set(chd.load_observations(region=spelling)["region_code"]) == {"141100"}


def test_within_takes_in_what_lies_below() -> None:
    itself = chd.load_observations(region="吉林")
    assert set(itself["region_code"]) <= {"220000"}
    below = chd.load_observations(region="吉林", within=True)
    jilin = set(ALL["region_code"].dropna()[ALL["region_code"].dropna().str.startswith("22")])
    assert set(below["region_code"]) == jilin
    assert jilin >= {"220400", "220421", "220422"}
    everything = chd.load_observations(region="China", within=True)
    assert len(everything) == ALL["region_code"].notna().sum()


def test_labels_stand_beside_their_keys() -> None:
    frame = chd.load_observations()
    columns = list(frame.columns)
    at = columns.index("indicator_id")
    assert columns[at + 1 : at + 4] == ["indicator", "indicator_zh", "unit"]
    at = columns.index("region_code")
    assert columns[at + 1 : at + 3] == ["region", "region_zh"]
    assert frame.loc[frame["statistic"] == "rank", "unit"].eq("rank").all()
    pd.testing.assert_frame_equal(frame[ALL.columns], ALL, check_flags=False)


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ({"region": "Liaoyaun"}, chd.UnknownNameError, "Did you mean 'Liaoyuan'"),
        ({"region": "999999"}, chd.UnknownNameError, "load_regions"),
        ({"indicator": "infant_mortalty"}, chd.UnknownNameError, "'infant_mortality'"),
        ({"indicator": "婴儿死亡"}, chd.UnknownNameError, "'婴儿死亡率'"),
        ({"report": "liaoyuan"}, chd.UnknownNameError, "'liaoyuan-2021'"),
        ({"status": "actul"}, chd.InvalidArgumentError, "actual, target, planned"),
        ({"statistic": ["level", "mean"]}, chd.InvalidArgumentError, "level, change, rank"),
        ({"year": "2020"}, chd.InvalidArgumentError, "range"),
        ({"year": 2020.5}, chd.InvalidArgumentError, "range"),
        ({"year": True}, chd.InvalidArgumentError, "range"),
    ],
)
def test_a_wrong_argument_says_what_is_right(arguments: dict[str, object], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        chd.load_observations(**arguments)


def test_errors_are_the_builtin_kinds() -> None:
    assert issubclass(chd.UnknownNameError, LookupError)
    assert issubclass(chd.InvalidArgumentError, ValueError)
    assert issubclass(chd.DataFileError, OSError)


def some(values: object) -> st.SearchStrategy[object]:
    items = sorted(set(values))
    return st.none() | st.sampled_from(items) | st.lists(st.sampled_from(items), unique=True, max_size=4)


@settings(deadline=None, max_examples=150, derandomize=True)
@given(
    indicator=some(ALL["indicator_id"]),
    region=some(ALL["region_code"].dropna()),
    report=some(ALL["report_id"]),
    year=st.none() | st.integers(2010, 2030) | st.just(range(2015, 2021)),
    status=some(STATUS.meanings),
    statistic=some(STATISTIC.meanings),
)
def test_filters_keep_exactly_what_they_name(**filters: object) -> None:
    frame = chd.load_observations(**filters, labels=False)
    mask = np.ones(len(ALL), dtype=bool)
    keys = {"indicator": "indicator_id", "region": "region_code", "report": "report_id"}
    for name, wanted in filters.items():
        if wanted is not None:
            wanted = [wanted] if isinstance(wanted, str | int) else list(wanted)
            mask &= ALL[keys.get(name, name)].isin(wanted).to_numpy(dtype=bool)
    pd.testing.assert_frame_equal(frame, ALL[mask].reset_index(drop=True), check_flags=False)


def test_other_loaders_filter_too() -> None:
    assert set(chd.load_indicators(domain="outcomes")["domain"]) == {"outcomes"}
    assert set(chd.load_regions(level=["province", "country"])["level"]) == {"province", "country"}
    assert set(chd.load_ledger(report="zhuzhou-2022", disposition="excluded")["disposition"]) == {"excluded"}
    assert set(chd.load_measures(theme="payment")["theme"]) == {"payment"}
    reforms = chd.load_reforms(measure="两票制")
    assert set(reforms["measure_id"]) == {"two_invoice_rule"}
    assert "Changzhou" in set(reforms["region"])
    assert set(chd.load_reforms(stage="pilot", labels=False)["stage"]) == {"pilot"}
    with pytest.raises(chd.InvalidArgumentError, match="planned, pilot"):
        chd.load_reforms(stage="done")
    with pytest.raises(chd.UnknownNameError, match="drg_payment"):
        chd.load_reforms(measure="drg_paymnt")
