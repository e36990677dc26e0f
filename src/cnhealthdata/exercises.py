"""Answers to the exercises of the teaching kit, checked; the notebooks import it."""

from __future__ import annotations

from cnhealthdata.teaching.check import Verdict, bulletin, check, judge, ready

__all__ = ["Verdict", "bulletin", "check", "judge", "ready"]
