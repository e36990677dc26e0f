"""Figures for a lecture hall: frames of the package in, matplotlib Axes out.

Every function takes a frame that the package made, draws on ``ax`` or on a figure of its own, and returns the Axes.
Words are English or Chinese (``lang="en"`` or ``"zh"``). Needs ``pip install "cnhealthdata[plot]"``. A figure of the
caller's own should be made with ``layout="constrained"``, so that nothing is cut off.
"""

from __future__ import annotations

from cnhealthdata.plotting.lines import long_series, stacked_shares
from cnhealthdata.plotting.matrix import reporting_matrix, reporting_table
from cnhealthdata.plotting.rows import beside_benchmarks, dumbbell, intervals, target_progress

__all__ = [
    "beside_benchmarks",
    "dumbbell",
    "intervals",
    "long_series",
    "reporting_matrix",
    "reporting_table",
    "stacked_shares",
    "target_progress",
]
