"""The text of a report, from the kinds of file that reports come in."""

from __future__ import annotations

import codecs
import logging
import re
import sys
import warnings
from collections.abc import Callable, Iterator
from io import BytesIO
from os import PathLike
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from cnhealthdata.errors import DataFileError, ExportError, InvalidArgumentError

if TYPE_CHECKING:
    from bs4 import Tag

#: Characters that Chinese prose about health and its statistics cannot do without. Bytes of another encoding, read as
#: GB18030, give Chinese characters too, but rarely these.
COMMON = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事"
    "成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机十民第公此已"
    "工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内"
    "信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少"
    "报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放"
    "强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运"
    "卫健医疗疾病康床诊护士率岁乡镇村居县省均增降亿占疫苗控防孕妇婴药费服城农层室项构支收入出"
)
SAMPLE = 1 << 16  #: characters by which a text is judged
HAN = re.compile(r"[\u3400-\u9fff]")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f-\x9f\ufffe\uffff]")  # \x1a ends old DOS files

#: Byte order marks; that of UTF-32 begins like that of UTF-16, and is named so that it is refused.
MARKS = {
    codecs.BOM_UTF32_LE: None,
    codecs.BOM_UTF32_BE: None,
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}

BLOCKS = re.compile(
    "address|article|aside|blockquote|body|br|caption|center|d[dlt]|details|div|fieldset|figcaption|figure|footer|form|"
    "h[1-6r]|header|html|legend|li|main|nav|ol|option|p|pre|section|summary|table|tbody|tfoot|thead|tr|ul"
)
UNSEEN = ["script", "style", "template", "noscript", "title"]
CHARSET = re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
PROLOGUE = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)")
HEAD = 4096  #: bytes of a page in which its charset is declared
#: The names of these encodings stand for the larger one, as browsers take them.
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "hz": "hz", "iso8859-1": "cp1252", "ascii": "cp1252"}

