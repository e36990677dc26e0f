"""The sheet that every figure is drawn on: font, colours, axes, source line, numbers."""

from __future__ import annotations

import importlib.util
import inspect
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from cnhealthdata._version import DATA_VERSION
from cnhealthdata.errors import InvalidArgumentError
from cnhealthdata.plotting.words import SCALES, say, unit_words
from cnhealthdata.printed.text import width
from cnhealthdata.tables.storage import read_mapping

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.text import Annotation, Text

REMEDY = 'Run: pip install "cnhealthdata[plot]"'
WIDTH, HEIGHT = 12.8, 7.2  #: inches; 16:9
TITLE, TEXT, SMALL = 20, 15, 13  #: points
INK, GREY, PALE = "#222222", "#767676", "#EDEDED"
#: Okabe and Ito's colours, which colour-blind readers tell apart.
BLUE, ORANGE, GREEN, RED, PURPLE, SKY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9"
#: The same colours, dark enough for words.
DARK = {ORANGE: "#8A5F00", SKY: "#1F6FA8", PURPLE: "#9A4A78", GREEN: "#00735A", RED: "#B34E00"}
CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


# --- Docstrings -------------------------------------------------------------------------------------------------------

_Figure = TypeVar("_Figure", bound=Callable[..., Any])
_SHARED = {
    "{ax, lang, source}": """\
ax
    Where to draw; a new figure by default.
lang
    ``"en"`` or ``"zh"``.
source
    Write the source line.""",
    "{ImportError}": """\
ImportError
    matplotlib or the Chinese font is missing.""",
}


def documented(figure: _Figure) -> _Figure:
    """Put what all figures take and refuse into the docstring of one."""
    text = inspect.cleandoc(figure.__doc__ or "")
    for mark, words in _SHARED.items():
        text = text.replace(mark, words)
    figure.__doc__ = text
    return figure


# --- Font -------------------------------------------------------------------------------------------------------------


def _font_file() -> Path | None:
    """The Chinese font that zhplot ships; importing zhplot would change the caller's settings."""
    found = importlib.util.find_spec("zhplot")
    if found is None or found.origin is None:
        return None
    file = Path(found.origin).parent / "fonts" / "NotoSansSC-Regular.ttf"
    return file if file.is_file() else None


@cache
def _register(file: Path) -> str:
    """Make a font file known to matplotlib, and tell its name."""
    from matplotlib.font_manager import FontProperties, fontManager

    fontManager.addfont(str(file))
    return FontProperties(fname=str(file)).get_name()


def family() -> list[str]:
    """Fonts for every text, the first that has a glyph being used."""
    file = _font_file()
    return ([_register(file)] if file else []) + ["DejaVu Sans"]


# --- Axes -------------------------------------------------------------------------------------------------------------


def open_axes(ax: Axes | None, lang: str, height: float = HEIGHT) -> Axes:
    """The caller's axes, or those of a new figure for a slide."""
    if importlib.util.find_spec("matplotlib") is None:
        msg = f"figures need matplotlib, which is not installed. {REMEDY}"
        raise ImportError(msg)
    if lang == "zh" and _font_file() is None:
        msg = f"Chinese text needs the font of zhplot, which is not installed. {REMEDY}"
        raise ImportError(msg)
    if ax is not None:
        if not hasattr(ax, "plot"):
            msg = f"ax={ax!r} is no matplotlib Axes. Give one from plt.subplots(), or None."
            raise InvalidArgumentError(msg)
        return ax
    import matplotlib.pyplot as plt

    return plt.subplots(figsize=(WIDTH, height), layout="constrained", facecolor="white")[1]


def style(size: float = TEXT, colour: str = INK) -> dict[str, Any]:
    """Font, size and colour of a text, set on the artist so that the caller's settings do not matter."""
    return {"fontfamily": family(), "fontsize": size, "color": colour}


def write(
    axes: Axes,
    x: float,
    y: float,
    text: str,
    *,
    at: Any = "data",
    shift: tuple[float, float] = (0, 0),
    size: float = SMALL,
    colour: str = INK,
    **more: Any,
) -> Annotation:
    """Put a text at a point of the data, or of what ``at`` names, moved by ``shift`` points."""
    return axes.annotate(
        text,
        (x, y),
        xycoords=at,
        xytext=shift,
        textcoords="offset points",
        annotation_clip=False,
        **style(size, colour),
        **more,
    )


def below(axes: Axes, anchor: Text, text: str, *, x: float = 1.0, ha: str = "right", **more: Any) -> Text:
    """Put a text under another; ``x`` is a fraction of the axes."""
    return write(axes, x, 0, text, at=("axes fraction", anchor), shift=(0, -8), ha=ha, va="top", **more)


def finish(
    axes: Axes,
    frames: Sequence[pd.DataFrame],
    lang: str,
    *,
    title: str,
    unit: str = "",
    source: bool,
    keys: str = "report_id",
    pad: float = 12,
    under: Text | None = None,
) -> Axes:
    """Title, unit, ticks, spines, and where wanted the source line, under the unit or what stands below it."""
    axes.set_title(title, loc="left", pad=pad, **style(TITLE))
    axes.set_xlabel(unit, labelpad=6, **style(TEXT))
    axes.tick_params(labelfontfamily=family(), labelsize=TEXT, labelcolor=INK, color=GREY)
    for label in axes.get_yticklabels():
        label.set_linespacing(1.25)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color(GREY)
    if source:
        anchor = axes.xaxis.label if under is None else under
        below(axes, anchor, source_line(frames, lang, keys), colour=GREY)
    if _font_file() is None:
        _refuse_chinese(axes)
    return axes


