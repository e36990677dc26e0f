"""Errors that name the bad value, the allowed or nearest ones, and the remedy."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = [
    "CNHealthDataError",
    "DataFileError",
    "ExportError",
    "InvalidArgumentError",
    "SourceTextError",
    "UnknownNameError",
]


class CNHealthDataError(Exception):
    """What the package refuses, in words for its user; anything else that is raised is a bug."""


class UnknownNameError(CNHealthDataError, LookupError):
    """A name that no table knows."""


class InvalidArgumentError(CNHealthDataError, ValueError):
    """An argument outside its allowed values."""


class DataFileError(CNHealthDataError, OSError):
    """A data file that is missing, altered or unreadable."""


class SourceTextError(CNHealthDataError, ValueError):
    """A source text that is missing or is not the one that was curated."""


class ExportError(CNHealthDataError, ValueError):
    """An export that would overwrite files, or that lacks a library."""


def unknown_name(kind: str, value: object, known: Iterable[str], remedy: str) -> UnknownNameError:
    """An error for a name that is not among the known ones, with the nearest of them."""
    from difflib import get_close_matches

    names = list(known)
    folded = {name.casefold(): name for name in names}
    near = get_close_matches(str(value).casefold(), list(folded), n=3, cutoff=0.6)
    hint = f" Did you mean {', '.join(repr(folded[name]) for name in near)}?" if near else ""
    return UnknownNameError(f"unknown {kind} {value!r}.{hint} {remedy}")


def invalid_choice(argument: str, value: object, allowed: Iterable[str]) -> InvalidArgumentError:
    """An error for an argument that takes one of a few words."""
    return InvalidArgumentError(f"{argument}={value!r} is not allowed. Choose from: {', '.join(allowed)}.")
