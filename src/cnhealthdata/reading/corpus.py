"""Figures of any number of documents, as a Parquet data set that an interruption does not spoil."""

from __future__ import annotations

import glob
import hashlib
import json
import os
import signal
import sqlite3
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor, wait
from contextlib import AbstractContextManager, closing, contextmanager
from functools import partial
from multiprocessing import get_context, parent_process
from os import PathLike
from pathlib import Path, PurePath
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

from cnhealthdata._version import __version__
from cnhealthdata.errors import ExportError, InvalidArgumentError, invalid_choice
from cnhealthdata.reading.documents import READERS, PartialTextWarning, parse_document

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa  # type: ignore[import-untyped]

#: Columns of the data set with their Arrow types.
FIGURES = {
    "file": "string",
    "sha256": "string",
    "start": "int64",
    "end": "int64",
    "literal": "string",
    "value": "float64",
    "value_low": "float64",
    "value_high": "float64",
    "unit": "string",
    "qualifier": "string",
    "baseline": "int64",
    "status": "string",
    "statistic": "string",
    "label": "string",
}
FAILURES = dict.fromkeys(("file", "sha256", "error", "reason"), "string")

#: A batch ends after a file whose name hashes to 0 modulo ``MEAN_FILES``, so that a file more or less changes one batch
#: and leaves the others as they are; or where it would grow beyond the other two bounds.
MEAN_FILES = 64
MOST_FILES = 256
MOST_BYTES = 4_000_000

KEY = b"cnhealthdata"  #: of the manifest in the footer of a part
FAILURES_FILE = "_failures.parquet"  #: readers of Parquet folders pass over names that begin so
POLL = 1.0  #: seconds; on Windows a wait without end would not hear Ctrl-C


class CorpusSummary(NamedTuple):
    """What a run did: files read, figures found, failures recorded, and files skipped as done before."""

    files: int = 0
    figures: int = 0
    failures: int = 0
    skipped: int = 0


class Entry(NamedTuple):
    """A file to read, as it was when it was listed; a file that cannot be seen has size -1."""

    name: str
    path: str
    size: int
    modified: int


Batch = list[Entry]
Extract = Callable[[str], "pd.DataFrame"]
Submit = Callable[..., "Future[CorpusSummary]"]


