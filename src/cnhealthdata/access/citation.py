"""How to cite the package, a report or one figure."""

from __future__ import annotations

from typing import Literal

from cnhealthdata._version import AUTHOR, CITATION, DATA_VERSION, TITLE, YEAR
from cnhealthdata.errors import invalid_choice, unknown_name
from cnhealthdata.tables.storage import read_mapping

STYLES = ("text", "bibtex", "gbt7714")

Style = Literal["text", "bibtex", "gbt7714"]


def cite(target: str | None = None, style: Style = "text") -> str:
    """Cite the package, a report, an observation, or a source of statistics and policies.

    Parameters
    ----------
    target
        Nothing for the package, a report such as ``"liaoyuan-2021"``, an observation such as
        ``"liaoyuan-2021@437"``, or a source such as ``"nbs_yearbook_2012"``.
    style
        ``"text"``, ``"bibtex"`` or ``"gbt7714"`` (GB/T 7714—2015).

    Returns
    -------
    str
        The citation.

    Raises
    ------
    UnknownNameError
        No such report, observation or source.
    InvalidArgumentError
        No such style.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> print(chd.cite().partition(" Data version")[0])
    cnhealthdata contributors (2026). cnhealthdata: figures of China's health reform, read from local reports.
    """
    if style not in STYLES:
        raise invalid_choice("style", style, STYLES)
    if target is None:
        return _package(style)
    references = read_mapping("sources", "source_id", "reference")
    if target in references:
        return _source(target, references[target], style)
    report_id, _, place = target.partition("@")
    issuers = read_mapping("reports", "report_id", "issuer")
    if report_id not in issuers:
        raise unknown_name(
            "report or source", report_id, [*issuers, *references], "load_reports() and load_sources() list them."
        )
    title = read_mapping("reports", "report_id", "title_zh")[report_id]
    if place and target not in (known := read_mapping("observations", "observation_id", "literal")):
        raise unknown_name("observation", target, known, "load_observations() lists them.")
    figure = f" Figure {read_mapping('observations', 'observation_id', 'literal')[target]} ({target})." if place else ""
    issuer = issuers[report_id]
    if style == "text":
        return f"{issuer}. {title}. Report {report_id}.{figure} In: {_package('text')}"
    if style == "gbt7714":
        return f"{issuer}. {title}[Z]. 报告{report_id}.{figure} 载: {_package('gbt7714')}"
    key = target.replace("@", "-at-")
    note = f"{figure.strip()} Data version {DATA_VERSION}".strip()
    return (
        f"@misc{{{key},\n  author = {{{{{issuer}}}}},\n  title = {{{{{title}}}}},\n"
        f"  howpublished = {{In: {TITLE}}},\n  note = {{{note}}}\n}}"
    )


def _source(source_id: str, reference: str, style: str) -> str:
    """Where a statistic or policy was read, by the issuer's document."""
    url = read_mapping("sources", "source_id", "url")[source_id]
    if style == "bibtex":
        title = read_mapping("sources", "source_id", "title_zh")[source_id]
        publisher = read_mapping("sources", "source_id", "publisher")[source_id]
        fields = {"author": f"{{{publisher}}}", "title": f"{{{title}}}", "note": reference} | (
            {"url": url} if url else {}
        )
        return (
            f"@misc{{{source_id},\n" + ",\n".join(f"  {name} = {{{words}}}" for name, words in fields.items()) + "\n}"
        )
    whole = reference if reference.endswith(".") else f"{reference}."
    return f"{whole} {url}".strip() if style == "text" else f"{whole} {f'[EB/OL]. {url}' if url else '[Z].'}"


def _package(style: str) -> str:
    if style == "text":
        return CITATION
    if style == "gbt7714":
        return f"{AUTHOR}. {TITLE}[DB]. 数据版本{DATA_VERSION}. {YEAR}."
    return (
        f"@misc{{cnhealthdata,\n  author = {{{{{AUTHOR}}}}},\n  title = {{{{{TITLE}}}}},\n"
        f"  year = {{{YEAR}}},\n  version = {{{DATA_VERSION}}}\n}}"
    )
