"""The tables, declared once.

Schemas, ``datasets/datapackage.json``, ``describe`` and the data dictionary in ``docs/`` all follow from ``TABLES``.
"""

from __future__ import annotations

from cnhealthdata.tables.declare import Table
from cnhealthdata.tables.lists import INDICATORS, REGIONS, UNITS
from cnhealthdata.tables.reforms import ERAS, MEASURES, POLICIES, REFORMS
from cnhealthdata.tables.reports import FLAGS, IDENTITIES, LEDGER, OBSERVATIONS, REPORTS
from cnhealthdata.tables.series import BENCHMARKS, BREAKS, PANEL, SOURCES, TARGETS, VINTAGES

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        REPORTS,
        REGIONS,
        INDICATORS,
        OBSERVATIONS,
        LEDGER,
        MEASURES,
        REFORMS,
        FLAGS,
        UNITS,
        IDENTITIES,
        BENCHMARKS,
        PANEL,
        BREAKS,
        VINTAGES,
        TARGETS,
        POLICIES,
        ERAS,
        SOURCES,
    )
}