def extract_corpus(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]],
    out: str | PathLike[str],
    *,
    engine: str = "local",
    workers: int | None = None,
    progress: bool = True,
) -> CorpusSummary:
    """Extract the figures of many documents into a Parquet data set.

    Files are read in batches, a few batches at a time, so that memory does not grow with their number. Each batch
    becomes one file ``part-….parquet`` in ``out``, put in place in one step when it is complete. Call the function
    again after an interruption, with the same names, and it does what is left.

    Parameters
    ----------
    paths
        Files, folders and patterns such as ``"reports/**/*.txt"``, or one of them. Folders are searched through for
        the kinds that `read_document` reads; names that begin with ``.`` or ``~$`` are passed over. A file that is
        named twice is read once.
    out
        Folder for the data set; made if it does not exist.
    engine
        ``"local"`` uses the cores of this machine, ``"dask"`` the Dask cluster of the current
        ``dask.distributed.Client``, whose workers must see the files and ``out`` under the same names.
    workers
        Processes, one a core by default; 1 works in this process. With Dask, half the number of batches that may be in
        flight, by default the threads of the cluster. The data set does not depend on it.
    progress
        Show a bar on standard error when the work lasts more than two seconds.

    Returns
    -------
    CorpusSummary
        Counts of ``files``, ``figures`` and ``failures`` of this run, and of files ``skipped`` as done.

    Raises
    ------
    InvalidArgumentError
        No such engine, no running Dask client, or fewer than one worker.
    ExportError
        The folder cannot be written, a library is missing, or a worker process died. Finished parts stay.

    Notes
    -----
    ``pandas.read_parquet(out)`` gives the columns of `extract_figures` after ``file`` (named as in ``paths``) and
    ``sha256`` (of its bytes). Rows of a file stand together in reading order; ``baseline`` counts them from 0 within
    the file. ``out/_failures.parquet``, written when the run ends, has a row for each file that could not be read, and
    for each of which only a part could (``error`` is then ``PartialTextWarning``).

    A file is done when its part is complete and its name, size and time of change, and the version of this package,
    are those recorded there; otherwise its batch is done again. Files that a later call does not name keep their rows,
    so a data set may grow by several calls, one after another. From a script with several workers, call the function
    below ``if __name__ == "__main__":``, as processes need on Windows and macOS.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "report.txt").write_text("全市共有床位6.5万张。", encoding="utf-8")
    >>> extract_corpus(folder, folder / "figures", workers=1)
    CorpusSummary(files=1, figures=1, failures=0, skipped=0)
    >>> extract_corpus(folder, folder / "figures", workers=1)
    CorpusSummary(files=0, figures=0, failures=0, skipped=1)
    """
    if engine not in ENGINES:
        raise invalid_choice("engine", engine, ENGINES)
    if workers is not None and workers < 1:
        msg = f"workers={workers} is not allowed. Give 1 or more, or None for one a core."
        raise InvalidArgumentError(msg)
    target = Path(out).absolute()
    try:
        import pyarrow  # noqa: F401  # asked for before any work is done
        from tqdm import tqdm

        from cnhealthdata.reading.extraction import extract_figures

        _prepare(target)
        total = sum(1 for _ in walk(paths)) if progress and not isinstance(paths, Iterator) else None
        bar = tqdm(total=total, unit=" files", delay=2, disable=not progress, file=sys.stderr)
        with bar, closing(_register()) as register, ENGINES[engine](workers) as (submit, room):
            work = partial(extract_batch, out=target, extract=extract_figures)
            return _run(paths, target, register, work, submit, room, bar)
    except ModuleNotFoundError as error:
        extra = "dask" if engine == "dask" else "extract"
        msg = f'extract_corpus needs {error.name}. Run: pip install "cnhealthdata[{extra}]"'
        raise ExportError(msg) from error
    except BrokenExecutor as error:
        msg = (
            "a worker process died, perhaps for want of memory. Finished parts stay: call again to go on, "
            "with fewer workers if need be."
        )
        raise ExportError(msg) from error


def _run(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]],
    out: Path,
    register: sqlite3.Connection,
    work: Callable[[Batch], CorpusSummary],
    submit: Submit,
    room: Callable[[], int],
    bar: Any,
) -> CorpusSummary:
    skipped = 0

    def undone() -> Iterator[Batch]:
        nonlocal skipped
        for batch in batches(_entries(paths, register)):
            register.execute("insert into parts values (?)", (part_name(batch),))
            if _is_done(out, batch):
                skipped += len(batch)
                bar.update(len(batch))
            else:
                yield batch

    total = CorpusSummary()
    with closing(stream(submit, work, undone(), room)) as results:
        for result in results:
            total = CorpusSummary(*map(sum, zip(total, result, strict=True)))
            bar.update(result.files)
    _settle(out, register)
    return total._replace(skipped=skipped)


# Scheduling: one way to keep a bounded number of batches in flight, whoever runs them.


def stream(
    submit: Submit, function: Callable[[Batch], CorpusSummary], items: Iterable[Batch], room: Callable[[], int]
) -> Generator[CorpusSummary, None, None]:
    """Results as they come, of calls of which no more than ``room()`` are under way; the rest is not even listed."""
    flying: set[Future[CorpusSummary]] = set()
    try:
        for item in items:
            while len(flying) >= room():
                yield from _landed(flying)
            flying.add(submit(function, item))
        while flying:
            yield from _landed(flying)
    finally:
        for future in flying:
            future.cancel()


def _landed(flying: set[Future[CorpusSummary]]) -> list[CorpusSummary]:
    done, _ = wait(flying, timeout=POLL, return_when=FIRST_COMPLETED)
    flying -= done
    return [future.result() for future in done]


@contextmanager
def _local(workers: int | None) -> Iterator[tuple[Submit, Callable[[], int]]]:
    count = workers or _cores()
    if count == 1:
        yield _at_once, lambda: 1
        return
    # The same start of processes everywhere; a fork would copy the locks of other threads.
    with ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_follow_parent) as pool:
        yield pool.submit, lambda: 2 * count


