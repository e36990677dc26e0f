"""The examples of the docstrings run as printed."""

from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module

import pytest

import cnhealthdata

MODULES = sorted(
    info.name.removeprefix("cnhealthdata.")
    for info in pkgutil.walk_packages(cnhealthdata.__path__, "cnhealthdata.")
    if not info.name.endswith("__main__")
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name: str) -> None:
    module = import_module(f"cnhealthdata.{name}")
    assert doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE).failed == 0


def test_every_loader_shows_an_example() -> None:
    functions = [getattr(cnhealthdata, name) for name in cnhealthdata.__all__ if name.startswith("load_")]
    assert functions
    assert all(">>>" in function.__doc__ for function in functions)
