"""From the text of a report to a draft of the package's tables."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import cache
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cnhealthdata.errors import ExportError, InvalidArgumentError, invalid_choice, unknown_name
from cnhealthdata.printed.literals import LiteralError, Reading, read_literal
from cnhealthdata.printed.qualifiers import LONGEST_WORD, RIGHT_AFTER, RIGHT_BEFORE, qualifier_of
from cnhealthdata.reading.documents import read_text
from cnhealthdata.reading.exclusions import excluded, repeats
from cnhealthdata.reading.proposals import Candidate, propose
from cnhealthdata.tables.declaration import TABLES
from cnhealthdata.tables.frames import records, to_csv_bytes, typed_frame
from cnhealthdata.tables.names import region_codes, short
from cnhealthdata.tables.places import level_of, parent_of
from cnhealthdata.tables.shapes import REPORT_ID
from cnhealthdata.tables.storage import read_mapping, read_table
from cnhealthdata.tables.vocabularies import GENRE

if TYPE_CHECKING:
    import pandas as pd

PROPOSALS = {
    "observation_id": "str",
    "term": "str",
    "literal": "str",
    "indicator_id": "str",
    "name_zh": "str",
    "score": "float",
    "runner_up": "str",
    "runner_up_score": "float",
    "taken": "bool",
}
MIN_SCORE = 0.55  #: a proposal below it is left open
MARGIN = 0.1  #: a proposal that leads by less is left open
LONGEST_TERM = 15


class Draft(NamedTuple):
    """A report on its way into the tables; what is missing in them is left for a person."""

    observations: pd.DataFrame  #: one row a figure, as ``describe("observations")``; an open indicator is missing
    ledger: pd.DataFrame  #: one row a numeral, as ``describe("ledger")``; an open exclusion has no reason
    reports: pd.DataFrame  #: the row of the report, as ``describe("reports")``
    regions: pd.DataFrame  #: rows for places that the package does not hold yet, their names missing; often none
    proposals: pd.DataFrame  #: for each observation the two likeliest indicators with their scores
    text: str  #: what the spans count in

    def tables(self) -> dict[str, pd.DataFrame]:
        """The frames that are tables of the package, by name; without ``regions`` where no place is new."""
        tables = {"reports": self.reports, "observations": self.observations, "ledger": self.ledger}
        return tables | ({"regions": self.regions} if len(self.regions) else {})

    def name(self, indicators: Mapping[str, str]) -> Draft:
        """The draft with indicators named by hand, and the bounds of these figures drawn anew.

        Parameters
        ----------
        indicators
            Identifier of the indicator by ``observation_id``.

        Returns
        -------
        Draft
            A new draft; this one stays as it is.

        Raises
        ------
        UnknownNameError
            No such observation in the draft, or no such indicator.
        """
        known = set(self.observations["observation_id"])
        limits = _limits()
        for figure, indicator in indicators.items():
            if figure not in known:
                raise unknown_name("observation", figure, known, "The draft's observations list them.")
            if indicator not in limits:
                raise unknown_name("indicator", indicator, limits, f"Search with find({indicator!r}).")
        rows = records(self.observations)
        for row in rows:
            if row["observation_id"] in indicators:
                row["indicator_id"] = indicators[row["observation_id"]]
                row |= _values(row, *limits[row["indicator_id"]])
        return self._replace(observations=_table("observations", rows))

    def save(self, folder: str | PathLike[str]) -> list[Path]:
        """Write the draft as CSV files and its text as UTF-8 into a folder; nothing is ever overwritten.

        Parameters
        ----------
        folder
            Made where it does not exist. ``validate(folder, sources=folder)`` then reads it back.

        Returns
        -------
        list of pathlib.Path
            The files written.

        Raises
        ------
        ExportError
            One of the files is there already, or the folder cannot be written.
        """
        contents = {
            f"{name}.csv": to_csv_bytes(frame, TABLES[name].column_names) for name, frame in self.tables().items()
        }
        contents["proposals.csv"] = to_csv_bytes(self.proposals, list(PROPOSALS))
        contents[str(self.reports["source_file"].iloc[0])] = self.text.encode("utf-8")
        target = Path(folder)
        taken = [name for name in contents if target.joinpath(name).exists()]
        if taken:
            msg = (
                f"{', '.join(taken)} in {str(target)!r} would be overwritten; nothing was written. Give another folder."
            )
            raise ExportError(msg)
        try:
            target.mkdir(parents=True, exist_ok=True)
            for name, content in contents.items():
                target.joinpath(name).write_bytes(content)
        except OSError as error:
            msg = f"cannot write into {str(target)!r} ({error.strerror or error})."
            raise ExportError(msg) from error
        return [target / name for name in contents]


def draft_report(
    text_or_path: str | PathLike[str],
    *,
    report_id: str,
    region: str | None = None,
    year: int | None = None,
    title_zh: str | None = None,
    title_en: str | None = None,
    issuer: str | None = None,
    genre: str | None = None,
) -> Draft:
    """Draft the rows of a report from its text.

    Every figure that :func:`extract_figures` finds becomes an observation, or the repeat of one where its sentence is
    printed again. Every other numeral and mask becomes an exclusion, with the reason where it can be told. What cannot
    be told is missing, and ``validate(draft)`` lists it under the rule ``open``.

    Parameters
    ----------
    text_or_path
        The text itself, or the path of a file that :func:`read_document` reads.
    report_id
        Key of the new report, such as ``"qingyu-2024"``.
    region
        Place that the report is about: a name or code of ``load_regions()``, or the six digits of any other place.
    year
        Year that the report reviews. A year printed right beside a figure goes before it; without either the year of a
        figure is not known.
    title_zh, title_en, issuer, genre
        As in ``describe("reports")``. The first line that looks like a title is taken for the Chinese one.

    Returns
    -------
    Draft
        ``observations``, ``ledger``, ``reports``, ``regions`` (for a place that the package does not hold),
        ``proposals`` and ``text``. An indicator is taken from the proposals where its score is at least 0.55 and leads
        by 0.1, and left open elsewhere. Values and bounds are in the unit of the indicator.

    Raises
    ------
    InvalidArgumentError
        A ``report_id`` of another shape or that is taken, a year that is none, or no such genre.
    UnknownNameError
        No such place.
    DataFileError
        A file that is missing or cannot be read.

    Notes
    -----
    The score of an indicator is that of its likeliest name: its Chinese name, or a term by which a shipped report
    prints it. A name is likened to the words before and after the figure by the characters and pairs of characters that
    they share, each weighted by its rarity among all names: two thirds for the likeness to the label (twice what is
    shared over the sum of both), one third for the part of the name that stands in the sentence nearby. An indicator
    whose unit contradicts the printed one is out.

    Examples
    --------
    >>> draft = draft_report("婴儿死亡率为3.1‰。", report_id="qingyu-2024", year=2024)
    >>> draft.observations[["observation_id", "indicator_id", "value", "literal"]]
      observation_id      indicator_id  value literal
    0  qingyu-2024@6  infant_mortality    3.1    3.1‰
    """
    from cnhealthdata.reading.extraction import extract_figures

    _check(report_id, year, genre)
    text = read_text(text_or_path)
    place, evidence = _place(region, text)
    figures = records(extract_figures(text))
    originals = repeats(text, figures)
    keys = [f"{report_id}@{figure['start']}" for figure in figures]
    observations, proposals = _observations(text, figures, originals, keys, year)
    about = {"report_id": report_id, "region_code": place}
    report: dict[str, Any] = about | {
        "title_zh": title_zh or _title(text),
        "title_en": title_en,
        "issuer": issuer,
        "genre": genre,
    }
    report |= _placed(place, evidence) | _period(text, year, observations) | _text_file(report_id, text)
    report["masked"] = any(figure["qualifier"] == "masked" for figure in figures)
    return Draft(
        _table("observations", [row | about for row in observations]),
        _table("ledger", [row | about for row in _ledger(text, figures, originals, keys)]),
        _table("reports", [report]),
        _table("regions", _new_regions(place)),
        typed_frame(proposals, PROPOSALS).sort_values("observation_id", ignore_index=True),
        text,
    )


def _observations(
    text: str, figures: list[dict[str, Any]], originals: Mapping[int, int], keys: list[str], year: int | None
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A row for each figure that is printed for the first time, and the indicators proposed for it."""
    printed = [index for index in range(len(figures)) if index not in originals]
    ranking = propose(text, figures, printed)
    baselines = {figures[index]["baseline"] for index in printed} - {None}
    observations, proposals = [], []
    for index in printed:
        figure, ranked = figures[index], ranking[index]
        taken = _taken(ranked)
        origin = figure["baseline"]
        row = _observation(text, figure, index in baselines, year)
        row |= {"observation_id": keys[index], "indicator_id": taken}
        row["baseline_id"] = None if origin is None else keys[originals.get(origin, origin)]
        share = row["literal"].endswith(("%", "％"))
        low, high = _limits()[taken] if taken else (0.0, 100.0 if share else None)
        observations.append(row | _values(row, low, high, figure))
        proposals.append(_proposal(row, ranked))
    return observations, proposals