@contextmanager
def _dask(workers: int | None) -> Iterator[tuple[Submit, Callable[[], int]]]:
    from distributed import Client

    try:
        client = Client.current()  # type: ignore[no-untyped-call]
    except ValueError as error:
        msg = (
            "engine='dask' finds no running client. Start one first, "
            "from dask.distributed import Client; client = Client(), or use engine='local'."
        )
        raise InvalidArgumentError(msg) from error
    executor = client.get_executor(pure=False)
    try:
        yield executor.submit, lambda: 2 * (workers or sum(client.nthreads().values()) or 1)
    finally:
        executor.shutdown()


Engine = Callable[[int | None], AbstractContextManager[tuple[Submit, Callable[[], int]]]]
ENGINES: dict[str, Engine] = {"local": _local, "dask": _dask}


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _follow_parent() -> None:
    """Leave Ctrl-C to the parent, so that the batch is finished; end with the parent where that is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with, args=(parent_process(),), daemon=True).start()


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)


def _at_once(function: Callable[[Batch], CorpusSummary], batch: Batch) -> Future[CorpusSummary]:
    future: Future[CorpusSummary] = Future()
    future.set_result(function(batch))
    return future


# Listing: names in a fixed order, each once, in batches that depend on the names alone.


def walk(paths: str | PathLike[str] | Iterable[str | PathLike[str]]) -> Iterator[Path]:
    """Every document that paths, folders and patterns name."""
    for item in [paths] if isinstance(paths, str | PathLike) else paths:
        path = Path(item)
        if path.is_dir():
            yield from _folder(path)
        elif glob.has_magic(str(item)) and not path.exists():
            found = [Path(name) for name in sorted(glob.glob(str(item), recursive=True))]  # noqa: PTH207
            yield from (name for name in found or [path] if not name.is_dir())
        else:
            yield path


def _folder(folder: Path) -> Iterator[Path]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        yield folder  # which is then recorded as a failure
        return
    for entry in entries:
        if entry.name.startswith((".", "~$")):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _folder(folder / entry.name)
        elif PurePath(entry.name).suffix.lower() in READERS and not entry.is_dir():
            yield folder / entry.name


def _register() -> sqlite3.Connection:
    """Names met in this run, on disk when they are many, so that a million take no memory."""
    register = sqlite3.connect("")
    register.execute("create table files (path text unique, name text unique)")
    register.execute("create table parts (name text unique)")
    return register


def _entries(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]], register: sqlite3.Connection
) -> Iterator[Entry]:
    for path in walk(paths):
        name, full = _printable(path.as_posix()), str(path.absolute())
        if register.execute("insert or ignore into files values (?, ?)", (_printable(full), name)).rowcount:
            try:
                stat = path.stat()
                yield Entry(name, full, stat.st_size, stat.st_mtime_ns)
            except OSError:
                yield Entry(name, full, -1, 0)


def _printable(name: str) -> str:
    """A name in which bytes that are no text are spelled out."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def batches(entries: Iterable[Entry]) -> Iterator[Batch]:
    """Group files so that the same names give the same groups."""
    batch: Batch = []
    for entry in entries:
        if batch and (len(batch) == MOST_FILES or sum(other.size for other in batch) + entry.size > MOST_BYTES):
            yield batch
            batch = []
        batch.append(entry)
        if int(_digest(entry.name.encode())[:8], 16) % MEAN_FILES == 0:
            yield batch
            batch = []
    if batch:
        yield batch


def part_name(files: Iterable[Entry]) -> str:
    """The name of the part for some files."""
    names = "\n".join(entry.name for entry in files)
    return f"part-{_digest(names.encode())[:16]}.parquet"


# Work on a batch: the function that runs on every worker.


