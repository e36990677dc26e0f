"""Figures of many documents: the same data set whoever works and whatever happens."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import textwrap
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

import cnhealthdata as chd
from cnhealthdata.reading import corpus as _corpus
from cnhealthdata.reading.corpus import CorpusSummary, Entry, batches, extract_corpus, stream
from cnhealthdata.reading.documents import READERS

pytest.importorskip("pyarrow")
pytest.importorskip("tqdm")

FIGURE = re.compile(r"([0-9.]+)(万?)(张|个|元)")
TYPES = {"string": "str", "int64": "int64", "float64": "float64"}


def stand_in(text: str) -> pd.DataFrame:
    """A frame as the extractor gives it, by a grammar of one line."""
    if "坏" in text:
        raise RuntimeError("the text is bad")
    if "慢" in text:
        time.sleep(0.05)
    rows = [
        {
            "start": match.start(),
            "end": match.end(),
            "literal": match.group(),
            "value": float(match[1]) * (10_000 if match[2] else 1),
            "value_low": float("nan"),
            "value_high": float("nan"),
            "unit": match[3],
            "qualifier": "exact",
            "baseline": number - 1 if number else None,
            "status": "actual",
            "statistic": "level",
            "label": text[max(0, match.start() - 2) : match.start()],
        }
        for number, match in enumerate(FIGURE.finditer(text))
    ]
    columns = {name: TYPES[kind] for name, kind in list(_corpus.FIGURES.items())[2:]} | {"baseline": "Int64"}
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stand-in for the extractor, and batches of about four files."""
    monkeypatch.setitem(sys.modules, "cnhealthdata.reading.extraction", SimpleNamespace(extract_figures=stand_in))
    monkeypatch.setattr(_corpus, "MEAN_FILES", 4)


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Forty files, named from the folder at work, so that they fall into the same batches each time."""
    monkeypatch.chdir(tmp_path)
    return write_corpus(Path("corpus"), 40)


def write_corpus(folder: Path, count: int, words: str = "") -> Path:
    for number in range(count):
        path = folder / f"{number // 10:03}" / f"report{number:04}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{words}全市医院{number}个，床位{number}.5万张。", encoding="utf-8")
    return folder


def quiet(paths: Any, out: Path, **options: Any) -> CorpusSummary:
    return extract_corpus(paths, out, progress=False, **options)


def content(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


def parts(out: Path) -> set[str]:
    return {path.name for path in out.glob("part-*.parquet")}


def failures(out: Path) -> pd.DataFrame:
    return pd.read_parquet(out / _corpus.FAILURES_FILE)


def test_a_row_for_each_figure_of_each_file(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert quiet(corpus, out, workers=1) == CorpusSummary(files=40, figures=80, failures=0, skipped=0)
    frame = pd.read_parquet(out)
    assert list(frame.columns) == list(_corpus.FIGURES)
    assert len(parts(out)) > 3
    assert frame["file"].nunique() == 40
    assert frame["file"].iat[0].startswith(corpus.as_posix())
    assert frame["value"].sum() == sum(number + (number + 0.5) * 10_000 for number in range(40))
    assert frame["baseline"].isna().sum() == 40
    assert set(frame["baseline"].dropna()) == {0}
    assert frame["sha256"].nunique() == 40
    assert failures(out).empty
    assert list(failures(out).columns) == list(_corpus.FAILURES)


def test_the_number_of_workers_changes_nothing(corpus: Path, tmp_path: Path) -> None:
    quiet(corpus, tmp_path / "one", workers=1)
    assert quiet(corpus, tmp_path / "two", workers=2).figures == 80
    assert content(tmp_path / "two") == content(tmp_path / "one")


def test_the_extractor_of_the_package(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "cnhealthdata.reading.extraction")
    pytest.importorskip("cnhealthdata.reading.extraction")
    assert quiet(corpus, tmp_path / "out", workers=2) == CorpusSummary(40, 80, 0, 0)
    assert set(pd.read_parquet(tmp_path / "out")["unit"]) == {"个", "张"}


def test_what_is_done_is_not_repeated(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    quiet(corpus, out, workers=1)
    before = content(out)
    times = {path: path.stat().st_mtime_ns for path in out.glob("part-*")}
    assert quiet(corpus, out, workers=1) == CorpusSummary(0, 0, 0, skipped=40)
    assert content(out) == before
    assert {path: path.stat().st_mtime_ns for path in out.glob("part-*")} == times
    monkeypatch.setattr(_corpus, "__version__", "another")
    assert quiet(corpus, out, workers=1).files == 40


def stop_after(count: int, error: BaseException, function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, which raises instead when it is called once more than ``count`` times."""
    calls = iter(range(count))

    def hooked(*arguments: Any) -> Any:
        if next(calls, None) is None:
            raise error
        return function(*arguments)

    return hooked