def _taken(ranked: tuple[Candidate, Candidate]) -> str | None:
    """The likeliest indicator, where it is likely enough and leads by enough."""
    (first, score), (_, next_score) = ranked
    sure = score is not None and score >= MIN_SCORE and score - (next_score or 0) >= MARGIN
    return first if sure else None


def _proposal(row: Mapping[str, Any], ranked: tuple[Candidate, Candidate]) -> dict[str, Any]:
    (first, score), (second, next_score) = ranked
    names_zh = read_mapping("indicators", "indicator_id", "name_zh")
    return {
        "observation_id": row["observation_id"],
        "term": row["term"],
        "literal": row["literal"],
        "indicator_id": first,
        "name_zh": names_zh.get(first or ""),
        "score": score,
        "runner_up": second,
        "runner_up_score": next_score,
        "taken": row["indicator_id"] is not None,
    }


def _ledger(
    text: str, figures: list[dict[str, Any]], originals: Mapping[int, int], keys: list[str]
) -> list[dict[str, Any]]:
    """A row for each figure, and for each numeral that is none."""
    rows = [
        {
            "char_start": figure["start"],
            "char_end": figure["end"],
            "literal": figure["literal"],
            "disposition": "repeat" if index in originals else "observation",
            "observation_id": keys[originals.get(index, index)],
        }
        for index, figure in enumerate(figures)
    ]
    return rows + list(excluded(text, [(row["char_start"], row["char_end"]) for row in rows]))


