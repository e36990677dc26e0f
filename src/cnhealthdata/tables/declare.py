"""What a declaration is made of: constraints, columns, tables.

A constraint is a small object that can say in words what it allows, in Frictionless terms what it allows, and whether a
value is allowed. All are plain classes: named tuples would take longer to make than a table takes to read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal

ColumnType = Literal["str", "int", "float", "bool"]


class OneOf:
    """One of a fixed set of words, each with its meaning."""

    __match_args__ = ("meanings",)

    def __init__(self, meanings: Mapping[str, str]) -> None:
        self.meanings = meanings

    def describe(self) -> str:
        """Say in words what is allowed."""
        return "one of " + ", ".join(self.meanings)

    def frictionless(self) -> dict[str, Any]:
        """Say as constraints of Frictionless what is allowed."""
        return {"enum": list(self.meanings)}

    def allows(self, value: object) -> bool:
        """Tell whether a value is allowed."""
        return value in self.meanings


class Matches:
    """Text of a fixed shape."""

    __match_args__ = ("pattern", "words")

    def __init__(self, pattern: str, words: str) -> None:
        self.pattern = pattern
        self.words = words

    def describe(self) -> str:
        """Say in words what is allowed."""
        return self.words

    def frictionless(self) -> dict[str, Any]:
        """Say as constraints of Frictionless what is allowed."""
        return {"pattern": f"^(?:{self.pattern})$"}

    def allows(self, value: object) -> bool:
        """Tell whether a value is allowed."""
        return re.fullmatch(self.pattern, str(value)) is not None


class AtLeast:
    """A number not below a floor."""

    __match_args__ = ("minimum",)

    def __init__(self, minimum: int) -> None:
        self.minimum = minimum

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


class Column:
    """One column: what it holds, and what may stand in it."""

    def __init__(
        self,
        name: str,
        type: ColumnType,  # noqa: A002
        description: str,
        nullable: bool = False,
        constraint: Constraint | None = None,
        references: str | None = None,
    ) -> None:
        self.name = name
        self.type = type
        self.description = description
        self.nullable = nullable
        self.constraint = constraint
        self.references = references  #: "table.column" that every value must stand in


class Table:
    """One table: title, key and columns."""

    def __init__(
        self, name: str, title: str, description: str, key: tuple[str, ...], columns: tuple[Column, ...]
    ) -> None:
        self.name = name
        self.title = title
        self.description = description
        self.key = key
        self.columns = columns

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