def _refuse_chinese(axes: Axes) -> None:
    from matplotlib.text import Text

    for text in axes.findobj(Text):
        if isinstance(text, Text) and CHINESE.search(text.get_text()):
            msg = f"the text {text.get_text()!r} needs the font of zhplot, which is not installed. {REMEDY}"
            raise ImportError(msg)


# --- Frames -----------------------------------------------------------------------------------------------------------


def check_frame(frame: object, columns: Iterable[str], maker: str) -> pd.DataFrame:
    """The frame, if it is one that ``maker`` makes and holds rows."""
    import pandas as pd

    if not isinstance(frame, pd.DataFrame):
        msg = f"expected a frame from {maker}, got {type(frame).__name__} {frame!r:.60}."
        raise InvalidArgumentError(msg)
    lacking = [name for name in columns if name not in frame.columns]
    if lacking:
        msg = f"the frame lacks the columns {', '.join(map(repr, lacking))}. Make it with {maker}."
        raise InvalidArgumentError(msg)
    if frame.empty:
        msg = f"the frame from {maker} holds no rows, so there is nothing to draw. Loosen its filters."
        raise InvalidArgumentError(msg)
    return frame


def one_unit(units: Iterable[str]) -> str:
    """The unit of all rows, which must be one."""
    found = sorted(set(units))
    if len(found) > 1:
        msg = f"the rows have several units: {', '.join(found)}. Draw one unit a figure."
        raise InvalidArgumentError(msg)
    return found[0]


def name_of(table: str, key: str, value: str, lang: str) -> str:
    """The name of an indicator or place."""
    return read_mapping(table, key, f"name_{lang}").get(value, value)


def indicator_name(indicator: str | None, lang: str, frame: pd.DataFrame | None = None) -> str:
    """The name of an indicator; a frame that carries names may hold some that the package does not ship."""
    if indicator is None:
        return ""
    column = "indicator" if lang == "en" else "indicator_zh"
    if frame is not None and {"indicator_id", column} <= set(frame.columns):
        named = frame.loc[frame["indicator_id"] == indicator, column].dropna()
        if len(named):
            return str(named.iloc[0])
    return name_of("indicators", "indicator_id", indicator, lang)


def source_line(frames: Sequence[pd.DataFrame], lang: str, column: str) -> str:
    """Where the drawn rows come from: reports or sources by their keys, the first few by name."""
    line = say("source", lang, version=frames[0].attrs.get("version", DATA_VERSION))
    keys = list(dict.fromkeys(key for frame in frames if column in frame for key in frame[column].dropna()))
    names = say("comma", lang).join(keys[:3])
    if len(keys) > 3:
        names = say("and more", lang, names=names, count=len(keys) - 3 if lang == "en" else len(keys))
    key = "source reports" if column == "report_id" else "source sources"
    return say(key, lang, source=line, names=names) if keys else line


# --- Words of varying length, and numbers -----------------------------------------------------------------------------


def wrap(text: str, columns: int) -> str:
    """Break a text into lines of at most so many columns: between words, or between Chinese characters."""
    pieces = re.findall(r"（[^（）\s]{1,4}）|[\u2e80-\u9fff][，。、；：）》”]*|[^\s\u2e80-\u9fff]+\s*|\s+", text)
    lines = [""]
    for piece in pieces:
        if lines[-1] and width(lines[-1] + piece.rstrip()) > columns:
            lines.append("")
        lines[-1] += piece
    return "\n".join(line.strip() for line in lines)


def scale_of(values: Iterable[float | None], unit: str, lang: str) -> tuple[int, str]:
    """By what to divide numbers of this size, and the words of the unit then."""
    import math

    words = unit_words(unit, lang)
    largest = max((abs(value) for value in values if value is not None and math.isfinite(value)), default=0)
    fitting = [scale for scale in SCALES[lang] if scale <= largest]
    if not fitting:
        return 1, words
    return fitting[-1], say("scaled", lang, scale=say(str(fitting[-1]), lang), unit=words)


def number(value: float, divisor: int = 1, digits: int = 10) -> str:
    """A number as it is read: no noise of binary fractions, no exponent."""
    text = f"{value / divisor:,.{digits}g}"
    text = text if "e" not in text else f"{value / divisor:,.8f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")


def format_axis(axis: Any, divisor: int) -> None:
    """Write the ticks of an axis in the scaled unit; the artists keep the unit of the data."""
    from matplotlib.ticker import FuncFormatter

    axis.set_major_formatter(FuncFormatter(lambda value, _: number(value, divisor, 6)))


def spread(positions: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move positions apart to at least ``gap``, within bounds, keeping their order."""
    order = sorted(range(len(positions)), key=positions.__getitem__)
    placed: list[float] = []
    for index in order:
        placed.append(max(positions[index], placed[-1] + gap if placed else low))
    top = high
    for index in reversed(range(len(placed))):
        placed[index] = min(placed[index], top)
        top = placed[index] - gap
    result = [0.0] * len(positions)
    for index, value in zip(order, placed, strict=True):
        result[index] = value
    return result
