"""The text of reports, in the encodings and kinds of file that they come in."""

from __future__ import annotations

import io
import random
import sys
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace

import pytest

import cnhealthdata as chd
from cnhealthdata.reading.documents import PartialTextWarning, decode, parse_document, read_document

PROSE = "　　一、总体情况\n2021年末，全市共有床位6.5万张，比上年增长4.8%。\n“医联体”①覆盖９５％以上。\n"
SHORT = ["床位6.5万张", "一、1", "达6万人", "A text of 6 beds", ""]


@pytest.mark.parametrize("text", [PROSE, *SHORT])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_are_recognised(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "report.txt") == text


def test_the_sources_in_every_encoding(sources: Path) -> None:
    for path in sorted(sources.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"):
            assert decode(text.encode(encoding), path.name) == text


FOREIGN = {
    "big5": "全市共有衛生機構一千二百個，床位六萬五千張，醫生和護士的人數增長百分之五，居民健康水平提高。",
    "euc_kr": "대한민국의 수도는 서울이며 국민 건강 보험 제도를 운영하고 있다.",
    "shift_jis": "日本の国民健康保険は、すべての人が加入する制度である。医療費の一部を負担する。",
    "euc_jp": "日本の国民健康保険は、すべての人が加入する制度である。医療費の一部を負担する。",
    "latin-1": "Les dépenses de santé étaient élevées",
    "cp1251": "Здравоохранение и медицинская помощь населению",
    "koi8-r": "Здравоохранение и медицинская помощь населению",
    "cp874": "กระทรวงสาธารณสุข",
    "utf-32": PROSE,
    "utf-32-le": PROSE,
}


@pytest.mark.parametrize("encoding", FOREIGN)
def test_other_encodings_are_refused(encoding: str) -> None:
    with pytest.raises(chd.DataFileError, match=r"'old\.txt' is not text in UTF-8, .*GB18030.*save it as UTF-8"):
        decode(FOREIGN[encoding].encode(encoding), "old.txt")


@pytest.mark.parametrize(
    "content",
    [PROSE.encode()[:-2], PROSE.encode()[:60] + b"\xff" + PROSE.encode()[60:], PROSE.encode() + b"\x80"],
    ids=["cut", "inside", "behind"],
)
def test_damaged_utf8_is_not_taken_for_gb18030(content: bytes) -> None:
    with pytest.raises(chd.DataFileError, match=r"it breaks at byte \d+"):
        decode(content, "report.txt")


def test_bytes_that_are_no_text_are_refused() -> None:
    chance = random.Random(5)
    for _ in range(300):
        with pytest.raises(chd.DataFileError):
            decode(chance.randbytes(400), "image.txt")
    with pytest.raises(chd.DataFileError):
        decode(b"a\0b", "image.txt")


def test_line_ends_and_marks_do_not_shift_offsets(tmp_path: Path) -> None:
    path = tmp_path / "report.TXT"
    for encoding in ("utf-8-sig", "utf-16", "gb18030"):
        path.write_bytes("全市\r\n床位\r6张\n".encode(encoding))
        assert read_document(path) == "全市\n床位\n6张\n"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    inputs = {
        PROSE.encode("gb18030"): PROSE,
        "﻿<!DOCTYPE html><p>床位6张".encode(): "床位6张\n",
        pdf([["床位6张"]]): "床位6张\n",
        word("<w:p><w:r><w:t>床位6张</w:t></w:r></w:p>"): "床位6张\n",
    }
    for content, text in inputs.items():
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content)))
        assert read_document("-") == text
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"\xe9t\xe9")))
    with pytest.raises(chd.DataFileError, match="'standard input' is not text"):
        read_document("-")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(chd.DataFileError, match=r"nothing\.txt.*Check the name"):
        read_document(tmp_path / "nothing.txt")
    for name in ("table.xlsx", "old.doc", "report"):
        (tmp_path / name).write_bytes(b"1")
        with pytest.raises(chd.DataFileError, match=rf"{name}.*Save it as one of \.txt, \.md, \.docx"):
            read_document(tmp_path / name)