@pytest.mark.parametrize("error", [KeyboardInterrupt(), MemoryError(), chd.ExportError("no library")])
@pytest.mark.parametrize("count", [0, 1, 4])
def test_an_interruption_and_a_second_call_give_what_one_gives(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, count: int
) -> None:
    quiet(corpus, tmp_path / "straight", workers=1)
    out = tmp_path / "out"
    with monkeypatch.context() as patch:
        patch.setattr(_corpus, "_write", stop_after(count, error, _corpus._write))
        with pytest.raises(type(error)):
            quiet(corpus, out, workers=1)
    assert len(content(out)) == count
    second = quiet(corpus, out, workers=1)
    assert second.files + second.skipped == 40
    assert (second.skipped > 0) == (count > 0)
    assert content(out) == content(tmp_path / "straight")


SCRIPT = """
    import sys
    from types import SimpleNamespace
    sys.path.insert(0, {tests!r})
    import test_corpus
    from cnhealthdata.reading import corpus as _corpus
    sys.modules["cnhealthdata.reading.extraction"] = SimpleNamespace(extract_figures=test_corpus.stand_in)
    _corpus.MEAN_FILES = 4
    if __name__ == "__main__":
        _corpus.extract_corpus({corpus!r}, {out!r}, workers={workers}, progress=False)
"""


