"""What ``extract_figures`` returns, declared: a draft to be judged by a reader, no shipped table."""

from __future__ import annotations

from cnhealthdata.tables.declare import AtLeast, Column, Table
from cnhealthdata.tables.vocabularies import QUALIFIER, STATISTIC, STATUS

FIGURES = Table(
    "figures",
    "Figures",
    "Every figure of a text, parsed and located, in reading order.",
    ("start",),
    (
        Column("start", "int", "Code point at which the literal begins.", constraint=AtLeast(0)),
        Column("end", "int", "Code point at which it ends.", constraint=AtLeast(1)),
        Column("literal", "str", "The number with its unit, as printed, without the qualifying word."),
        Column("value", "float", "Its value, 万 and 亿 applied; missing for ranges and masks.", nullable=True),
        Column("value_low", "float", "Least value that the text supports.", nullable=True),
        Column("value_high", "float", "Greatest value that the text supports; inf where open.", nullable=True),
        Column("unit", "str", "Printed unit in half width, without 万 and 亿; empty where none."),
        Column("qualifier", "str", "The word that qualifies the figure.", constraint=QUALIFIER),
        Column(
            "baseline",
            "int",
            "Row of the figure that this one is printed as a change from.",
            nullable=True,
            constraint=AtLeast(0),
        ),
        Column("status", "str", "Reached, to be reached, or intended, by the words around it.", constraint=STATUS),
        Column("statistic", "str", "Level, change or rank.", constraint=STATISTIC),
        Column("label", "str", "Best guess at the noun phrase that the figure counts; empty where none."),
    ),
)
