"""Figures of China's health reform, read from local reports: tidy, validated, traceable to the page.

Start with ``list_datasets()``, ``load_observations()``, ``find("beds")`` or ``describe("infant_mortality")``.
"""

from __future__ import annotations

from importlib import import_module

from cnhealthdata._version import DATA_VERSION as DATA_VERSION, __version__ as __version__

#: Where the public names live. Each is imported when first used, so that importing the package costs nothing.
_HOMES = {
    "access.catalogue": "describe find list_datasets",
    "access.citation": "cite",
    "access.export": "export",
    "access.loaders": (
        "load_benchmarks load_breaks load_eras load_flags load_identities load_indicators load_ledger load_measures "
        "load_observations load_policies load_reforms load_regions load_reports load_sources load_targets load_units "
        "load_vintages load_panel"
    ),
    "access.tracing": "Trace trace",
    "analysis.change": "change",
    "analysis.compare": "compare",
    "analysis.eras": "eras",
    "analysis.panel": "dispersion panel",
    "analysis.progress": "progress",
    "analysis.revisions": "revisions",
    "analysis.series": "series",
    "checks.validate": "validate",
    "errors": "CNHealthDataError DataFileError ExportError InvalidArgumentError SourceTextError UnknownNameError",
    "reading.corpus": "CorpusSummary extract_corpus",
    "reading.coverage": "coverage",
    "reading.documents": "PartialTextWarning read_document",
    "reading.drafts": "Draft draft_report",
    "reading.extraction": "extract_figures",
    "tables.schemas": "schema",
}
_MODULES = {name: module for module, names in _HOMES.items() for name in names.split()}

__all__ = sorted([*_MODULES, "DATA_VERSION", "__version__"])

TYPE_CHECKING = False  # importing typing would double the time that this import takes
if TYPE_CHECKING:  # the same names for type checkers, which follow no table
    from cnhealthdata.access.catalogue import (
        describe as describe,
        find as find,
        list_datasets as list_datasets,
    )
    from cnhealthdata.access.citation import cite as cite
    from cnhealthdata.access.export import export as export
    from cnhealthdata.access.loaders import (
        load_benchmarks as load_benchmarks,
        load_breaks as load_breaks,
        load_eras as load_eras,
        load_flags as load_flags,
        load_identities as load_identities,
        load_indicators as load_indicators,
        load_ledger as load_ledger,
        load_measures as load_measures,
        load_observations as load_observations,
        load_panel as load_panel,
        load_policies as load_policies,
        load_reforms as load_reforms,
        load_regions as load_regions,
        load_reports as load_reports,
        load_sources as load_sources,
        load_targets as load_targets,
        load_units as load_units,
        load_vintages as load_vintages,
    )
    from cnhealthdata.access.tracing import Trace as Trace, trace as trace
    from cnhealthdata.analysis.change import change as change
    from cnhealthdata.analysis.compare import compare as compare
    from cnhealthdata.analysis.eras import eras as eras
    from cnhealthdata.analysis.panel import dispersion as dispersion, panel as panel
    from cnhealthdata.analysis.progress import progress as progress
    from cnhealthdata.analysis.revisions import revisions as revisions
    from cnhealthdata.analysis.series import series as series
    from cnhealthdata.checks.validate import validate as validate
    from cnhealthdata.errors import (
        CNHealthDataError as CNHealthDataError,
        DataFileError as DataFileError,
        ExportError as ExportError,
        InvalidArgumentError as InvalidArgumentError,
        SourceTextError as SourceTextError,
        UnknownNameError as UnknownNameError,
    )
    from cnhealthdata.reading.corpus import (
        CorpusSummary as CorpusSummary,
        extract_corpus as extract_corpus,
    )
    from cnhealthdata.reading.coverage import coverage as coverage
    from cnhealthdata.reading.documents import (
        PartialTextWarning as PartialTextWarning,
        read_document as read_document,
    )
    from cnhealthdata.reading.drafts import Draft as Draft, draft_report as draft_report
    from cnhealthdata.reading.extraction import extract_figures as extract_figures
    from cnhealthdata.tables.schemas import schema as schema
else:

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            msg = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(msg)
        value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return __all__