def _placed(place: str | None, evidence: str | None) -> dict[str, Any]:
    """How the place of the report is known."""
    if place is None:
        return {"region_basis": "unknown", "region_confidence": "none"}
    if evidence is None:
        return {"region_basis": "inferred", "region_confidence": "medium"}
    return {"region_basis": "stated", "region_confidence": "high", "region_evidence": evidence}


def _period(text: str, year: int | None, observations: list[dict[str, Any]]) -> dict[str, Any]:
    """What the report reviews: from the first year that a figure was reached in."""
    if year is None:
        return {"period_basis": "unknown"}
    reached = [row["year"] for row in observations if row["status"] == "actual" and row["year"]]
    basis = "stated" if f"{year}年" in text else "inferred"
    return {"period_start": str(min([year, *reached])), "period_end": str(year), "period_basis": basis}


def _text_file(report_id: str, text: str) -> dict[str, Any]:
    return {
        "source_file": f"{report_id}.txt",
        "source_sha256": hashlib.sha256(text.encode("utf-8")).hexdigest(),
        "char_start": 0,
        "char_end": len(text),
    }


# --- What is given ----------------------------------------------------------------------------------------------------


def _check(report_id: str, year: int | None, genre: str | None) -> None:
    if not isinstance(report_id, str) or not REPORT_ID.allows(report_id):
        msg = f"report_id={report_id!r} has another shape than {REPORT_ID.words}. Choose one such as 'qingyu-2024'."
        raise InvalidArgumentError(msg)
    if report_id in set(read_table("reports")["report_id"]):
        msg = f"report_id={report_id!r} is that of a shipped report. Choose another."
        raise InvalidArgumentError(msg)
    if year is not None and (isinstance(year, bool) or not isinstance(year, int) or not 1949 <= year <= 2099):
        msg = f"year={year!r} is no year from 1949 on. Give an int such as 2024, or leave it out."
        raise InvalidArgumentError(msg)
    if genre is not None and not GENRE.allows(genre):
        raise invalid_choice("genre", genre, GENRE.meanings)


def _place(region: str | None, text: str) -> tuple[str | None, str | None]:
    """The code of a place, and the name by which the text gives it."""
    if region is None:
        return None, None
    known = read_table("regions").set_index("region_code")
    if re.fullmatch(r"[1-9]\d{5}", str(region)) and region not in known.index:
        return str(region), None
    (code,) = region_codes(str(region))
    full = str(known.loc[code, "name_zh"])
    return code, next((name for name in (full, short(full)) if name in text), None)


def _new_regions(code: str | None) -> list[dict[str, Any]]:
    """Rows for a place, and those above it, that the package does not hold; only their names are left to fill in."""
    known, rows = set(read_table("regions")["region_code"]), []
    while code is not None and code not in known:
        rows.append({"region_code": code, "level": level_of(code), "parent_code": parent_of(code)})
        code = parent_of(code)
    return rows