def extract_batch(batch: Batch, out: Path, extract: Extract) -> CorpusSummary:
    """Extract the figures of some files and put their part in place; done twice, it gives the same part."""
    import pyarrow as pa

    schema = _schema(FIGURES)
    tables = [schema.empty_table()]
    failures: list[list[str | None]] = []
    for entry in batch:
        digest = None
        try:
            content = Path(entry.path).read_bytes()
            digest = _digest(content)
            document = parse_document(content, PurePath(entry.path).suffix, entry.name)
            frame = extract(document.text).assign(file=entry.name, sha256=digest)
            tables.append(pa.Table.from_pandas(frame, schema, preserve_index=False))
            if document.remark:
                failures.append([entry.name, digest, PartialTextWarning.__name__, document.remark])
        except ExportError:
            raise  # a library is missing, which is no fault of the file
        except Exception as error:  # noqa: BLE001  # one bad file must not stop the others
            failures.append([entry.name, digest, type(error).__name__, str(error)])
    table = pa.concat_tables(tables)
    _write(out, batch, table, failures)
    return CorpusSummary(len(batch), table.num_rows, len(failures))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _schema(columns: dict[str, str]) -> pa.Schema:
    import pyarrow as pa

    return pa.schema([(name, pa.type_for_alias(kind)) for name, kind in columns.items()])


# Parts: a batch counts when its part is in place, since the part is also the record of what it holds.


def _write(out: Path, files: Iterable[Entry], table: pa.Table, failures: list[list[str | None]]) -> None:
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    manifest = {"version": __version__, "files": _states(files), "failures": failures}
    with _in_place(out / part_name(files)) as temporary:
        pq.write_table(table.replace_schema_metadata({KEY: json.dumps(manifest).encode()}), temporary)


@contextmanager
def _in_place(path: Path) -> Iterator[Path]:
    """A temporary file that becomes ``path`` in one step when it is complete."""
    temporary = path.with_name(f".{path.name}.{uuid4().hex}.tmp")
    try:
        yield temporary
        temporary.replace(path)
    except OSError as error:
        raise _cannot_write(path.parent, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def _cannot_write(folder: Path, error: OSError) -> ExportError:
    return ExportError(
        f"cannot write into {str(folder)!r} ({error.strerror or error}). Finished parts stay: call again to go on."
    )


def _prepare(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot_write(out, error) from error
    _sweep(out)


def _sweep(out: Path) -> None:
    """Remove what workers left that were killed while they wrote."""
    for path in out.glob(".*.parquet.*.tmp"):
        path.unlink(missing_ok=True)


def _states(files: Iterable[Entry]) -> list[list[Any]]:
    return [[entry.name, entry.size, entry.modified] for entry in files]


def _manifest(path: Path) -> dict[str, Any] | None:
    """What a part says of itself; ``None`` for a file that is missing, cut short or not ours."""
    import pyarrow.parquet as pq

    try:
        manifest: dict[str, Any] = json.loads(pq.read_metadata(path).metadata[KEY])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return manifest


def _is_done(out: Path, batch: Batch) -> bool:
    manifest = _manifest(out / part_name(batch))
    return manifest is not None and manifest["version"] == __version__ and manifest["files"] == _states(batch)


def _settle(out: Path, register: sqlite3.Connection) -> None:
    """Take out of older parts what this run did anew in other batches, and gather the failures."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    _sweep(out)
    for path in sorted(out.glob("part-*.parquet")):
        manifest = _manifest(path)
        if manifest is None or _known(register, "parts", path.name):
            continue
        kept = [Entry(name, "", *state) for name, *state in manifest["files"] if not _known(register, "files", name)]
        if len(kept) < len(manifest["files"]):
            if kept:
                names = {entry.name for entry in kept}
                table = pq.read_table(path, filters=[("file", "in", names)])
                _write(out, kept, table, [row for row in manifest["failures"] if row[0] in names])
            path.unlink()
    schema = _schema(FAILURES)
    with _in_place(out / FAILURES_FILE) as temporary, pq.ParquetWriter(temporary, schema) as writer:
        for path in sorted(out.glob("part-*.parquet")):
            if rows := (_manifest(path) or {}).get("failures"):
                writer.write_table(
                    pa.Table.from_pylist([dict(zip(FAILURES, row, strict=True)) for row in rows], schema)
                )


def _known(register: sqlite3.Connection, table: str, name: str) -> bool:
    return register.execute(f"select 1 from {table} where name = ?", (name,)).fetchone() is not None
