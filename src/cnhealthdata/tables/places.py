"""What a code of GB/T 2260 says of its place."""

from __future__ import annotations

NATION = "100000"  #: the whole country


def level_of(code: str) -> str:
    """Level of the division that bears a code."""
    if code == NATION:
        return "country"
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def province_of(code: str) -> str:
    """The province that a place lies in, or is."""
    return f"{code[:2]}0000"


def parent_of(code: str) -> str | None:
    """The division that a place lies in; none for the country."""
    return {"country": None, "province": NATION, "prefecture": province_of(code), "county": f"{code[:4]}00"}[
        level_of(code)
    ]
