"""Answers to the exercises of the teaching kit, checked; the notebooks import it."""

from __future__ import annotations

from cnhealthdata.teaching.check import Verdict, check, judge, ready
from cnhealthdata.teaching.kit import bulletin

__all__ = ["Verdict", "bulletin", "check", "judge", "ready"]
