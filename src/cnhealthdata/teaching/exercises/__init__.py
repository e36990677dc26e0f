"""The exercises of the teaching kit: one module a notebook, each with a tuple ``EXERCISES``."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import NamedTuple

#: Notebook number and the module that holds its exercises.
MODULES = {
    "1": "first_look",
    "2": "prose_to_table",
    "3": "comparing_regions",
    "4": "decades",
    "5": "plans_and_outcomes",
    "6": "what_x_hides",
    "7": "did_reform",
    "8": "capstone",
    "9": "own_report",
    "10": "thirty_one_provinces",
}


class Mistake(NamedTuple):
    """A wrong answer that students typically give, and what to say to it."""

    answer: Callable[[], object]
    hint: str


class Exercise(NamedTuple):
    """What an answer is checked against; the question itself stands in the notebook."""

    id: str  #: number of the notebook, a dot, number of the exercise: "3.2"
    answer: Callable[[], object]  #: computed from the data when an answer is checked
    mistakes: tuple[Mistake, ...] = ()
    tolerance: float = 1e-6  #: how far a number may lie from the expected one
    ordered: bool = False  #: whether the order of a list or of rows counts
    key: tuple[str, ...] = ()  #: columns that tell the rows of a frame apart; the first column by default


@cache
def exercises(notebook: str) -> dict[str, Exercise]:
    """Exercises of a notebook by their id."""
    module = import_module(f"{__name__}.{MODULES[notebook]}")
    return {exercise.id: exercise for exercise in module.EXERCISES}
