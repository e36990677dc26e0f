"""From typed tables to filtered, labelled frames."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from os import PathLike
from typing import TYPE_CHECKING, Any

from cnhealthdata._version import DATA_VERSION
from cnhealthdata.tables import names as _names
from cnhealthdata.tables.declaration import (
    DISPOSITION,
    DOMAIN,
    LEVEL,
    MEASURE_THEME,
    METHOD,
    POLICY_THEME,
    STAGE,
    STATISTIC,
    STATUS,
    TABLES,
)
from cnhealthdata.tables.storage import mapping, read_mapping, read_table

if TYPE_CHECKING:
    import pandas as pd

    from cnhealthdata.reading.drafts import Draft
    from cnhealthdata.tables.storage import Extra

LICENCE = "CC BY 4.0"


def attributes(name: str) -> dict[str, Any]:
    """What every loaded frame says of itself."""
    from cnhealthdata.access.citation import cite

    return {
        "table": name,
        "title": TABLES[name].title,
        "version": DATA_VERSION,
        "licence": LICENCE,
        "citation": cite(),
    }


def _load(
    name: str, *, labels: bool = False, extra: Extra | None = None, **filters: Iterable[object] | None
) -> pd.DataFrame:
    """Rows of a table whose columns hold one of the values given; ``None`` does not filter."""
    if extra:
        frame = _with_labels(name, extra) if labels else read_table(name, extra)
    else:
        frame = _labelled(name) if labels else read_table(name)
    for column, allowed in filters.items():
        if allowed is not None:
            frame = frame[frame[column].isin(list(allowed))]
    frame = frame.reset_index(drop=True)
    frame.attrs.update(attributes(name))
    if extra:
        frame.attrs["extra"] = sorted(extra["reports"]["report_id"])
    return frame


def user_tables(extra: object) -> Extra | None:
    """What ``extra=`` names, as validated tables."""
    if extra is None:
        return None
    from cnhealthdata.checks.validate import read_extra

    return read_extra(extra)


def _region_filter(region: object, *, within: bool, extra: Extra | None = None) -> set[str] | None:
    if region is None:
        return None
    codes = _names.region_codes(region, extra)
    return _names.regions_within(codes, extra) if within else set(codes)


def _label(frame: pd.DataFrame, key: str, **labels: dict[str, str]) -> None:
    """Set readable columns beside a key column, in place."""
    import pandas as pd

    keys, position = frame[key].tolist(), frame.columns.get_loc(key)
    for offset, (name, found) in enumerate(labels.items(), 1):
        values = pd.Series([found.get(value) for value in keys], dtype="str")
        frame.insert(int(position) + offset, name, values)  # type: ignore[arg-type]


def _label_indicators(frame: pd.DataFrame, extra: Extra | None) -> None:
    names = {name: mapping("indicators", "indicator_id", name, extra) for name in ("name_en", "name_zh", "unit")}
    _label(frame, "indicator_id", indicator=names["name_en"], indicator_zh=names["name_zh"], unit=names["unit"])


def _label_regions(frame: pd.DataFrame, extra: Extra | None) -> None:
    names = {name: mapping("regions", "region_code", name, extra) for name in ("name_en", "name_zh")}
    _label(frame, "region_code", region=names["name_en"], region_zh=names["name_zh"])


@cache
def _labelled(name: str) -> pd.DataFrame:
    """A shipped table with readable columns beside its keys; made once, so not to be changed."""
    return _with_labels(name)


def _with_labels(name: str, extra: Extra | None = None) -> pd.DataFrame:
    frame = read_table(name, extra)
    if name == "reforms":
        names = {name: read_mapping("measures", "measure_id", name) for name in ("name_en", "name_zh")}
        _label(frame, "measure_id", measure=names["name_en"], measure_zh=names["name_zh"])
    else:
        _label_indicators(frame, extra)
    if name == "observations":
        frame.loc[frame["statistic"] == "rank", "unit"] = "rank"
    _label_regions(frame, extra)
    return frame


def load_observations(
    *,
    indicator: str | Iterable[str] | None = None,
    region: str | Iterable[str] | None = None,
    report: str | Iterable[str] | None = None,
    year: int | Iterable[int] | None = None,
    status: str | Iterable[str] | None = None,
    statistic: str | Iterable[str] | None = None,
    within: bool = False,
    labels: bool = True,
    extra: str | PathLike[str] | Draft | Mapping[str, pd.DataFrame] | None = None,
) -> pd.DataFrame:
    """Figures printed in the reports, one row each.

    Parameters
    ----------
    indicator
        Identifier (``"infant_mortality"``), English or Chinese name, or several.
    region
        Code, Chinese name, English name or pinyin (``"220400"``, ``"辽源"``, ``"Liaoyuan"``), or several.
    report
        Identifier (``"liaoyuan-2021"``), or several.
    year
        A year, several, or a ``range``. Rows without a year are left out.
    status
        ``"actual"``, ``"target"``, ``"planned"``, or several.
    statistic
        ``"level"``, ``"change"``, ``"rank"``, or several.
    within
        Take in the places below ``region`` too.
    labels
        Add the names of indicator and region and the unit beside the keys.
    extra
        Tables of your own to put beside the shipped ones: a folder with ``observations.csv`` and ``reports.csv``, and
        where needed ``ledger.csv``, ``regions.csv`` and ``indicators.csv``; or a finished draft, or a mapping of table
        name to frame. They are validated first. Your places, indicators and reports can be named in the filters;
        ``attrs["extra"]`` lists your reports.

    Returns
    -------
    pandas.DataFrame
        The columns of ``describe("observations")``, in the unit of each indicator, and with ``labels`` also
        ``indicator``, ``indicator_zh``, ``unit``, ``region``, ``region_zh``. Sorted by ``observation_id``.

    Raises
    ------
    UnknownNameError
        No such indicator, region or report; the message names the nearest.
    InvalidArgumentError
        A word or year that is not allowed; extra tables that do not validate or that collide with shipped keys.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> chd.load_observations(indicator="maternal_mortality", year=2015)[["region", "value", "unit", "literal"]]
         region  value                         unit   literal
    0  Liaoyuan  15.04  per 100000 live births  15.04/10万
    """
    own = user_tables(extra)
    return _load(
        "observations",
        labels=labels,
        extra=own,
        indicator_id=None if indicator is None else _names.indicator_ids(indicator, own),
        region_code=_region_filter(region, within=within, extra=own),
        report_id=None if report is None else _names.report_ids(report, own),
        year=None if year is None else _names.years(year),
        status=None if status is None else _names.words("status", status, STATUS),
        statistic=None if statistic is None else _names.words("statistic", statistic, STATISTIC),
    )


def printed(indicator: str, regions: object, extra: Extra | None) -> pd.DataFrame:
    """Labelled observations of an indicator in places and below them, with a user's tables already validated."""
    places = _region_filter(regions, within=True, extra=extra)
    return _load("observations", labels=True, extra=extra, indicator_id=[indicator], region_code=places)


