"""Exercises: every solution is right, every listed mistake gets its hint, and no message gives the solution away."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, strategies as st

import cnhealthdata as chd
from cnhealthdata.teaching import check as exercises, kit as _kit
from cnhealthdata.teaching.exercises import MODULES, Exercise, Mistake, exercises as of_notebook
from cnhealthdata.teaching.kit import bulletin

ALL = [exercise for notebook in MODULES for exercise in of_notebook(notebook).values()]
MISTAKES = [(exercise, mistake) for exercise in ALL for mistake in exercise.mistakes]


def test_exercises_bear_the_number_of_their_notebook() -> None:
    for notebook in MODULES:
        ids = list(of_notebook(notebook))
        assert ids == sorted(ids)
        assert len(ids) >= 2, notebook  # the rest are open questions, which no program judges
        assert all(name.startswith(f"{notebook}.") for name in ids)


@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.id)
def test_the_answer_is_right_and_typical_mistakes_are_listed(exercise: Exercise) -> None:
    assert exercises.judge(exercise.id, exercise.answer()) == (True, "right.")
    assert len(exercise.mistakes) >= 2
    assert len({mistake.hint for mistake in exercise.mistakes}) == len(exercise.mistakes)


@pytest.mark.parametrize(
    ("exercise", "mistake"), MISTAKES, ids=[f"{e.id}-{e.mistakes.index(m) + 1}" for e, m in MISTAKES]
)
def test_a_mistake_gets_its_own_hint(exercise: Exercise, mistake: Mistake) -> None:
    assert exercises.judge(exercise.id, mistake.answer()) == (False, f"not yet. {mistake.hint}")


@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.id)
@pytest.mark.parametrize("answer", [[], {}, "?", -1.5e300, float("nan"), pd.DataFrame({"a": [1]}), object(), True])
def test_any_answer_gets_a_sentence(exercise: Exercise, answer: Any) -> None:
    right, message = exercises.judge(exercise.id, answer)
    assert message.endswith((".", "?"))
    if right:
        assert answer is True
        assert exercise.answer() is True


@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.id)
def test_no_message_gives_a_number_or_choice_away(exercise: Exercise) -> None:
    answer = exercise.answer()
    if isinstance(answer, bool) or not isinstance(answer, int | float):
        return
    shown = {f"{answer:g}", f"{answer:.1f}", f"{answer:,.2f}"}
    for wrong in (answer * 2 + 1, answer - 1000, "?"):
        words = set(re.findall(r"[\d,.]*\d", exercises.judge(exercise.id, wrong).message))
        assert not words & shown


@pytest.mark.parametrize("blank", [None, ...])
def test_an_empty_answer_is_no_mistake(blank: object, capsys: pytest.CaptureFixture[str]) -> None:
    exercises.check("1.1", blank)
    assert capsys.readouterr().out == "1.1: not answered yet.\n"


def test_unknown_exercise_is_met_with_the_nearest() -> None:
    for name in ("1.9", "12.1", "", "first"):
        with pytest.raises(chd.UnknownNameError, match="notebook gives the number"):
            exercises.judge(name, 1)


# --- What the first difference says -----------------------------------------------------------------------------------

FRAME = pd.DataFrame({"id": ["a", "b", "c"], "value": [1.0, 2.0, None], "status": ["actual"] * 3})


def say(expected: object, answer: object, **options: Any) -> str | None:
    return exercises._difference(expected, answer, Exercise("0.0", lambda: expected, **options))


@pytest.mark.parametrize(
    ("expected", "answer", "words"),
    [
        (3.0, 4, "4 is too high."),
        (3.0, 2.5, "2.5 is too low."),
        (3.0, True, "Expected a number, got True or False."),
        (3.0, "3", "Expected a number, got a text."),
        (3.0, float("nan"), "A missing value is not what is asked for."),
        (True, 1, "Expected True or False, got a number."),
        ("b", "c", "'c' is not right."),
        (["a", "b"], ["a", "c"], "Expected 2 items, got 2: 'c' does not belong."),
        (["a", "b"], ["a"], "Expected 2 items, got 1; what is there is right."),
        (["a", "b"], ["a", "b", "a"], "Expected 2 items, got 3: 'a' stands there more than once."),
        ([1.0, 2.0], [1.0, 3.0], "Item 2: 3 is too high."),
        ({"x": 1.0}, {"x": 2.0}, "At 'x': 2 is too high."),
        (FRAME, FRAME.drop(columns="value"), "The column 'value' is missing."),
        (FRAME, FRAME.head(2), "Expected 3 rows, got 2; those that are there belong."),
        (FRAME, pd.concat([FRAME, FRAME.head(1)]), "Expected 3 rows, got 4: a stands there more than once."),
        (
            FRAME,
            pd.concat([FRAME, pd.DataFrame({"id": ["d"], "value": [4.0], "status": ["target"]})]),
            "Expected 3 rows, got 4: row 4 (d) does not belong: its status is target.",
        ),
        (FRAME, FRAME.assign(value=[1.0, 2.5, None]), "In column 'value' at b: 2.5 is too high."),
        (FRAME, FRAME.assign(value=[1.0, 2.0, 3.0]), "In column 'value' at c: there should be no value."),
        (FRAME, FRAME.assign(value=[1.0, None, None]), "In column 'value' at b: a value is missing."),
        (FRAME, 3, "Expected a DataFrame, got a number."),
    ],
)
def test_the_first_difference_is_named(expected: object, answer: object, words: str) -> None:
    assert say(expected, answer) == words


@pytest.mark.parametrize(
    ("expected", "answer"),
    [
        (2, 2.0),
        ("b", " B "),
        (["a", "b"], {"b", "a"}),
        (["a", "b"], pd.Series(["b", "a"])),
        ([1, 2], pd.Index([1, 2])),
        ({"x": 1}, pd.Series({"x": 1.0})),
        (FRAME, FRAME.iloc[::-1].assign(more=1)),
        (3.0, pd.Series([3.0]).sum()),
    ],
)
def test_form_does_not_matter(expected: object, answer: object) -> None:
    assert say(expected, answer) is None


def test_order_counts_where_it_is_asked_for() -> None:
    assert say(["a", "b"], ["b", "a"], ordered=True) == "Item 1: 'b' is not right."
    assert say(FRAME, FRAME.iloc[::-1], ordered=True) == "The rows are the right ones, in another order."


@given(st.floats(-1e6, 1e6), st.floats(0.001, 10), st.floats(-20, 20))
def test_tolerance_is_a_distance(expected: float, tolerance: float, away: float) -> None:
    close = say(expected, expected + away, tolerance=tolerance) is None
    if abs(away) <= tolerance * 0.999:
        assert close
    if abs(away) > tolerance * 1.001 + 1e-2:
        assert not close


# --- What a notebook says when it cannot run --------------------------------------------------------------------------


def test_ready_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    exercises.ready(chd.DATA_VERSION)
    with pytest.raises(RuntimeError, match=r"written with data 99\.0\.0.*--upgrade"):
        exercises.ready("99.0.0")
    with pytest.raises(RuntimeError, match="cnhealthdata notebooks DIR"):
        exercises.ready("0.9.0")
    monkeypatch.setattr(exercises.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ImportError, match=r"matplotlib and zhplot.*cnhealthdata\[notebooks\]"):
        exercises.ready(chd.DATA_VERSION)


def test_the_bulletin_says_that_it_is_made_up() -> None:
    text = bulletin()
    assert text.startswith("【虚构材料，仅供教学】")
    assert "\r" not in text


# --- The kit in a folder ----------------------------------------------------------------------------------------------


def test_the_kit_is_copied_once(tmp_path: Any) -> None:
    folder = tmp_path / "class"
    copied = _kit.copy_notebooks(folder)
    assert {path.relative_to(folder).as_posix() for path in copied} >= {
        "README.md",
        "bulletin.txt",
        "01_first_look.ipynb",
    }
    assert len(list(folder.glob("solutions/*.ipynb"))) == len(list(folder.glob("*.ipynb"))) == len(MODULES)
    assert _kit.is_kit(folder)
    mine = folder / "01_first_look.ipynb"
    mine.write_text("my work", encoding="utf-8")
    (folder / "02_prose_to_table.ipynb").unlink()
    with pytest.raises(chd.ExportError, match="nothing was copied"):
        _kit.copy_notebooks(folder)
    assert mine.read_text(encoding="utf-8") == "my work"
    assert not (folder / "02_prose_to_table.ipynb").exists()
    with pytest.raises(chd.ExportError, match="is a file"):
        _kit.copy_notebooks(mine)
