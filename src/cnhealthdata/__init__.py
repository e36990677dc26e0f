"""Figures of China's health reform, read from local reports: tidy, validated, traceable to the page.

Start with ``list_datasets()``, ``load_observations()``, ``find("beds")`` or ``describe("infant_mortality")``.
"""

from __future__ import annotations

from importlib import import_module

from cnhealthdata._version import DATA_VERSION, __version__

TYPE_CHECKING = False  # importing typing would double the time that this import takes
if TYPE_CHECKING:
    from typing import Any

    from cnhealthdata._catalogue import describe, find, list_datasets
    from cnhealthdata._citation import cite
    from cnhealthdata._comparison import change, compare
    from cnhealthdata._corpus import CorpusSummary, extract_corpus
    from cnhealthdata._coverage import coverage
    from cnhealthdata._decades import eras, progress, series
    from cnhealthdata._documents import PartialTextWarning, read_document
    from cnhealthdata._drafting import Draft, draft_report
    from cnhealthdata._export import export
    from cnhealthdata._extraction import extract_figures
    from cnhealthdata._loaders import (
        load_benchmarks,
        load_eras,
        load_flags,
        load_identities,
        load_indicators,
        load_ledger,
        load_measures,
        load_observations,
        load_policies,
        load_reforms,
        load_regions,
        load_reports,
        load_sources,
        load_targets,
    )
    from cnhealthdata._schemas import schema
    from cnhealthdata._tracing import Trace, trace
    from cnhealthdata._validation import validate
    from cnhealthdata.errors import (
        CNHealthDataError,
        DataFileError,
        ExportError,
        InvalidArgumentError,
        SourceTextError,
        UnknownNameError,
    )

__all__ = [
    "DATA_VERSION",
    "CNHealthDataError",
    "CorpusSummary",
    "DataFileError",
    "Draft",
    "ExportError",
    "InvalidArgumentError",
    "PartialTextWarning",
    "SourceTextError",
    "Trace",
    "UnknownNameError",
    "__version__",
    "change",
    "cite",
    "compare",
    "coverage",
    "describe",
    "draft_report",
    "eras",
    "export",
    "extract_corpus",
    "extract_figures",
    "find",
    "list_datasets",
    "load_benchmarks",
    "load_eras",
    "load_flags",
    "load_identities",
    "load_indicators",
    "load_ledger",
    "load_measures",
    "load_observations",
    "load_policies",
    "load_reforms",
    "load_regions",
    "load_reports",
    "load_sources",
    "load_targets",
    "progress",
    "read_document",
    "schema",
    "series",
    "trace",
    "validate",
]

#: Where each public name lives; it is imported when first used, so that importing the package costs nothing.
_HOMES = {
    "_catalogue": ("describe", "find", "list_datasets"),
    "_citation": ("cite",),
    "_comparison": ("change", "compare"),
    "_corpus": ("CorpusSummary", "extract_corpus"),
    "_decades": ("eras", "progress", "series"),
    "_documents": ("PartialTextWarning", "read_document"),
    "_coverage": ("coverage",),
    "_drafting": ("Draft", "draft_report"),
    "_export": ("export",),
    "_extraction": ("extract_figures",),
    "_loaders": tuple(name for name in __all__ if name.startswith("load_")),
    "_schemas": ("schema",),
    "_tracing": ("Trace", "trace"),
    "_validation": ("validate",),
    "errors": tuple(name for name in __all__ if name.endswith("Error")),
}
_MODULES = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