def load_benchmarks(
    *,
    indicator: str | Iterable[str] | None = None,
    region: str | Iterable[str] | None = None,
    year: int | Iterable[int] | None = None,
    method: str | None = "official",
    within: bool = False,
    labels: bool = True,
) -> pd.DataFrame:
    """National and provincial statistics to compare with.

    Parameters
    ----------
    indicator, region, year, within, labels
        As in :func:`load_observations`.
    method
        ``"official"`` (Chinese statistics), ``"modelled"`` (international estimates), or ``None`` for both.

    Returns
    -------
    pandas.DataFrame
        One row per indicator, place, year and method: the columns of ``describe("benchmarks")``, in the unit of each
        indicator, and with ``labels`` also the names and the unit.

    Raises
    ------
    UnknownNameError
        No such indicator or region.
    InvalidArgumentError
        No such method, or no year.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> chd.load_benchmarks(indicator="maternal_mortality", region="China", year=2023)["value"].item()
    15.1
    """
    return _load(
        "benchmarks",
        labels=labels,
        indicator_id=None if indicator is None else _names.indicator_ids(indicator),
        region_code=_region_filter(region, within=within),
        year=None if year is None else _names.years(year),
        method=None if method is None else _names.words("method", method, METHOD),
    )


def load_targets(
    *,
    indicator: str | Iterable[str] | None = None,
    region: str | Iterable[str] | None = None,
    year: int | Iterable[int] | None = None,
    within: bool = False,
    labels: bool = True,
) -> pd.DataFrame:
    """Values that plans set themselves: of the nation, and of the reports where they print year and value.

    Parameters
    ----------
    indicator, region, within, labels
        As in :func:`load_observations`.
    year
        Target year, several, or a ``range``.

    Returns
    -------
    pandas.DataFrame
        One row per indicator, place, target year and plan: the columns of ``describe("targets")``, and with ``labels``
        also the names and the unit.

    Raises
    ------
    UnknownNameError
        No such indicator or region.
    InvalidArgumentError
        No year.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> chd.load_targets(indicator="health_literacy", year=2030)[["bound", "value", "unit"]].values.tolist()
    [['at_least', 30.0, '%']]
    """
    return _load(
        "targets",
        labels=labels,
        indicator_id=None if indicator is None else _names.indicator_ids(indicator),
        region_code=_region_filter(region, within=within),
        target_year=None if year is None else _names.years(year),
    )


