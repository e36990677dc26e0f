"""Answers to the exercises of the teaching kit, checked.

An answer is compared with one computed from the data. What is said of a wrong one is the first concrete
difference, never the solution.
"""

from __future__ import annotations

import importlib.util
import math
from collections.abc import Callable, Collection, Mapping
from numbers import Real
from typing import TYPE_CHECKING, Any, NamedTuple

from cnhealthdata._version import DATA_VERSION
from cnhealthdata.errors import unknown_name
from cnhealthdata.tables.storage import kept
from cnhealthdata.teaching.exercises import MODULES, Exercise, exercises

if TYPE_CHECKING:
    import pandas as pd

REMEDY = 'Run  %pip install --upgrade "cnhealthdata[notebooks]"  in a cell, then restart the kernel.'

#: What a student leaves in place of an answer.
UNANSWERED = (None, ...)

#: Columns in which an unwanted row most often betrays itself.
TELLING = ("status", "statistic", "qualifier", "obs_status", "unit", "method", "year", "region", "place", "report_id")


class Verdict(NamedTuple):
    """Whether an answer is right, and what to say of it."""

    right: bool
    message: str


def ready(data: str) -> None:
    """Say what to do when a notebook cannot run here.

    Parameters
    ----------
    data
        The data version that the notebook was written with.

    Raises
    ------
    ImportError
        A library of the extra ``notebooks`` is missing.
    RuntimeError
        The installed data are older, or of another generation in which values may have changed.

    Examples
    --------
    >>> from cnhealthdata.exercises import ready
    >>> ready("1.0.0")
    """
    missing = [name for name in ("matplotlib", "zhplot") if importlib.util.find_spec(name) is None]
    if missing:
        msg = f"this notebook needs {' and '.join(missing)}. {REMEDY}"
        raise ImportError(msg)
    wanted, found = ([int(part) for part in version.split(".")] for version in (data, DATA_VERSION))
    if found < wanted:
        msg = f"this notebook was written with data {data}; data {DATA_VERSION} are installed. {REMEDY}"
        raise RuntimeError(msg)
    if found[0] > wanted[0]:
        msg = (
            f"this notebook was written with data {data}; data {DATA_VERSION} are installed and may differ. "
            "Run  cnhealthdata notebooks DIR  to copy the notebooks that belong to them."
        )
        raise RuntimeError(msg)


def check(exercise: str, answer: object) -> None:
    """Print whether an answer is right and, if not, the first thing that is wrong with it.

    Parameters
    ----------
    exercise
        Its number, such as ``"1.2"``.
    answer
        What the exercise asks for; ``...`` for not answered yet.

    Raises
    ------
    UnknownNameError
        No such exercise.

    Examples
    --------
    >>> from cnhealthdata.exercises import check
    >>> check("1.1", ...)
    1.1: not answered yet.
    """
    print(f"{exercise}: {judge(exercise, answer).message}")


def judge(exercise: str, answer: object) -> Verdict:
    """Whether an answer is right, without printing.

    Parameters
    ----------
    exercise, answer
        As in :func:`check`.

    Returns
    -------
    Verdict
        ``right`` and ``message``.

    Raises
    ------
    UnknownNameError
        No such exercise.

    Examples
    --------
    >>> from cnhealthdata.exercises import judge
    >>> judge("1.1", "no idea").right
    False
    """
    task = _exercise(exercise)
    if any(answer is blank for blank in UNANSWERED):
        return Verdict(False, "not answered yet.")
    difference = _difference(_computed(task.answer), answer, task)
    if difference is None:
        return Verdict(True, "right.")
    for mistake in task.mistakes:
        if _difference(_computed(mistake.answer), answer, task) is None:
            return Verdict(False, f"not yet. {mistake.hint}")
    return Verdict(False, f"not yet. {difference}")


@kept
def _computed(answer: Callable[[], object]) -> object:
    """An answer, computed once: a class checks the same exercise again and again."""
    return answer()


def _exercise(name: str) -> Exercise:
    notebook = str(name).partition(".")[0]
    known = exercises(notebook) if notebook in MODULES else {}
    if name not in known:
        every = [found for number in MODULES for found in exercises(number)]
        raise unknown_name("exercise", name, every, "The notebook gives the number beside each exercise.")
    return known[name]


# --- The first difference ---------------------------------------------------------------------------------------------


def _difference(expected: object, answer: object, task: Exercise) -> str | None:
    """What is wrong with an answer in one sentence; ``None`` where nothing is."""
    expected, answer = _plain(expected), _plain(answer)
    for kind, (words, compare) in KINDS.items():
        if isinstance(expected, kind):
            if not isinstance(answer, kind) or isinstance(answer, bool) != isinstance(expected, bool):
                return f"Expected {words}, got {_name(answer)}."
            return compare(expected, answer, task)
    msg = f"exercise {task.id} expects a {type(expected).__name__}, which cannot be compared"
    raise TypeError(msg)


