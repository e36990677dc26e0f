"""From typed tables to filtered, labelled frames."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import PathLike
from typing import TYPE_CHECKING, Any

from cnhealthdata._version import CITATION, DATA_VERSION, LICENCE
from cnhealthdata.tables.declaration import TABLES
from cnhealthdata.tables.storage import read_table

if TYPE_CHECKING:
    import pandas as pd

    from cnhealthdata.checks.given import HasTables
    from cnhealthdata.tables.storage import Extra


def attributes(name: str) -> dict[str, Any]:
    """What every loaded frame says of itself."""
    return {
        "table": name,
        "title": TABLES[name].title,
        "version": DATA_VERSION,
        "licence": LICENCE,
        "citation": CITATION,
    }


def user_tables(extra: object) -> Extra | None:
    """What ``extra=`` names, as validated tables."""
    if extra is None:
        return None
    from cnhealthdata.checks.own import read_extra

    return read_extra(extra)


# Labels and filters are imported when they are used: a first load would spend a sixth of its time on them.


def _load(
    name: str, *, labels: bool = False, within: bool = False, extra: Extra | None = None, **arguments: object
) -> pd.DataFrame:
    """Rows of a table by the arguments of its loader; ``None`` does not filter."""
    if labels:
        from cnhealthdata.access.labels import labelled

        frame = labelled(name, extra)
    else:
        frame = read_table(name, extra)
    given = {argument: value for argument, value in arguments.items() if value is not None}
    if given:
        from cnhealthdata.access.filters import filtered

        frame = filtered(frame, name, given, within=within, extra=extra)
    frame = frame.reset_index(drop=True)
    frame.attrs.update(attributes(name))
    if extra:
        frame.attrs["extra"] = sorted(extra["reports"]["report_id"])
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
    extra: str | PathLike[str] | HasTables | Mapping[str, pd.DataFrame] | None = None,
) -> pd.DataFrame:
    """Figures printed in the reports, one row each.

    Parameters
    ----------
    indicator
        Identifier (``"infant_mortality"``), English or Chinese name, or several.
    region
        Code, Chinese name, English name or pinyin (``"220400"``, ``"辽源"``, ``"Liaoyuan"``), or several. A name that
        a province shares with a city means the province: ``"吉林"``, but ``"吉林市"`` or ``"Jilin City"``.
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
    return _load(
        "observations",
        labels=labels,
        within=within,
        extra=user_tables(extra),
        indicator=indicator,
        region=region,
        report=report,
        year=year,
        status=status,
        statistic=statistic,
    )


def printed(indicator: str, regions: object, extra: Extra | None) -> pd.DataFrame:
    """Labelled observations of an indicator in places and below them, with a user's tables already validated."""
    return _load("observations", labels=True, within=True, extra=extra, indicator=indicator, region=regions)


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
        "benchmarks", labels=labels, within=within, indicator=indicator, region=region, year=year, method=method
    )


def load_panel(
    *,
    indicator: str | Iterable[str] | None = None,
    region: str | Iterable[str] | None = None,
    year: int | Iterable[int] | None = None,
    method: str | None = "official",
    labels: bool = True,
) -> pd.DataFrame:
    """The 31 provinces year by year.

    Parameters
    ----------
    indicator, region, year, labels
        As in :func:`load_observations`.
    method
        ``"official"`` (Chinese statistics), ``"modelled"`` (international estimates), or ``None`` for both.

    Returns
    -------
    pandas.DataFrame
        One row per indicator, province, year and method: the columns of ``describe("panel")``, in the unit of each
        indicator, and with ``labels`` also the names and the unit. Rates computed from numbers of the same year have
        status E and say so.

    Raises
    ------
    UnknownNameError
        No such indicator or region.
    InvalidArgumentError
        No such method, or no year.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> chd.load_panel(indicator="population_total", region="广东", year=2023)["value"].item()
    127060000.0
    """
    return _load("panel", labels=labels, indicator=indicator, region=region, year=year, method=method)


def load_breaks(
    *, indicator: str | Iterable[str] | None = None, method: str | Iterable[str] | None = None
) -> pd.DataFrame:
    """Where the long series change their basis: draw no line across.

    Parameters
    ----------
    indicator
        As in :func:`load_observations`.
    method
        ``"official"``, ``"modelled"``, or both by default.

    Returns
    -------
    pandas.DataFrame
        One row per break, the columns of ``describe("breaks")``: the first year on the new basis, what kind of change,
        what changed in both languages, and the source that tells of it.

    Raises
    ------
    UnknownNameError
        No such indicator.
    InvalidArgumentError
        No such method.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> chd.load_breaks(indicator="health_institutions")["year"].tolist()
    [1996, 2002, 2009, 2013]
    """
    return _load("breaks", indicator=indicator, method=method)


def load_vintages(
    *,
    indicator: str | Iterable[str] | None = None,
    region: str | Iterable[str] | None = None,
    year: int | Iterable[int] | None = None,
    vintage: str | Iterable[str] | None = None,
    labels: bool = True,
) -> pd.DataFrame:
    """What was printed of a figure first and later: bulletins against final accounts and censuses.

    ``load_benchmarks`` has the latest printing of each; this table also keeps what it took the place of.

    Parameters
    ----------
    indicator, region, year, labels
        As in :func:`load_observations`.
    vintage
        ``"first"``, ``"final"``, ``"revised"``, several, or all by default.

    Returns
    -------
    pandas.DataFrame
        One row per indicator, place, year and printing, the columns of ``describe("vintages")``, and with
        ``labels`` also the names and the unit.

    Raises
    ------
    UnknownNameError
        No such indicator or region.
    InvalidArgumentError
        No such vintage, or no year.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> chd.load_vintages(indicator="health_expenditure_gdp_share", year=2023)["value"].tolist()
    [7.0, 7.2]
    """
    return _load("vintages", labels=labels, indicator=indicator, region=region, year=year, vintage=vintage)


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
    return _load("targets", labels=labels, within=within, indicator=indicator, region=region, target_year=year)


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
    frame = _load("policies", theme=theme)
    # A date compares with as many of its digits as the limit gives: 2009-12-31 lies within end=2009.
    from cnhealthdata.tables import names

    if start is not None:
        first = names.date("start", start)
        frame = frame[frame["date"].str.slice(0, len(first)) >= first]
    if end is not None:
        last = names.date("end", end)
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
    return _load("indicators", domain=domain)


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
    return _load("regions", level=level)


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
    return _load("ledger", report=report, disposition=disposition)


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
    return _load("measures", theme=theme)


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
    return _load("reforms", labels=labels, within=within, measure=measure, region=region, report=report, stage=stage)


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


def load_units() -> pd.DataFrame:
    """The units of indicators, in both languages, and how pages print them.

    Returns
    -------
    pandas.DataFrame
        One row per unit, the columns of ``describe("units")``.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> chd.load_units().set_index("unit").loc["per 1000 live births", "unit_zh"]
    '每千活产'
    """
    return _load("units")