def load_policies(
    *,
    theme: str | Iterable[str] | None = None,
    start: int | str | None = None,
    end: int | str | None = None,
) -> pd.DataFrame:
    """National milestones of health policy since 1949, in the order of their dates.

    Parameters
    ----------
    theme
        ``"insurance"``, ``"procurement"`` …, or several.
    start, end
        First and last date to keep, each a year or an ISO date; both are included.

    Returns
    -------
    pandas.DataFrame
        One row per policy, the columns of ``describe("policies")``.

    Raises
    ------
    InvalidArgumentError
        No such theme, or a date that is none.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> "2009_health_reform" in set(chd.load_policies(start=2009, end="2009-12")["policy_id"])
    True
    """
    frame = _load("policies", theme=None if theme is None else _names.words("theme", theme, POLICY_THEME))
    # A date compares with as many of its digits as the limit gives: 2009-12-31 lies within end=2009.
    if start is not None:
        first = _names.date("start", start)
        frame = frame[frame["date"].str.slice(0, len(first)) >= first]
    if end is not None:
        last = _names.date("end", end)
        frame = frame[frame["date"].str.slice(0, len(last)) <= last]
    return frame.sort_values(["date", "policy_id"]).reset_index(drop=True)


def load_sources() -> pd.DataFrame:
    """Where national and provincial figures, targets and policies were read.

    Returns
    -------
    pandas.DataFrame
        One row per source, the columns of ``describe("sources")``.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> set(chd.load_sources()["tier"]) <= set("ABCD")
    True
    """
    return _load("sources")


def load_eras() -> pd.DataFrame:
    """Named eras of health policy; :func:`eras` gives them in order, with changes computed.

    Returns
    -------
    pandas.DataFrame
        One row per era, the columns of ``describe("eras")``.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> int(chd.load_eras()["start"].min())
    1949
    """
    return _load("eras")


def load_indicators(*, domain: str | Iterable[str] | None = None) -> pd.DataFrame:
    """The controlled list of indicators: names, definition, unit, codes, comparability.

    Parameters
    ----------
    domain
        ``"outcomes"``, ``"resources"`` …, or several.

    Returns
    -------
    pandas.DataFrame
        One row per indicator, the columns of ``describe("indicators")``.

    Raises
    ------
    InvalidArgumentError
        No such domain.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> "life_expectancy" in set(chd.load_indicators(domain="outcomes")["indicator_id"])
    True
    """
    return _load("indicators", domain=None if domain is None else _names.words("domain", domain, DOMAIN))


def load_regions(*, level: str | Iterable[str] | None = None) -> pd.DataFrame:
    """Places that any table names, by GB/T 2260, with the places above them.

    Parameters
    ----------
    level
        ``"country"``, ``"province"``, ``"prefecture"``, ``"county"``, or several.

    Returns
    -------
    pandas.DataFrame
        One row per place, the columns of ``describe("regions")``.

    Raises
    ------
    InvalidArgumentError
        No such level.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> chd.load_regions(level="country")["name_zh"].tolist()
    ['中国']
    """
    return _load("regions", level=None if level is None else _names.words("level", level, LEVEL))