class _Frame:
    """A frame, told apart from the values that Python itself knows."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame


def _plain(value: Any) -> object:
    """Values of pandas and numpy as those of Python: a named index makes a dictionary, any other a list."""
    import pandas as pd

    if isinstance(value, pd.DataFrame):
        return _Frame(value)
    if isinstance(value, pd.Series):
        return value.tolist() if isinstance(value.index, pd.RangeIndex) else value.to_dict()
    if isinstance(value, pd.Index) or hasattr(value, "tolist"):
        return value.tolist()  # numpy's arrays and scalars
    if isinstance(value, set | frozenset | tuple | range) or type(value).__name__ in {"dict_keys", "dict_values"}:
        return list(value)
    return value


def _name(value: object) -> str:
    for kind, (words, _) in KINDS.items():
        if isinstance(value, kind):
            return words
    return f"a {type(value).__name__}"


def _truths(expected: Any, answer: Any, _: Exercise) -> str | None:
    return None if expected == answer else f"{answer} is not right."


def _numbers(expected: Any, answer: Any, task: Exercise) -> str | None:
    if _close(expected, answer, task.tolerance):
        return None
    if math.isnan(answer) or math.isnan(expected):
        return "A missing value is not what is asked for." if math.isnan(answer) else "There is no number to give here."
    return f"{answer:,.10g} is too {'high' if answer > expected else 'low'}."


def _close(expected: float, answer: float, tolerance: float) -> bool:
    return math.isclose(expected, answer, rel_tol=1e-9, abs_tol=tolerance) or (
        math.isnan(expected) and math.isnan(answer)
    )


def _texts(expected: Any, answer: Any, _: Exercise) -> str | None:
    return None if expected.strip().casefold() == answer.strip().casefold() else f"{answer!r} is not right."


def _mappings(expected: Any, answer: Any, task: Exercise) -> str | None:
    if difference := _members(list(expected), list(answer)):
        return difference
    for key, value in expected.items():
        if difference := _difference(value, answer[key], task):
            return f"At {key!r}: {difference}"
    return None


def _lists(expected: Any, answer: Any, task: Exercise) -> str | None:
    if not task.ordered and all(isinstance(value, str) for value in expected):
        return _members(expected, answer)
    if len(expected) != len(answer):
        return f"Expected {_count(expected)}, got {len(answer)}."
    for place, (wanted, given) in enumerate(zip(expected, answer, strict=True), 1):
        if difference := _difference(wanted, given, task):
            return f"Item {place}: {difference}"
    return None


def _members(expected: Collection[Any], answer: Collection[Any]) -> str | None:
    strange = [value for value in answer if value not in expected]
    counts = f"Expected {_count(expected)}, got {len(answer)}"
    if strange:
        return f"{counts}: {strange[0]!r} does not belong."
    if len(set(answer)) < len(answer):
        twice = next(value for value in answer if list(answer).count(value) > 1)
        return f"{counts}: {twice!r} stands there more than once." if len(set(expected)) == len(expected) else None
    return None if len(answer) == len(expected) else f"{counts}; what is there is right."


def _count(values: Collection[Any]) -> str:
    return f"{len(values)} item{'s' if len(values) != 1 else ''}"


def _frames(expected: Any, answer: Any, task: Exercise) -> str | None:
    wanted, given = expected.frame, answer.frame
    absent = [name for name in wanted.columns if name not in given.columns]
    if absent:
        return f"The column {absent[0]!r} is missing."
    key = list(task.key) or [str(wanted.columns[0])]
    rows = {tuple(row[name] for name in key): row for row in wanted.to_dict("records")}
    found = [(tuple(row[name] for name in key), row) for row in given.to_dict("records")]
    counts = f"Expected {len(rows)} row{'s' if len(rows) != 1 else ''}, got {len(found)}"
    for place, (name, row) in enumerate(found, 1):
        if name not in rows:
            return f"{counts}: row {place} ({_label(name)}) does not belong{_telling(row, wanted)}."
    names = [name for name, _ in found]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        return f"{counts}: {_label(twice)} stands there more than once."
    if len(names) < len(rows):
        return f"{counts}; those that are there belong."
    if task.ordered and names != list(rows):
        return "The rows are the right ones, in another order."
    for name, row in found:
        for column, value in rows[name].items():
            if difference := _cell(value, row[column], task):
                return f"In column {column!r} at {_label(name)}: {difference}"
    return None


def _cell(expected: Any, answer: Any, task: Exercise) -> str | None:
    import pandas as pd

    blank = [bool(pd.isna(value)) if pd.api.types.is_scalar(value) else False for value in (expected, answer)]
    if any(blank):
        return None if all(blank) else "a value is missing." if blank[1] else "there should be no value."
    return _difference(expected, answer, task)


def _label(name: tuple[object, ...]) -> str:
    return ", ".join(str(part) for part in name)


def _telling(row: dict[str, Any], wanted: pd.DataFrame) -> str:
    """In which column a row differs from all that are wanted."""
    for column in TELLING:
        if column in row and column in wanted.columns and row[column] not in set(wanted[column]):
            return f": its {column} is {row[column]}"
    return ""


#: What each kind of answer is called, and how two of them are compared; the first kind that fits counts.
KINDS: dict[Any, tuple[str, Callable[[Any, Any, Exercise], str | None]]] = {
    bool: ("True or False", _truths),
    Real: ("a number", _numbers),
    str: ("a text", _texts),
    Mapping: ("a dictionary or a Series with labels", _mappings),
    list: ("a list", _lists),
    _Frame: ("a DataFrame", _frames),
}