@pytest.mark.parametrize(
    ("suffix", "library", "name"),
    [(".docx", "docx", "python-docx"), (".html", "bs4", "beautifulsoup4"), (".pdf", "pypdf", "pypdf")],
)
def test_a_missing_library(suffix: str, library: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(chd.ExportError, match=rf'needs {name}\. Run: pip install "cnhealthdata\[extract\]"'):
        parse_document(b"<p>", suffix, "report")
    assert parse_document(b"6", ".txt", "report").text == "6"


# Web pages


def page(content: bytes) -> str:
    pytest.importorskip("bs4")
    return parse_document(content, ".htm", "page.htm").text


PAGE = """<!DOCTYPE html>
<html><head><meta http-equiv="Content-Type" content="text/html; charset=CHARSET"><title>公报</title>
<style>p {margin: 3px}</style></head>
<body><!-- 7张 --><h1>卫生公报</h1><p>全市共有床位<b>6.5</b>万<span>张</span>，
比上年多3%&nbsp;。<br>医院9个&lt;</p><script>var a = 8;</script>
<table><tr><th>床位</th><td>1 234</td></tr><tr><td></td><td>医院</td></tr></table>末尾</body></html>"""
READ = "卫生公报\n全市共有床位6.5万张， 比上年多3%\u00a0。\n医院9个<\n床位\t1 234\n医院\n末尾\n"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("gb2312", "utf-8"),
        ("utf-8", "gb18030"),
        ("utf-16", "utf-8"),
        ("no-such", "gb18030"),
        ("utf-8", "utf-16"),
    ],
)
def test_pages_in_the_charset_declared_or_true(declared: str, encoding: str) -> None:
    assert page(PAGE.replace("CHARSET", declared).encode(encoding)) == READ


def test_pages_in_other_charsets_are_read_where_declared() -> None:
    assert page('<meta charset="big5"><p>床位6張'.encode("big5")) == "床位6張\n"
    assert page('<?xml version="1.0" encoding="shift_jis"?><p>病床6'.encode("shift_jis")).endswith("病床6\n")
    assert page(b"<meta charset=iso-8859-1><p>\x93Caf\xe9\x94") == "“Café”\n"
    with pytest.raises(chd.DataFileError, match="save it as UTF-8"):
        page("<p>全市共有衛生機構一千二百個，床位六萬".encode("big5"))


def test_layout_of_pages() -> None:
    assert page(b"<pre>a  1\n  b</pre>") == "a  1\nb\n"
    assert page(b"<div>1<div>2</div>3</div><ul><li>4<li>5</ul>") == "1\n2\n3\n4\n5\n"
    assert page(b"<template>1</template><noscript>2</noscript><p>3") == "3\n"
    assert page(b"") == ""
    assert page(b"report.htm") == "report.htm\n"


def test_deep_and_long_pages() -> None:
    deep = page(b"<div>6<b>" * 5000)
    assert deep == "6\n" * 5000
    long = "床位6张，" * 200_000
    assert page(f"<p>{long}".encode()) == f"{long}\n"


# Word