def load_reports() -> pd.DataFrame:
    """The reports: title, issuer, place, period, and where the text stands.

    Returns
    -------
    pandas.DataFrame
        One row per report, the columns of ``describe("reports")``.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> chd.load_reports().set_index("report_id").loc["liaoyuan-2021", "region_code"]
    '220400'
    """
    return _load("reports")


def load_ledger(
    *, report: str | Iterable[str] | None = None, disposition: str | Iterable[str] | None = None
) -> pd.DataFrame:
    """Every numeral and mask of the source texts, and what became of it.

    Parameters
    ----------
    report
        Identifier, or several.
    disposition
        ``"observation"``, ``"repeat"``, ``"excluded"``, or several.

    Returns
    -------
    pandas.DataFrame
        One row per numeral, the columns of ``describe("ledger")``.

    Raises
    ------
    UnknownNameError
        No such report.
    InvalidArgumentError
        No such disposition.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> set(chd.load_ledger(report="liaoyuan-2021")["disposition"]) == {"observation", "repeat", "excluded"}
    True
    """
    return _load(
        "ledger",
        report_id=None if report is None else _names.report_ids(report),
        disposition=None if disposition is None else _names.words("disposition", disposition, DISPOSITION),
    )


def load_measures(*, theme: str | Iterable[str] | None = None) -> pd.DataFrame:
    """The controlled list of reform measures.

    Parameters
    ----------
    theme
        ``"payment"``, ``"procurement"`` …, or several.

    Returns
    -------
    pandas.DataFrame
        One row per measure, the columns of ``describe("measures")``.

    Raises
    ------
    InvalidArgumentError
        No such theme.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> "drg_payment" in set(chd.load_measures(theme="payment")["measure_id"])
    True
    """
    return _load("measures", theme=None if theme is None else _names.words("theme", theme, MEASURE_THEME))


def load_reforms(
    *,
    measure: str | Iterable[str] | None = None,
    region: str | Iterable[str] | None = None,
    report: str | Iterable[str] | None = None,
    stage: str | Iterable[str] | None = None,
    within: bool = False,
    labels: bool = True,
) -> pd.DataFrame:
    """Which reform each report tells of, where, when and how far it has come.

    Parameters
    ----------
    measure
        Identifier (``"drg_payment"``), English or Chinese name, or several.
    region, report, within
        As in :func:`load_observations`.
    stage
        ``"planned"``, ``"pilot"``, ``"adopted"``, ``"expanded"``, ``"commended"``, or several.
    labels
        Add the names of measure and region.

    Returns
    -------
    pandas.DataFrame
        The columns of ``describe("reforms")``, and with ``labels`` also ``measure``, ``measure_zh``, ``region``,
        ``region_zh``.

    Raises
    ------
    UnknownNameError
        No such measure, region or report.
    InvalidArgumentError
        No such stage.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> "Changzhou" in set(chd.load_reforms(measure="two_invoice_rule")["region"])
    True
    """
    return _load(
        "reforms",
        labels=labels,
        measure_id=None if measure is None else _names.measure_ids(measure),
        region_code=_region_filter(region, within=within),
        report_id=None if report is None else _names.report_ids(report),
        stage=None if stage is None else _names.words("stage", stage, STAGE),
    )


def load_flags() -> pd.DataFrame:
    """The hazards that an observation may carry, with what each warns of.

    Returns
    -------
    pandas.DataFrame
        One row per flag, the columns of ``describe("flags")``.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> "misprint_corrected" in set(chd.load_flags()["flag"])
    True
    """
    return _load("flags")


def load_identities() -> pd.DataFrame:
    """Sums and shares that the reports print in full, and whether they hold.

    Returns
    -------
    pandas.DataFrame
        One row per identity, the columns of ``describe("identities")``.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> chd.load_identities()["holds"].all()
    np.False_
    """
    return _load("identities")