def run_apart(tmp_path: Path, corpus: Path, out: Path, workers: int, stop: signal.Signals) -> str:
    """Run in a process of its own, stop it when two parts are there, and give what it said."""
    script = tmp_path / "script.py"
    fields = {"tests": str(Path(__file__).parent), "corpus": str(corpus), "out": str(out), "workers": workers}
    script.write_text(textwrap.dedent(SCRIPT).format(**fields), encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, script], stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True
    ) as process:
        until = time.monotonic() + 60
        while len(parts(out)) < 2 and process.poll() is None and time.monotonic() < until:
            time.sleep(0.02)
        assert process.poll() is None, process.stderr and process.stderr.read()
        os.killpg(process.pid, stop)
        return process.communicate(timeout=20)[1]


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals to a group of processes")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGKILL] if os.name == "posix" else [])
def test_a_stopped_process_leaves_whole_parts(
    tmp_path: Path, stop: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    corpus, out = write_corpus(Path("slow"), 28, words="慢"), tmp_path / "out"
    said = run_apart(tmp_path, corpus, out, 2, stop)
    assert ("KeyboardInterrupt" in said) == (stop == signal.SIGINT)
    left = {name for name in parts(out) if _corpus._manifest(out / name)}
    assert left == parts(out)
    if stop == signal.SIGINT:
        assert set(content(out)) == left
    second = quiet(corpus, out, workers=2)
    assert second.skipped >= 2
    assert second.files > 0
    assert second.files + second.skipped == 28
    quiet(corpus, tmp_path / "straight", workers=1)
    assert content(out) == content(tmp_path / "straight")


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals to one process")
def test_workers_end_with_a_killed_parent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus, out = write_corpus(tmp_path / "corpus", 200, words="慢"), tmp_path / "out"
    monkeypatch.setattr(os, "killpg", os.kill)  # the parent alone
    run_apart(tmp_path, corpus, out, 2, signal.SIGKILL)  # which waits until nobody holds its standard error
    left = parts(out)
    time.sleep(1)
    assert parts(out) == left


def test_a_broken_part_is_done_again(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    quiet(corpus, out, workers=1)
    whole = content(out)
    first, second, third = sorted(out.glob("part-*"))[:3]
    first.write_bytes(whole[first.name][:-20])
    second.write_bytes(b"")
    third.unlink()
    (out / f".{first.name}.0.tmp").write_bytes(b"half")
    again = quiet(corpus, out, workers=1)
    assert again.files + again.skipped == 40
    assert 3 <= again.files < 40
    assert content(out) == whole


def test_a_changed_file_is_done_again(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    quiet(corpus, out, workers=1)
    path = corpus / "001" / "report0015.txt"
    stat = path.stat()
    path.write_text("全市医院7个，床位77.5万张。", encoding="utf-8")  # of the same length
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1_000_000))
    again = quiet(corpus, out, workers=1)
    assert again.files + again.skipped == 40
    assert 0 < again.files < 40
    frame = pd.read_parquet(out)
    assert len(frame) == 80
    assert list(frame.loc[frame["file"] == path.as_posix(), "value"]) == [7, 775_000]


def test_files_come_and_go(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    quiet(corpus, out, workers=1)
    new = [corpus / "000" / "report0000b.txt", corpus / "002" / "a.txt", corpus / "zzz.txt"]
    for path in new:
        path.write_text("共9个", encoding="utf-8")
    gone = corpus / "003" / "report0030.txt"
    gone.unlink()
    bad = corpus / "003" / "report0031.txt"
    bad.write_text("坏", encoding="utf-8")
    again = quiet(corpus, out, workers=1)
    assert again.files + again.skipped == 42
    assert again.skipped > 0
    frame = pd.read_parquet(out)
    counts = frame["file"].value_counts()
    assert len(counts) == 40 + 3 - 1
    assert {counts[path.as_posix()] for path in new} == {1}
    assert counts[gone.as_posix()] == 2
    assert bad.as_posix() not in counts
    assert list(failures(out)["file"]) == [bad.as_posix()]
    assert not frame.duplicated(["file", "start"]).any()


def test_a_data_set_grows_by_calls(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (corpus / "002" / "report0020.txt").write_text("坏", encoding="utf-8")
    quiet([corpus / "000", corpus / "001"], out, workers=1)
    quiet([corpus / "002", corpus / "003"], out, workers=1)
    assert pd.read_parquet(out)["file"].nunique() == 39
    assert quiet([corpus / "001" / "report0012.txt"], out, workers=1).files == 1
    frame = pd.read_parquet(out)
    assert frame["file"].nunique() == 39
    assert len(frame) == 78
    assert len(failures(out)) == 1


def test_a_record_for_each_file_that_fails(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text("共5个", encoding="utf-8")
    (folder / "bad.txt").write_text("坏", encoding="utf-8")
    (folder / "latin.txt").write_bytes("é à è".encode("latin-1"))
    (folder / "broken.docx").write_bytes(b"PK\x03\x04")
    (folder / "table.xlsx").write_bytes(b"PK\x03\x04")
    named = [folder, folder / "table.xlsx", folder / "missing.txt", str(folder / "none*.txt")]
    out = tmp_path / "out"
    assert quiet(named, out, workers=1) == CorpusSummary(files=7, figures=1, failures=6, skipped=0)
    frame = failures(out).set_index("file")
    reasons = {Path(name).name: (row["error"], row["reason"]) for name, row in frame.iterrows()}
    assert reasons.keys() == {"bad.txt", "latin.txt", "broken.docx", "table.xlsx", "missing.txt", "none*.txt"}
    assert reasons["bad.txt"] == ("RuntimeError", "the text is bad")
    assert reasons["latin.txt"][0] == "DataFileError"
    assert "UTF-8" in reasons["latin.txt"][1]
    assert reasons["missing.txt"][0] == "FileNotFoundError"
    assert frame["sha256"].isna().sum() == 2
    assert quiet(named, out, workers=1).skipped == 7
    (folder / "missing.txt").write_text("共6个", encoding="utf-8")
    assert quiet(named, out, workers=1).files > 0
    assert len(failures(out)) == 5
    assert sorted(pd.read_parquet(out)["value"]) == [5, 6]


def test_a_remark_on_a_part_that_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from cnhealthdata.reading.documents import Document

    monkeypatch.setitem(READERS, ".txt", (lambda content, name: Document("共5个", "page 2 is a scan"), ""))
    (tmp_path / "a.txt").write_bytes(b"")
    assert quiet(tmp_path / "a.txt", tmp_path / "out", workers=1) == CorpusSummary(1, 1, 1, 0)
    (row,) = failures(tmp_path / "out").to_dict("records")
    assert (row["error"], row["reason"]) == ("PartialTextWarning", "page 2 is a scan")


def test_folders_patterns_and_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("b/2.txt", "b/1.md", "b/.hidden.txt", "b/~$1.docx", "a.TXT", "c.csv", ".git/x.txt", "b/c/3.html"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("1个", encoding="utf-8")
    (tmp_path / "in" / "b" / "loop").symlink_to(tmp_path / "in", target_is_directory=True)
    monkeypatch.chdir(tmp_path / "in")

    def names(*paths: str) -> list[str]:
        with contextlib.closing(_corpus._register()) as register:
            return [entry.name for entry in _corpus._entries(paths, register)]

    assert names(".") == ["a.TXT", "b/1.md", "b/2.txt", "b/c/3.html"]
    assert names("b/*.txt", "b", "./b/2.txt", str(tmp_path / "in" / "b")) == ["b/2.txt", "b/1.md", "b/c/3.html"]
    assert names("c.csv", "nowhere") == ["c.csv", "nowhere"]


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text")
def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + "/报告.txt".encode("gb18030")
    Path(os.fsdecode(path)).write_text("共5个", encoding="utf-8")
    assert quiet(tmp_path, tmp_path / "out", workers=1).figures == 1
    assert r"\xb1\xa8" in pd.read_parquet(tmp_path / "out")["file"][0]


def entries(count: int, size: int = 1) -> list[Entry]:
    return [Entry(f"{number}.txt", "", size, 0) for number in range(count)]


def test_batches_hold_together_when_files_are_added() -> None:
    files = entries(1000)
    groups = list(batches(files))
    assert [entry for group in groups for entry in group] == files
    more = list(batches([*files[:500], Entry("new.txt", "", 1, 0), *files[500:]]))
    names = [{_corpus.part_name(group) for group in grouping} for grouping in (groups, more)]
    assert len(names[0]) > 100
    assert len(names[0] - names[1]) <= 1
    assert len(names[1] - names[0]) <= 2


def test_batches_have_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_corpus, "MEAN_FILES", 1 << 30)
    assert {len(group) for group in batches(entries(1024))} == {_corpus.MOST_FILES}
    assert [len(group) for group in batches(entries(3, size=_corpus.MOST_BYTES))] == [1, 1, 1]
    assert [len(group) for group in batches(entries(5, size=_corpus.MOST_BYTES // 2))] == [2, 2, 1]


def test_few_batches_are_in_flight() -> None:
    lock = threading.Lock()
    counts = {"drawn": 0, "submitted": 0, "landed": 0, "most": 0}

    def source() -> Iterator[list[Entry]]:
        for entry in entries(300):
            counts["drawn"] += 1
            yield [entry]

    def work(batch: list[Entry]) -> CorpusSummary:
        time.sleep(0.001)
        return CorpusSummary(files=len(batch))

    with ThreadPoolExecutor(3) as pool:

        def submit(*call: Any) -> Future[CorpusSummary]:
            with lock:
                counts["submitted"] += 1
                counts["most"] = max(counts["most"], counts["submitted"] - counts["landed"])
            return pool.submit(*call)

        for result in stream(submit, work, source(), lambda: 6):
            counts["landed"] += result.files
            assert counts["drawn"] - counts["landed"] <= 2 * 6  # those in flight, and those landed at the same time
    assert counts["landed"] == counts["drawn"] == 300
    assert 3 <= counts["most"] <= 2 * 6


def test_what_is_in_flight_is_cancelled_when_the_reader_leaves() -> None:
    waiting: list[Future[CorpusSummary]] = []

    def submit(function: Any, batch: Any) -> Future[CorpusSummary]:
        future: Future[CorpusSummary] = Future()
        if not waiting:
            future.set_result(CorpusSummary())
        waiting.append(future)
        return future

    results = stream(submit, lambda batch: CorpusSummary(), ([entry] for entry in entries(9)), lambda: 3)
    next(results)
    results.close()
    assert [future.cancelled() for future in waiting] == [False, True, True]


def test_nothing_is_kept_of_files_that_are_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_nothing(batch: list[Entry], out: Path, extract: object) -> CorpusSummary:
        return CorpusSummary(files=len(batch))

    def weigh(out: Path, register: object) -> None:
        snapshot = tracemalloc.take_snapshot().filter_traces([tracemalloc.Filter(True, _corpus.__file__)])
        kept.append(sum(trace.size for trace in snapshot.traces))

    kept: list[int] = []
    count = 5000
    monkeypatch.setattr(_corpus, "extract_batch", read_nothing)
    monkeypatch.setattr(_corpus, "_settle", weigh)
    tracemalloc.start()
    try:
        assert quiet((f"{number}.txt" for number in range(count)), tmp_path / "out", workers=1).files == count
    finally:
        tracemalloc.stop()
    assert kept[0] < 20 * count  # bytes; the names alone would take three times as much


@pytest.mark.slow
def test_a_bar_for_long_work_alone(corpus: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    extract_corpus(corpus, tmp_path / "fast", workers=1)
    assert capfd.readouterr() == ("", "")
    slow = write_corpus(tmp_path / "slow", 60, words="慢")
    extract_corpus(slow, tmp_path / "out", workers=1)
    printed = capfd.readouterr()
    assert printed.out == ""
    assert "60/60" in printed.err


def test_wrong_requests(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(chd.InvalidArgumentError, match="local, dask"):
        quiet(corpus, tmp_path / "out", engine="spark")
    with pytest.raises(chd.InvalidArgumentError, match="workers=0"):
        quiet(corpus, tmp_path / "out", workers=0)
    with pytest.raises(chd.ExportError, match="cannot write"):
        quiet(corpus, corpus / "000" / "report0000.txt")
    for library, engine, extra in (
        ("tqdm", "local", "extract"),
        ("pyarrow", "local", "extract"),
        ("distributed", "dask", "dask"),
    ):
        with monkeypatch.context() as patch:
            patch.setitem(sys.modules, library, None)
            with pytest.raises(chd.ExportError, match=rf'"cnhealthdata\[{extra}\]"'):
                quiet(corpus, tmp_path / "out", engine=engine, workers=1)


def test_a_missing_library_stops_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.docx").write_bytes(b"")
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(chd.ExportError, match="python-docx"):
        quiet(tmp_path / "a.docx", tmp_path / "out", workers=1)
    assert content(tmp_path / "out") == {}


def test_a_full_disk_leaves_nothing_half(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pyarrow.parquet

    def full(table: object, path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pyarrow.parquet, "write_table", full)
    with pytest.raises(chd.ExportError, match="No space left"):
        quiet(corpus, tmp_path / "out", workers=1)
    assert content(tmp_path / "out") == {}


def die(text: str) -> pd.DataFrame:
    os._exit(1)


def test_a_dead_worker_is_told(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cnhealthdata.reading.extraction", SimpleNamespace(extract_figures=die))
    with pytest.raises(chd.ExportError, match="worker process died"):
        quiet(corpus, tmp_path / "out", workers=2)


def test_dask_without_a_client(corpus: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    with pytest.raises(chd.InvalidArgumentError, match=r"client = Client\(\)"):
        quiet(corpus, tmp_path / "out", engine="dask")


@pytest.fixture
def client() -> Iterator[Any]:
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


def test_dask_gives_the_same(corpus: Path, tmp_path: Path, client: Any) -> None:
    (corpus / "bad.txt").write_text("坏", encoding="utf-8")
    quiet(corpus, tmp_path / "local", workers=1)
    assert quiet(corpus, tmp_path / "dask", engine="dask") == CorpusSummary(41, 80, 1, 0)
    assert content(tmp_path / "dask") == content(tmp_path / "local")
    assert quiet(corpus, tmp_path / "dask", engine="dask").skipped == 41


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals to one process")
def test_a_worker_killed_midway_loses_nothing(tmp_path: Path, client: Any) -> None:
    corpus = write_corpus(tmp_path / "corpus", 60, words="慢")
    out = tmp_path / "out"
    workers = client.run(os.getpid)
    killed: list[str] = []

    def files() -> Iterator[Path]:
        for path in sorted(corpus.rglob("*.txt")):
            if not killed and len(parts(out)) >= 2:
                address = next(address for address, keys in client.processing().items() if keys)
                os.kill(workers[address], signal.SIGKILL)
                killed.append(address)
            yield path

    summary = quiet(files(), out, engine="dask")
    assert killed
    assert killed[0] not in client.scheduler_info()["workers"]
    assert summary == CorpusSummary(60, 120, 0, 0)
    quiet(sorted(corpus.rglob("*.txt")), tmp_path / "straight", workers=2)
    assert content(out) == content(tmp_path / "straight")
