"""From a figure back to the page."""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike
from typing import Any

from cnhealthdata.access import terminal as _terminal
from cnhealthdata.errors import unknown_name
from cnhealthdata.tables.frames import records
from cnhealthdata.tables.source_texts import read_source
from cnhealthdata.tables.storage import read_mapping, read_table
from cnhealthdata.tables.vocabularies import BASIS, OBS_STATUS, QUALIFIER

CONTEXT = 30  #: code points shown on either side of a literal


@dataclass(frozen=True)
class Trace:
    """Where a figure stands in print, and what was made of it; print it to read it."""

    observation_id: str
    literal: str  #: as printed
    reading: str  #: what was made of it, in words
    why: tuple[str, ...]  #: qualifier, period, place, flags, correction, note
    report_id: str
    title_zh: str
    title_en: str
    source_file: str
    source_sha256: str
    char_start: int
    char_end: int
    repeats: tuple[int, ...]  #: starts of later prints of the same fact
    before: str | None = None  #: words before the literal, when the texts are at hand
    after: str | None = None

    def __str__(self) -> str:
        lines = [
            self.observation_id,
            f"  printed  {self.literal}",
            f"  reading  {self.reading}",
            *(_terminal.field("  why", word, 11) for word in self.why),
            _terminal.field("  report", f"{self.report_id}: {self.title_en}", 11),
            f"           {self.title_zh}",
            f"  place    {self.source_file}, code points {self.char_start} to {self.char_end}",
        ]
        if self.repeats:
            lines.append(f"  repeats  printed again at {', '.join(map(str, self.repeats))}")
        if self.before is not None:
            lines.append(f"  page     …{self.before}[{self.literal}]{self.after}…".replace("\n", "⏎"))
        else:
            lines.append("  page     give sources=FOLDER with the texts to see the words around it")
        return "\n".join(lines)


def trace(observation_id: str, sources: str | PathLike[str] | None = None) -> Trace:
    """Follow a figure back to the page it was printed on.

    Parameters
    ----------
    observation_id
        Key of an observation, such as ``"changzhou-2020@718"``.
    sources
        Folder that holds the source texts. With it the file's SHA-256 is checked and the words around are shown.

    Returns
    -------
    Trace
        The literal, what was made of it and why, the report and the span; printing it gives a readable page.

    Raises
    ------
    UnknownNameError
        No such observation.
    SourceTextError
        The text is missing from ``sources``, or is not the one that was curated.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> found = chd.load_observations(indicator="maternal_mortality", year=2015)["observation_id"].item()
    >>> chd.trace(found).literal
    '15.04/10万'
    """
    observations = read_table("observations")
    rows = observations[observations["observation_id"] == observation_id]
    if rows.empty:
        remedy = "load_observations()['observation_id'] lists them."
        raise unknown_name("observation", observation_id, observations["observation_id"], remedy)
    (row,) = records(rows)
    reports = read_table("reports")
    (report,) = records(reports[reports["report_id"] == row["report_id"]])
    ledger = read_table("ledger")
    repeats = ledger[(ledger["observation_id"] == observation_id) & (ledger["disposition"] == "repeat")]["char_start"]
    start, end = int(row["char_start"]), int(row["char_end"])
    before = after = None
    if sources is not None:
        text = read_source(sources, report["source_file"], report["source_sha256"])
        before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Trace(
        observation_id=observation_id,
        literal=row["literal"],
        reading=_reading(row),
        why=tuple(_why(row, report)),
        report_id=row["report_id"],
        title_zh=report["title_zh"],
        title_en=report["title_en"],
        source_file=report["source_file"],
        source_sha256=report["source_sha256"],
        char_start=start,
        char_end=end,
        repeats=tuple(int(place) for place in repeats),
        before=before,
        after=after,
    )


def _number(value: float) -> str:
    return f"{value:,.10g}"


def _reading(row: dict[str, Any]) -> str:
    indicator = str(row["indicator_id"])
    name = read_mapping("indicators", "indicator_id", "name_en")[indicator]
    unit = "rank" if row["statistic"] == "rank" else read_mapping("indicators", "indicator_id", "unit")[indicator]
    value, low, high = row["value"], row["value_low"], row["value_high"]
    if value is not None:
        figure = _number(float(value))
    elif low is not None or high is not None:
        figure = " to ".join("?" if end is None else _number(float(end)) for end in (low, high))
    else:
        figure = "no value and no bounds"
    kind = [str(row[word]) for word, plain in (("status", "actual"), ("statistic", "level")) if row[word] != plain]
    when = f", {row['period']}" if row["period"] else ""
    return f"{name}: {figure} {unit}{when}{' (' + ', '.join(kind) + ')' if kind else ''}"


def _why(row: dict[str, Any], report: dict[str, Any]) -> list[str]:
    qualifier = str(row["qualifier"])
    lines = [f"{qualifier}: {QUALIFIER.meanings[qualifier]}"]
    if row["mask_qualifier"]:
        lines.append(
            f"beside the mask stands {row['mask_qualifier']}: {QUALIFIER.meanings[str(row['mask_qualifier'])]}"
        )
    if row["scope"]:
        lines.append(f"covers: {row['scope']}")
    lines.append(f"period {row['period_basis']}: {BASIS.meanings[str(row['period_basis'])]}")
    if report["region_basis"] != "stated":
        evidence = report["region_evidence"] or "no evidence"
        lines.append(f"place {report['region_basis']}, confidence {report['region_confidence']}: {evidence}")
    if row["obs_status"] != "A":
        lines.append(f"status {row['obs_status']}: {OBS_STATUS.meanings[str(row['obs_status'])]}")
    meanings = read_mapping("flags", "flag", "description")
    lines += [f"{flag}: {meanings[flag]}" for flag in str(row["flags"] or "").split(";") if flag]
    if row["meant"]:
        lines.append(f"misprint: {row['meant']} is meant; {row['correction']}")
    if row["note"]:
        lines.append(str(row["note"]))
    return lines
