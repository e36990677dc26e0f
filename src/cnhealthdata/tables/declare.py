"""What a declaration is made of: constraints, columns, tables.

A constraint is a small frozen object that can say in words what it allows, in Frictionless terms what it allows, and
whether a value is allowed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

ColumnType = Literal["str", "int", "float", "bool"]


class OneOf(NamedTuple):
    """One of a fixed set of words, each with its meaning."""

    meanings: Mapping[str, str]

    def describe(self) -> str:
        """Say in words what is allowed."""
        return "one of " + ", ".join(self.meanings)

    def frictionless(self) -> dict[str, Any]:
        """Say as constraints of Frictionless what is allowed."""
        return {"enum": list(self.meanings)}

    def allows(self, value: object) -> bool:
        """Tell whether a value is allowed."""
        return value in self.meanings


class Matches(NamedTuple):
    """Text of a fixed shape."""

    pattern: str
    words: str

    def describe(self) -> str:
        """Say in words what is allowed."""
        return self.words

    def frictionless(self) -> dict[str, Any]:
        """Say as constraints of Frictionless what is allowed."""
        return {"pattern": f"^(?:{self.pattern})$"}

    def allows(self, value: object) -> bool:
        """Tell whether a value is allowed."""
        return re.fullmatch(self.pattern, str(value)) is not None


class AtLeast(NamedTuple):
    """A number not below a floor."""

    minimum: int

    def describe(self) -> str:
        """Say in words what is allowed."""
        return f"not below {self.minimum}"

    def frictionless(self) -> dict[str, Any]:
        """Say as constraints of Frictionless what is allowed."""
        return {"minimum": self.minimum}

    def allows(self, value: Any) -> bool:
        """Tell whether a value is allowed."""
        return bool(value >= self.minimum)


Constraint = OneOf | Matches | AtLeast


class Column(NamedTuple):
    """One column: what it holds, and what may stand in it."""

    name: str
    type: ColumnType
    description: str
    nullable: bool = False
    constraint: Constraint | None = None
    references: str | None = None  #: "table.column" that every value must stand in


class Table(NamedTuple):
    """One table: title, key and columns."""

    name: str
    title: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def column_names(self) -> list[str]:
        """Names of the columns, in order."""
        return [column.name for column in self.columns]

    def column(self, name: str) -> Column:
        """Give a column by its name."""
        return next(column for column in self.columns if column.name == name)

    def vocabulary(self, name: str) -> OneOf:
        """Give the words that a column may hold."""
        constraint = self.column(name).constraint
        if not isinstance(constraint, OneOf):
            msg = f"column {name!r} of {self.name} has no vocabulary"
            raise TypeError(msg)
        return constraint