def word(body: str, notes: str = "") -> bytes:
    """A document with this body, and with notes where these are given."""
    docx = pytest.importorskip("docx")
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    names = nsdecls("w") + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    document = docx.Document()
    for element in parse_xml(f"<w:body {names}>{body}</w:body>"):
        document.element.body.insert_element_before(element, "w:sectPr")
    if notes:
        content = f"<w:footnotes {names}>{notes}</w:footnotes>".encode()
        part = Part(PackURI("/word/footnotes.xml"), "application/xml", content, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read_word(*bodies: str) -> str:
    return parse_document(word(*bodies), ".docx", "report.docx").text


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def test_paragraphs_and_tables_in_order() -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading("卫生公报", 1)
    document.add_paragraph("床位6.5").add_run("万张")
    table = document.add_table(2, 3)
    for cell, text in zip(table._cells, ["指标", "2020年", "2021年", "床位", "", "6.5\n万张"], strict=True):
        cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    document.add_paragraph("末尾\t9个")
    out = io.BytesIO()
    document.save(out)
    text = parse_document(out.getvalue(), ".docx", "report.docx").text
    assert text == "卫生公报\n床位6.5万张\n指标\t2020年\n2021年\n床位\t\t6.5\n万张\n末尾\t9个\n"


def test_what_word_prints() -> None:
    tracked = paragraph(
        '<w:pPr><w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs></w:pPr>',
        run("床位"),
        f"<w:ins>{run('6')}</w:ins>",
        "<w:del><w:r><w:delText>5</w:delText></w:r></w:del>",
        f"<w:moveFrom>{run('4')}</w:moveFrom>",
        f"<w:hyperlink>{run('张')}</w:hyperlink>",
        "<w:r><w:br/><w:t>共</w:t><w:tab/><w:t>2</w:t><w:noBreakHyphen/><w:t>3</w:t></w:r>",
    )
    assert read_word(tracked) == "床位6张\n共\t2-3\n"
    assert (
        read_word(f"<w:sdt><w:sdtContent>{paragraph(run('医院 9'), run(' '), run('个'))}</w:sdtContent></w:sdt>")
        == "医院 9 个\n"
    )
    box = f"<w:txbxContent>{paragraph(run('框'))}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert read_word(paragraph(run("前"), f"<w:r>{both}</w:r>", run("后"))) == "前\n框\n后\n"
    note = f'<w:footnote w:id="2">{paragraph(run("注：7张"))}</w:footnote>'
    assert read_word(paragraph(run("正文")), note) == "正文\n注：7张\n"


@pytest.mark.parametrize("content", [b"", b"not a package", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99])
def test_damaged_word_documents(content: bytes) -> None:
    pytest.importorskip("docx")
    with pytest.raises(chd.DataFileError, match=r"'report\.docx' cannot be read as \.docx .*save it anew"):
        parse_document(content, ".docx", "report.docx")


# PDF


def pdf(pages: Iterable[Iterable[str]]) -> bytes:
    """A PDF with these lines on its pages."""
    pytest.importorskip("pypdf")
    system = "<< /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>"
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        3: "<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>",
        4: f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /SimSun /CIDSystemInfo {system} /DW 1000 >>",
    }
    kids = []
    for lines in pages:
        shown = " ".join(f"<{line.encode('utf-16-be').hex()}> Tj T*" for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 50 800 Td {shown} ET"
        number = 5 + 2 * len(kids)
        kids.append(f"{number} 0 R")
        objects[number] = (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {number + 1} 0 R >>"
        )
        objects[number + 1] = f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream"
    objects[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, offsets = b"%PDF-1.4\n", []
    for number, text in sorted(objects.items()):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R >>\n"
    return out + f"{tail}startxref\n{len(out)}\n%%EOF\n".encode()


LINES = [
    "一、总体情况",
    "到2021年末，全市共有医疗卫生机构1200个，其中医院36442",
    "人次，床位6.5万张，增长百分之五，病床使用率95，又有",
    "12个。",
    "全市共有床位六万五千张，增长百分之五，分别为三四五六12",
    "34",
]


def test_lines_that_the_page_broke_are_joined() -> None:
    text = parse_document(pdf([LINES, ["第二页12个"]]), ".pdf", "report.pdf").text
    assert text == f"{LINES[0]}\n{LINES[1]}{LINES[2]}{LINES[3]}\n{LINES[4]}\n{LINES[5]}\n第二页12个\n"


def test_scans(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf([[], []]))
    with pytest.raises(chd.DataFileError, match=r"scan\.pdf' holds no text.*\(OCR\)"):
        read_document(path)
    path.write_bytes(pdf([[], ["床位6张"], []]))
    with pytest.warns(PartialTextWarning, match="no text on page 1, 3") as caught:
        assert read_document(path) == "床位6张\n"
    assert caught[0].filename == __file__
    assert parse_document(path.read_bytes(), ".pdf", "scan.pdf").remark


def test_fonts_that_do_not_name_their_characters() -> None:
    with pytest.raises(chd.DataFileError, match=r"fonts of 'report\.pdf'.*OCR"):
        parse_document(pdf([["床位\x036\x04张"]]), ".pdf", "report.pdf")


def test_damaged_pdf(capfd: pytest.CaptureFixture[str]) -> None:
    whole = pdf([["床位6张"]])
    for content in (b"", b"%PDF-", whole[:200], whole[: len(whole) // 2]):
        with pytest.raises(chd.DataFileError, match=r"'report\.pdf' cannot be read as \.pdf"):
            parse_document(content, ".pdf", "report.pdf")
    assert capfd.readouterr() == ("", "")


def test_a_pdf_with_a_password() -> None:
    pypdf = pytest.importorskip("pypdf")
    for password, readable in (("", True), ("secret", False)):
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([["床位6张"]])))
        writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
        out = io.BytesIO()
        writer.write(out)
        if readable:
            assert parse_document(out.getvalue(), ".pdf", "locked.pdf").text == "床位6张\n"
        else:
            with pytest.raises(chd.DataFileError, match="password"):
                parse_document(out.getvalue(), ".pdf", "locked.pdf")
