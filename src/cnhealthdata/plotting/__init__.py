"""Figures for a lecture hall: frames of the package in, matplotlib Axes out.

Every function takes a frame that the package made, draws on ``ax`` or on a figure of its own, and returns the Axes.
Words are English or Chinese (``lang="en"`` or ``"zh"``). Needs ``pip install "cnhealthdata[plot]"``. A figure of the
caller's own should be made with ``layout="constrained"``, so that nothing is cut off.
"""

from __future__ import annotations

from cnhealthdata.plotting.figures.beside_benchmarks import beside_benchmarks
from cnhealthdata.plotting.figures.dumbbell import dumbbell
from cnhealthdata.plotting.figures.first_and_latest import first_and_latest
from cnhealthdata.plotting.figures.intervals import intervals
from cnhealthdata.plotting.figures.long_series import long_series
from cnhealthdata.plotting.figures.province_tiles import province_tiles
from cnhealthdata.plotting.figures.reporting_matrix import reporting_matrix, reporting_table
from cnhealthdata.plotting.figures.stacked_shares import stacked_shares
from cnhealthdata.plotting.figures.target_progress import target_progress

__all__ = [
    "beside_benchmarks",
    "dumbbell",
    "first_and_latest",
    "intervals",
    "long_series",
    "province_tiles",
    "reporting_matrix",
    "reporting_table",
    "stacked_shares",
    "target_progress",
]
