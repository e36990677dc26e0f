"""The door: what type checkers see is what users get."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

import pytest
from mypy import api
from support import ROOT

import cnhealthdata as chd

DOOR = ROOT / "src" / "cnhealthdata" / "__init__.py"


def seen_by_type_checkers() -> dict[str, str]:
    """Public names and the modules that the block for type checkers takes them from."""
    tree = ast.parse(DOOR.read_text(encoding="utf-8"))
    (block,) = (node for node in tree.body if isinstance(node, ast.If))
    imports = [node for node in (*tree.body, *block.body) if isinstance(node, ast.ImportFrom)]
    return {
        name.name: str(node.module)
        for node in imports
        for name in node.names
        if name.asname == name.name and node.module
    }


def test_type_checkers_see_every_public_name() -> None:
    assert sorted(seen_by_type_checkers()) == list(chd.__all__)


@pytest.mark.parametrize("name", chd.__all__)
def test_a_name_is_the_same_to_both(name: str) -> None:
    assert getattr(chd, name) is getattr(import_module(seen_by_type_checkers()[name]), name)


@pytest.mark.slow
def test_a_name_that_is_none_is_told_before_it_is_run(tmp_path: Path) -> None:
    code = tmp_path / "user.py"
    code.write_text("import cnhealthdata as chd\n\nchd.load_nope()\nframe = chd.load_flags()\n", encoding="utf-8")
    out, err, status = api.run([str(code), "--config-file", str(ROOT / "pyproject.toml"), "--no-incremental"])
    assert status == 1, err
    assert [line for line in out.splitlines() if "error" in line and "user.py" in line] == [
        line for line in out.splitlines() if 'has no attribute "load_nope"' in line
    ]
    assert 'Module has no attribute "load_nope"' in out