def _title(text: str) -> str | None:
    """The first line that is short, closed by no stop and set in no brackets."""
    lines = (line.strip() for line in text.splitlines()[:20])
    return next(
        (line for line in lines if 4 <= len(line) <= 60 and line[-1] not in "。；：】，" and line[0] != "【"), None
    )


def _table(name: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    table = TABLES[name]
    frame = typed_frame(rows, {column.name: column.type for column in table.columns})
    return frame.sort_values(list(table.key), kind="stable", ignore_index=True)


# --- One figure -------------------------------------------------------------------------------------------------------

#: A year printed right before a figure: 由2020年的78.35岁.
_YEAR_BEFORE = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?:[底末初]|度)?的?(?:约|近|超过)?$")
#: A year to come that opens a target: 到2025年.
_YEAR_AHEAD = re.compile(r"(?:到|至|截至)((?:19|20)\d\d)年")
#: The first figure of a change, alone or in a list: 分别由3.1‰、4.4‰.
_ORIGIN = re.compile(r"(?:由|从)[^，到至为。；！？\n]*$")
#: What a cut leaves of an age or a number: 5岁以上.
_CUT = re.compile(r"^[\d.%‰]+(?:岁|年|级)?(?:及?以[上下内])?的?")


def _observation(text: str, figure: Mapping[str, Any], is_baseline: bool, year: int | None) -> dict[str, Any]:
    """The fields of a figure that need no indicator."""
    start, end = figure["start"], figure["end"]
    masked = figure["qualifier"] == "masked"
    then, basis = _dated(text, figure, is_baseline, year)
    return {
        "period": None if then is None else str(then),
        "year": then,
        "period_basis": basis,
        "status": figure["status"],
        "statistic": figure["statistic"],
        "qualifier": figure["qualifier"],
        "mask_qualifier": _mask_word(text, start, end) if masked else None,
        "term": _term(text, figure["label"]),
        "literal": figure["literal"],
        "obs_status": "Q" if masked else "A",
        "char_start": start,
        "char_end": end,
    }


def _dated(text: str, figure: Mapping[str, Any], is_baseline: bool, year: int | None) -> tuple[int | None, str]:
    """The year of a figure and its ground: printed beside it, or that of the review for what has been reached."""
    before = text[max(0, figure["start"] - 60) : figure["start"]]
    if beside := _YEAR_BEFORE.search(before):
        return int(beside[1]), "stated"
    if figure["status"] != "actual":
        ahead = _YEAR_AHEAD.findall(re.split(r"[。！？\n]", before)[-1])
        return (int(ahead[-1]), "stated") if ahead else (None, "unknown")
    if year is None or is_baseline or _ORIGIN.search(before):
        return None, "unknown"
    return year, "inferred"


def _mask_word(text: str, start: int, end: int) -> str | None:
    """The bounding word of a mask, in it or beside it."""
    beside = RIGHT_BEFORE.search(text[max(0, start - LONGEST_WORD - 1) : start])
    after = RIGHT_AFTER.match(text, end)
    words = [found.group() for found in (beside, after) if found] + re.findall("[余多]", text[start:end])
    return next((name for word in words if (name := qualifier_of(word))), None)


def _term(text: str, label: str | None) -> str | None:
    """The label, cut to its last words, where the text prints it so."""
    words = (label or "").strip("、，的 “”（）()").removeprefix("有")
    if len(words) > LONGEST_TERM:
        words = _CUT.sub("", words[-LONGEST_TERM:])
    return words if words and words in text and TABLES["observations"].column("term").constraint.allows(words) else None  # type: ignore[union-attr]


def _values(
    row: Mapping[str, Any], low: float | None, high: float | None, figure: Mapping[str, Any] | None = None
) -> dict[str, float | None]:
    """Value and bounds of a figure between the least and greatest that its indicator can have."""
    if row["statistic"] == "change":
        low, high = 0.0, None
    try:
        read = read_literal(row.get("meant") or row["literal"], row["qualifier"], row["mask_qualifier"], low, high)
    except LiteralError:
        source = figure or row
        read = Reading(source["value"], source["value_low"], source["value_high"])
    return {"value": read.value, "value_low": read.low, "value_high": read.high}


@cache
def _limits() -> dict[str, tuple[float | None, float | None]]:
    """Least and greatest level of each indicator."""
    rows = records(read_table("indicators"))
    return {row["indicator_id"]: (row["minimum"], row["maximum"]) for row in rows}