NOTES = ("footnotes", "endnotes")
WORDS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "p": "\n"}
LEADS = {"txbxContent": "\n"}  #: a text box stands inside the paragraph that it is fixed to
#: Parts of a Word document that are not printed, or that repeat what is.
UNPRINTED = frozenset(("pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "del", "moveFrom", "Fallback"))

STRAY = 0.01  #: share of control characters from which the text of a PDF is none
FULL = 0.9  #: share of the longest line from which a line of a page counts as full
STOPS = "。！？；：…"
NUMERIC = re.compile(r"[0-9０-９.,．，%％xX]")


class Document(NamedTuple):
    """The text of a document, and what of it could not be read."""

    text: str
    remark: str = ""


class PartialTextWarning(UserWarning):
    """A document of which a part could not be read."""


def read_document(path: str | PathLike[str]) -> str:
    r"""Read the text of a report.

    Parameters
    ----------
    path
        A file ``.txt``, ``.md``, ``.docx``, ``.html``, ``.htm`` or ``.pdf``; ``"-"`` for standard input, of which the
        kind is told by its first bytes. Plain text is UTF-8, UTF-16 or GB18030 (so also GBK and GB2312).

    Returns
    -------
    str
        The text with line ends as ``\n`` and without a byte order mark; offsets of figures count its characters.
        Cells of a table are parted by tabs, its rows by line ends. Lines of a PDF page that only the width of the page
        broke are joined; page headers and numbers stay.

    Raises
    ------
    DataFileError
        The file is missing, of another kind, damaged, a scan without text, or in an encoding that is not recognised.
    ExportError
        The library that reads this kind is not installed.

    Warns
    -----
    PartialTextWarning
        Some pages of a PDF hold no text.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> path = pathlib.Path(tempfile.mkdtemp(), "report.txt")
    >>> _ = path.write_bytes("全市共有床位6.5万张。\r\n".encode("gb18030"))
    >>> read_document(path)
    '全市共有床位6.5万张。\n'
    """
    if str(path) == "-":
        content = sys.stdin.buffer.read()
        document = parse_document(content, _kind(content), "standard input")
    else:
        try:
            content = Path(path).read_bytes()
        except OSError as error:
            msg = f"{str(path)!r} cannot be read ({error.strerror or error}). Check the name."
            raise DataFileError(msg) from error
        document = parse_document(content, PurePath(path).suffix, str(path))
    if document.remark:
        warnings.warn(document.remark, PartialTextWarning, stacklevel=2)
    return document.text


def read_text(text_or_path: str | PathLike[str]) -> str:
    """The text itself, or that of the file which it names; a single line with a known suffix names a file."""
    if not isinstance(text_or_path, str | PathLike):
        msg = f"{text_or_path!r} is neither text nor a path. Give the text of a report, or the path of its file."
        raise InvalidArgumentError(msg)
    if isinstance(text_or_path, PathLike):
        return read_document(text_or_path)
    short = "\n" not in text_or_path and len(text_or_path) < 260
    if short and (text_or_path == "-" or text_or_path.lower().endswith(tuple(READERS))):
        return read_document(text_or_path)
    if not text_or_path.strip():
        msg = "the text is empty. Give the text of a report, or the path of its file."
        raise InvalidArgumentError(msg)
    return text_or_path


def parse_document(content: bytes, suffix: str, name: str) -> Document:
    """Parse a document at hand; ``suffix`` says its kind and ``name`` is for messages."""
    kind = suffix.lower()
    if kind not in READERS:
        msg = f"{name!r} is not of a kind that is read. Save it as one of {', '.join(READERS)}."
        raise DataFileError(msg)
    reader, library = READERS[kind]
    try:
        document = reader(content, name)
    except DataFileError:
        raise
    except ModuleNotFoundError as error:
        msg = f'reading {kind} needs {library}. Run: pip install "cnhealthdata[extract]"'
        raise ExportError(msg) from error
    except Exception as error:  # the libraries raise whatever a damaged file makes them stumble over
        msg = (
            f"{name!r} cannot be read as {kind} ({type(error).__name__}: {error}). "
            "It may be damaged, locked by a password or of an older kind; save it anew, or as .txt."
        )
        raise DataFileError(msg) from error
    return document._replace(text=document.text.replace("\r\n", "\n").replace("\r", "\n"))


def _kind(content: bytes) -> str:
    """The kind of a document without a name."""
    start = content[:HEAD].lstrip(codecs.BOM_UTF8 + b" \t\r\n").lower()
    kinds = {b"%pdf-": ".pdf", b"pk\x03\x04": ".docx", b"<!doctype html": ".html", b"<html": ".html"}
    return next((kind for mark, kind in kinds.items() if start.startswith(mark)), ".txt")


def decode(content: bytes, name: str) -> str:
    """The text in bytes whose encoding is not stated.

    UTF-8 goes first, since text of another encoding is hardly ever valid in it. UTF-16 is known by its byte order mark
    or its zero bytes. GB18030 accepts almost any bytes, so what it gives must also look like Chinese.
    """
    text = _decoded(content)
    if text is None:
        msg = (
            f"{name!r} is not text in UTF-8{_damage(content)}, in UTF-16 or, as Chinese, in GB18030. "
            "Open it in an editor, save it as UTF-8 and try again."
        )
        raise DataFileError(msg)
    return text


def _decoded(content: bytes) -> str | None:
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding) if encoding else None
    if b"\0" in content:
        guesses = [_strictly(content, encoding) for encoding in ("utf-16-le", "utf-16-be")]
        return next((text for text in guesses if text is not None and _is_chinese(text)), None)
    text = _strictly(content, "utf-8")
    if text is not None:
        return text
    text = _strictly(content, "gb18030")
    return text if text is not None and _is_chinese(text) else None


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _is_chinese(text: str) -> bool:
    """Chinese prose, or nothing but ASCII."""
    sample = text[:SAMPLE]
    if CONTROL.search(sample):
        return False
    foreign = [char for char in sample if not char.isascii()]
    han = HAN.findall(sample)
    common = sum(char in COMMON for char in han)
    return not foreign or (len(han) >= 0.5 * len(foreign) and common >= 0.3 * len(han))


def _damage(content: bytes) -> str:
    """Where bytes stop being UTF-8, told only where they began as such."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        if not content[: error.start].isascii():
            return f" (it breaks at byte {error.start})"
    return ""


def _plain(content: bytes, name: str) -> Document:
    return Document(decode(content, name))


def _page(content: bytes, name: str) -> Document:
    """The text of a web page: a line a block, cells parted by tabs."""
    from bs4 import BeautifulSoup

    markup = re.sub(r"\A\s*<\?xml[^>]*>", "", _markup(content, name))
    soup = BeautifulSoup(f"\n{markup}", "html.parser")  # the line end says that this is no file name, of which it warns
    for tag in soup.find_all(UNSEEN):
        tag.decompose()
    return Document(_tidy("".join(_strings(soup))))


def _strings(soup: Tag) -> Iterator[str]:
    """Texts in order with marks of layout between; without recursion, since pages nest as deep as they like."""
    from bs4.element import NavigableString, Tag

    verbatim = {id(string) for pre in soup.find_all("pre") for string in pre.strings}
    stack: list[Any] = [soup]
    while stack:
        node = stack.pop()
        if isinstance(node, str) and not isinstance(node, NavigableString):
            yield node
        elif type(node) is NavigableString:  # a comment is of a class of its own
            yield str(node) if id(node) in verbatim else re.sub(r"[ \t\r\n\f]+", " ", node)
        elif isinstance(node, Tag):
            edge = "\n" if BLOCKS.fullmatch(node.name) else ""
            stack += [edge, *reversed(node.contents), edge, "\t" if node.name in {"td", "th"} else ""]


def _tidy(text: str) -> str:
    """No blanks beside line ends and no tab at the start of a row; one line end after each line."""
    lines = (line.strip(" \t") for line in text.split("\n"))
    return "".join(f"{line}\n" for line in lines if line)


def _markup(content: bytes, name: str) -> str:
    """Markup by byte order mark, as valid UTF-8, by the charset that the page declares, or by its looks."""
    if content.startswith(tuple(MARKS)):
        return decode(content, name)
    head = content[:HEAD]
    declared = PROLOGUE.match(head) or CHARSET.search(head)
    encoding = _codec(declared.group(1).decode("ascii")) if declared else None
    text = _strictly(content, "utf-8") if not content.isascii() else None  # pages often declare what they are not
    if text is None and encoding:
        text = _strictly(content, encoding)
    return decode(content, name) if text is None else text


def _codec(label: str) -> str | None:
    """A charset by its label, as browsers read it; a page whose label can be read as bytes is not in UTF-16."""
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    return None if name.startswith(("utf-16", "utf-32")) else WIDER.get(name, name)


def _word(content: bytes, _name: str) -> Document:
    """The text of a Word document: paragraphs and tables in order, then its foot- and endnotes."""
    import docx
    from docx.oxml import parse_xml

    part = docx.Document(BytesIO(content)).part
    notes = [link.target_part.blob for link in part.rels.values() if link.reltype.endswith(NOTES)]
    return Document("".join(_printed(root) for root in [part.element, *map(parse_xml, notes)]))


def _printed(element: Any) -> str:
    """What an element of WordprocessingML prints, with inserted changes and without deleted ones."""
    tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
    if tag in UNPRINTED:
        return ""
    if tag == "t":
        return element.text or ""
    inner = [_printed(child) for child in element]
    if tag == "tr":
        return "\t".join(text.rstrip("\n") for text in inner if text).rstrip() + "\n"
    return LEADS.get(tag, "") + "".join(inner) + WORDS.get(tag, "")


def _portable(content: bytes, name: str) -> Document:
    """The text of a PDF, page after page."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # its remarks would else go to standard error
    pages = [page.extract_text() for page in PdfReader(BytesIO(content)).pages]
    empty = [str(number) for number, text in enumerate(pages, 1) if not text.strip()]
    if len(empty) == len(pages):
        msg = f"{name!r} holds no text: it is a scan. Run it through text recognition (OCR) first."
        raise DataFileError(msg)
    text = "".join(_unwrap(page) for page in pages)
    if len(CONTROL.findall(text)) > STRAY * len(text):
        msg = f"the fonts of {name!r} do not say which characters they print. Run it through text recognition (OCR)."
        raise DataFileError(msg)
    remark = f"{name!r}: no text on page {', '.join(empty)}; if these are scans, their figures are not read."
    return Document(text, remark if empty else "")


def _unwrap(page: str) -> str:
    """A page with the lines joined that only its width broke; numerals are never joined to one another."""
    lines = [line.strip() for line in page.splitlines() if line.strip()]
    width = FULL * max((_width(line) for line in lines), default=0)
    text = ""
    for line, following in zip(lines, [*lines[1:], ""], strict=False):
        text += line
        if not following or _width(line) < width or line[-1] in STOPS or _clash(line[-1], following[0]):
            text += "\n"
        elif line[-1].isascii() and following[0].isascii():
            text += " "
    return text


def _width(line: str) -> int:
    return sum(1 if char.isascii() else 2 for char in line)


def _clash(left: str, right: str) -> bool:
    return bool(NUMERIC.match(left) and NUMERIC.match(right))


Reader = Callable[[bytes, str], Document]

#: Kinds of file, how each is read, and the library that this needs.
READERS: dict[str, tuple[Reader, str]] = {
    ".txt": (_plain, ""),
    ".md": (_plain, ""),
    ".docx": (_word, "python-docx"),
    ".html": (_page, "beautifulsoup4"),
    ".htm": (_page, "beautifulsoup4"),
    ".pdf": (_portable, "pypdf"),
}
