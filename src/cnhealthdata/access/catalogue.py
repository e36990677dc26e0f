"""What there is: the tables, their dictionary, the card of an indicator, a search in two languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnhealthdata.access.loaders import attributes
from cnhealthdata.errors import InvalidArgumentError, UnknownNameError, unknown_name
from cnhealthdata.printed.text import fold
from cnhealthdata.tables import names
from cnhealthdata.tables.declaration import TABLES
from cnhealthdata.tables.metadata import dictionary_row
from cnhealthdata.tables.storage import read_table

if TYPE_CHECKING:
    import pandas as pd


def list_datasets() -> pd.DataFrame:
    """The tables of the package.

    Returns
    -------
    pandas.DataFrame
        One row per table: name, title, rows, columns, key, loader, description.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> chd.list_datasets()["name"].tolist()[:4]
    ['reports', 'regions', 'indicators', 'observations']
    """
    import pandas as pd

    return pd.DataFrame(
        {
            "name": table.name,
            "title": table.title,
            "rows": len(read_table(table.name)),
            "columns": len(table.columns),
            "key": ", ".join(table.key),
            "loader": f"load_{table.name}()",
            "description": table.description,
        }
        for table in TABLES.values()
    )


def describe(name: str | None = None) -> pd.DataFrame | pd.Series[str]:
    """The dictionary of a table, or the card of an indicator or measure.

    Parameters
    ----------
    name
        A table (``"observations"``), an indicator or a measure by identifier or by name in either language; nothing
        for the overview of tables.

    Returns
    -------
    pandas.DataFrame or pandas.Series
        A frame with one row per column for a table; a series of fields for an indicator or measure.

    Raises
    ------
    UnknownNameError
        No such table, indicator or measure.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> chd.describe("infant_mortality")["unit"]
    'per 1000 live births'
    >>> chd.describe("regions")["column"].tolist()[:3]
    ['region_code', 'name_zh', 'name_en']
    """
    import pandas as pd

    if name is None:
        return list_datasets()
    if name in TABLES:
        table = TABLES[name]
        frame = pd.DataFrame([dictionary_row(column, table.key) for column in table.columns])
        frame.attrs.update(attributes(name))
        return frame
    for identify, card in ((names.indicator_ids, _indicator_card), (names.measure_ids, _measure_card)):
        try:
            (identifier,) = identify(name)
        except UnknownNameError:
            continue
        return card(identifier)
    known = [*TABLES, *read_table("indicators")["indicator_id"], *read_table("measures")["measure_id"]]
    raise unknown_name("name", name, known, f"Search with find({name!r}), or see list_datasets().")


def _indicator_card(identifier: str) -> pd.Series[str]:
    import pandas as pd

    indicators = read_table("indicators").set_index("indicator_id")
    rows = read_table("observations").query("indicator_id == @identifier")
    years = rows["year"].dropna()
    breaks = read_table("breaks").query("indicator_id == @identifier").sort_values("year")
    card = indicators.loc[identifier].dropna().astype("str").to_dict()
    card |= {
        "observations": str(len(rows)),
        "reports": ", ".join(sorted(rows["report_id"].unique())),
        "years": f"{years.min()} to {years.max()}" if len(years) else "none known",
        "printed as": ", ".join(sorted(rows["term"].unique())),
    }
    if len(breaks):
        card["breaks"] = " ".join(f"{row.year}: {row.change_en}" for row in breaks.itertuples())
    return pd.Series(card, name=identifier, dtype="str")


def _measure_card(identifier: str) -> pd.Series[str]:
    import pandas as pd

    measures = read_table("measures").set_index("measure_id")
    rows = read_table("reforms").query("measure_id == @identifier")
    card = measures.loc[identifier].dropna().astype("str").to_dict()
    card |= {"reforms": str(len(rows)), "reports": ", ".join(sorted(rows["report_id"].unique()))}
    return pd.Series(card, name=identifier, dtype="str")


def find(word: str) -> pd.DataFrame:
    """Search indicators, measures, regions and reports in English and Chinese.

    Parameters
    ----------
    word
        Part of a name, a definition or a printed term: ``"beds"``, ``"床位"``. Case, spaces, hyphens and
        accents do not matter, nor which spelling of lü is used, as in the arguments of the loaders.

    Returns
    -------
    pandas.DataFrame
        One row per hit: kind, id, name_en, name_zh, rows (how many observations or reforms there are) and
        found_in; names before definitions. No hit gives no row.

    Raises
    ------
    InvalidArgumentError
        An empty word.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> "beds_per_1000" in set(chd.find("床位")["id"])
    True
    """
    import pandas as pd

    wanted = fold(str(word))
    if not wanted:
        msg = "word is empty. Give a word to search for, such as find('beds') or find('床位')."
        raise InvalidArgumentError(msg)
    observations, reforms = read_table("observations"), read_table("reforms")
    terms = observations.groupby("indicator_id")["term"].agg(lambda printed: " ".join(sorted(set(printed))))
    indicators = read_table("indicators").set_index("indicator_id", drop=False)
    indicators = indicators.assign(terms=terms.reindex(indicators.index).fillna(""))
    searches = (
        ("indicator", indicators, ("indicator_id", "name_en", "name_zh", "definition", "terms"), observations),
        ("measure", read_table("measures"), ("measure_id", "name_en", "name_zh", "description"), reforms),
        ("region", read_table("regions"), ("region_code", "name_en", "name_zh", "pinyin"), observations),
        ("report", read_table("reports"), ("report_id", "title_en", "title_zh", "issuer"), observations),
    )
    hits = []
    for kind, frame, fields, counted in searches:
        key, name_en, name_zh = fields[:3]
        counts = counted[key].value_counts()
        for row in frame.to_dict("records"):
            found = next((field for field in fields if wanted in fold(str(row[field]))), None)
            if found:
                hits.append((kind, row[key], row[name_en], row[name_zh], int(counts.get(row[key], 0)), found))
    result = pd.DataFrame(hits, columns=["kind", "id", "name_en", "name_zh", "rows", "found_in"])
    in_name = ~result["found_in"].isin(["definition", "description", "terms"])
    order = result.assign(in_name=in_name).sort_values(["in_name", "rows"], ascending=False, kind="stable").index
    return result.loc[order].reset_index(drop=True)
