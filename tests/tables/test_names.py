"""Places by code and by every way to write their names."""

from __future__ import annotations

import pandas as pd
import pytest

import cnhealthdata as chd
from cnhealthdata.tables.names import region_codes, short
from cnhealthdata.tables.places import parent_of

REGIONS = chd.load_regions()


def test_a_row_is_found_by_all_its_names() -> None:
    for row in REGIONS.itertuples():
        assert region_codes(row.region_code) == region_codes(row.name_zh) == [row.region_code]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("CN-BJ", "110000"),
        ("香港", "810000"),
        ("Hong Kong", "810000"),
        ("广西", "450000"),
        ("广西自治区", "450000"),
        ("Inner Mongolia", "150000"),
        ("陕西", "610000"),
        ("Shanxi", "140000"),
        ("Xi'an", "610100"),
        ("xian", "610100"),
        ("Lvliang", "141100"),
        ("changzhi", "140400"),
        ("Luohe", "411100"),
        ("Chaoyang", "211300"),
        ("Garze", "513300"),
        ("wulumuqi", "650100"),
        ("延边", "222400"),
        ("延边州", "222400"),
        ("Yanbian Prefecture", "222400"),
        ("锡林郭勒", "152500"),
        ("Xilingol League", "152500"),
        ("阿里", "542500"),
        ("大兴安岭", "232700"),
        ("苏州", "320500"),
        ("宿州", "341300"),
    ],
)
def test_ways_to_write_a_place(written: str, code: str) -> None:
    assert region_codes(written) == [code]


def test_a_name_shared_with_a_province_is_the_province() -> None:
    assert region_codes(["吉林", "Jilin", "海南", "Hainan"]) == ["220000", "220000", "460000", "460000"]
    assert region_codes(["吉林市", "Jilin City", "海南州"]) == ["220200", "220200", "632500"]


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("Suzhou", ("320500 苏州市", "341300 宿州市")),
        ("Taizhou", ("321200 泰州市", "331000 台州市")),
        ("fuzhou", ("350100 福州市", "361000 抚州市")),
        ("Yichun City", ("230700 伊春市", "360900 宜春市")),
        ("Yulin", ("450900 玉林市", "610800 榆林市")),
    ],
)
def test_a_name_of_several_places_lists_them(name: str, listed: tuple[str, ...]) -> None:
    with pytest.raises(chd.InvalidArgumentError) as error:
        region_codes(name)
    assert all(place in str(error.value) for place in listed)


@pytest.mark.parametrize(
    ("name", "near"), [("Urumchi", "'Urumqi'"), ("秦皇导", "'秦皇岛'"), ("Chanzhou", "'Changzhou'")]
)
def test_an_unknown_place_has_neighbours(name: str, near: str) -> None:
    with pytest.raises(chd.UnknownNameError, match=near):
        region_codes(name)


def test_names_without_class_words() -> None:
    full = ["内蒙古自治区", "昌吉回族自治州", "海西蒙古族藏族自治州", "兴安盟", "阿里地区", "攸县", "广州市"]
    assert [short(name) for name in full] == ["内蒙古", "昌吉", "海西", "兴安", "阿里", "攸县", "广州"]


def test_every_place_lies_in_a_place_that_is_there() -> None:
    below = REGIONS[REGIONS["level"] != "country"]
    assert below["region_code"].map(parent_of).tolist() == below["parent_code"].tolist()
    assert set(below["parent_code"]) <= set(REGIONS["region_code"])


def test_own_places_stand_beside_the_shipped_ones() -> None:
    own = pd.DataFrame({"region_code": ["990100"], "name_zh": [None], "name_en": ["Qingyu"], "level": ["prefecture"]})
    extra = {"regions": own.reindex(columns=REGIONS.columns)}
    assert region_codes(["Qingyu", "延边"], extra) == ["990100", "222400"]
    with pytest.raises(chd.UnknownNameError, match="Qingyu"):
        region_codes("Qingyo", extra)
