"""Shapes of keys, codes and dates."""

from __future__ import annotations

from cnhealthdata.tables.declare import AtLeast, Matches

REGION_CODE = Matches(r"[1-9]\d{5}", "six digits of GB/T 2260; 100000 is the whole country")
REPORT_ID = Matches(r"[a-z]+(-[a-z]+)*-\d{2,4}", "place-year or compilation-number, such as liaoyuan-2021")
INDICATOR_ID = Matches(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", "snake_case, such as infant_mortality")
OBSERVATION_ID = Matches(
    r"[a-z]+(-[a-z]+)*-\d{2,4}@\d+(\.[2-9])?", "report_id@char_start, with .2, .3 … where one numeral carries several"
)
REFORM_ID = Matches(r"[a-z]+(-[a-z]+)*-\d{2,4}:[a-z0-9_]+(\.\d+)?", "report_id:measure_id, with .2, .3 … for more")
_ISO_DATE = r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
ISO_PERIOD = Matches(rf"{_ISO_DATE}(/{_ISO_DATE})?", "ISO 8601: a year, month or day, or two of them with a slash")
SHA256 = Matches(r"[0-9a-f]{64}", "64 hexadecimal digits in lower case")
ISO_PROVINCE = Matches(r"CN-[A-Z]{2}", "ISO 3166-2, such as CN-JS")
POLICY_ID = Matches(r"(19|20)\d\d_[a-z0-9]+(_[a-z0-9]+)*", "year_name, such as 2003_ncms")
SDG = Matches(r"\d+\.[\da-z]+\.\d+", "goal.target.number, such as 3.2.1")
SOURCE_ID = Matches(r"[a-z0-9]+(_[a-z0-9]+)*", "snake_case, such as nbs_75years_2024")
ISO_DATE = Matches(_ISO_DATE, "ISO 8601: a year, month or day")
WEB_ADDRESS = Matches(r"https?://[^\s]+", "a web address")
TERM = Matches(r"[^\x00-\x1f\x7f]{1,15}", "at most 15 characters")
FLAG_LIST = Matches(r"[a-z0-9_]+(;[a-z0-9_]+)*", "flags in alphabetical order, joined by ;")
WORD_LIST = Matches(r"[^;\s]+(;[^;\s]+)*", "words joined by ;")
BREAK_ID = Matches(
    r"[a-z0-9_]+@(19|20)\d\d(:[1-9]\d{5})?", "indicator_id@year, with :region_code where it is not the nation's"
)
NOT_NEGATIVE = AtLeast(0)
