import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from extractor.errors import DocumentLoadError, DocumentTooLargeError, EmptyDocumentError, UnsupportedFormatError
from extractor.parsing.load import load_document
from extractor.parsing.readers import package

NAMES = nsdecls("w", "wp", "a", "pic", "r") + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
CELL = "<w:tc><w:tcPr>{1}</w:tcPr><w:p><w:r><w:t>{0}</w:t></w:r></w:p></w:tc>"


def word(*body, change=None):
    """A Word file whose body has these elements; `change` gets the python-docx document before it is saved."""
    document = docx.Document()
    for xml in body:
        document.element.body.insert_element_before(parse_xml(_declared(xml)), "w:sectPr")
    if change:
        change(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _declared(xml):
    name = xml[1:].split(" ")[0].split(">")[0].rstrip("/")
    return xml.replace(f"<{name}", f"<{name} {NAMES}", 1)


def read(*body, change=None):
    return load_document(word(*body, change=change), "a.docx")


def text(*body, change=None):
    return read(*body, change=change)[0].text


def cell(words, properties=""):
    return CELL.format(words, properties)


def table(*rows):
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(cells)}</w:tr>" for cells in rows) + "</w:tbl>"


def rules(remarks):
    return [remark.rule for remark in remarks]


def test_paragraphs_and_tables_come_in_the_order_of_the_body():
    body = (PARAGRAPH.format("前"), table([cell("甲"), cell("1")]), PARAGRAPH.format("后"))
    assert text(*body) == "前\n| 甲 | 1 |\n后\n"


def test_every_paragraph_and_cell_has_its_path():
    document, _ = read(PARAGRAPH.format("前"), table([cell("甲"), cell("")], [cell("乙"), cell("7")]))
    assert [(document.text[slice(*a.span)], a.path) for a in document.anchors] == [
        ("前", "body/p[1]"),
        ("甲", "body/tbl[1]/tr[1]/tc[1]"),
        ("乙", "body/tbl[1]/tr[2]/tc[1]"),
        ("7", "body/tbl[1]/tr[2]/tc[2]"),
    ]


def test_merged_cells_keep_the_columns():
    wide, down, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        [cell("头", wide), cell("计")],
        [cell("组", down), cell("甲"), cell("1")],
        [cell("", on), cell("乙"), cell("2")],
    ]
    assert text(table(*rows)) == "| 头 |  | 计 |\n| 组 | 甲 | 1 |\n|  | 乙 | 2 |\n"


def test_places_left_free_before_a_row_are_blank():
    row = f'<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>{cell("5")}</w:tr>'
    assert text(f"<w:tbl>{row}</w:tbl>") == "|  |  | 5 |\n"


def test_a_layout_table_is_written_as_what_stands_in_it():
    inner = table([cell("甲"), cell("1")])
    outer = f"<w:tbl><w:tr><w:tc>{PARAGRAPH.format('前')}{inner}{PARAGRAPH.format('后')}</w:tc></w:tr></w:tbl>"
    document, _ = read(outer)
    assert document.text == "前\n| 甲 | 1 |\n后\n"
    assert document.anchors[2].path == "body/tbl[1]/tr[1]/tc[1]/tbl[1]/tr[1]/tc[2]"


def test_a_table_of_one_cell_inside_a_cell_is_its_text():
    nested = f"<w:tc>{table([cell('8')])}<w:p/></w:tc>"
    assert text(f"<w:tbl><w:tr>{cell('甲')}{nested}</w:tr></w:tbl>") == "| 甲 | 8 |\n"


def test_prose_in_one_large_cell_stays_prose():
    paragraphs = "".join(PARAGRAPH.format(words * 60) for words in ("一二三", "四五六"))
    assert "|" not in text(f"<w:tbl><w:tr><w:tc>{paragraphs}</w:tc></w:tr></w:tbl>")


def test_insertions_are_kept_deletions_left_out_and_both_said():
    changed = (
        "<w:p><w:r><w:t>公开</w:t></w:r><w:del><w:r><w:delText>11</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>12</w:t></w:r></w:ins><w:r><w:t>条</w:t></w:r></w:p>"
    )
    document, remarks = read(changed)
    assert document.text == "公开12条\n"
    assert remarks[0].params == {"insertions": 1, "deletions": 1, "printed": "11"}


def test_a_deleted_row_is_left_out_and_said():
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('旧')}{cell('9')}</w:tr>"
    document, remarks = read(f"<w:tbl>{deleted}<w:tr>{cell('新')}{cell('1')}</w:tr></w:tbl>")
    assert document.text == "| 新 | 1 |\n"
    assert remarks[0].params["printed"] == "旧9"


def test_hidden_text_is_left_out_and_said():
    document, remarks = read("<w:p><w:r><w:t>明</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r></w:p>")
    assert document.text == "明\n"
    assert [(r.rule, r.params) for r in remarks] == [("reading.hidden_text", {"count": 1, "printed": "暗"})]


def _field(code, result):
    kinds = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{kinds[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{kinds[1]}<w:r><w:t>{result}</w:t></w:r>{kinds[2]}"


@pytest.mark.parametrize(("code", "words"), [(" PAGE ", ""), (" NUMPAGES ", ""), (" DATE ", "5"), (" REF x ", "5")])
def test_page_numbers_are_left_out_and_other_fields_read(code, words):
    assert text(PARAGRAPH.format("前"), f"<w:p>{_field(code, '5')}</w:p>") == f"前\n{words}\n"
    simple = f'<w:p><w:fldSimple w:instr="{code}"><w:r><w:t>5</w:t></w:r></w:fldSimple></w:p>'
    assert text(PARAGRAPH.format("前"), simple) == f"前\n{words}\n"


def test_headers_and_footers_are_left_out():
    def change(document):
        document.sections[0].footer.paragraphs[0].text = "— 3 —"
        document.sections[0].header.paragraphs[0].text = "页眉"

    assert text(PARAGRAPH.format("文"), change=change) == "文\n"


def test_words_of_a_text_box_are_read_once_and_after_their_paragraph():
    box = f"<w:txbxContent>{PARAGRAPH.format('框')}</w:txbxContent>"
    versions = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    document, _ = read(f"<w:p><w:r><w:t>文</w:t></w:r><w:r>{versions}</w:r></w:p>")
    assert document.text == "文\n框\n"
    assert document.anchors[1].path == "body/p[1]/txbx[1]/p[1]"


NUMBERING = (
    '<w:abstractNum w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%2"/></w:lvl></w:abstractNum>'
)


def _numbered(words, depth):
    marks = f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="77"/></w:numPr></w:pPr>'
    return f"<w:p>{marks}<w:r><w:t>{words}</w:t></w:r></w:p>"


def test_automatic_numbers_are_counted_and_written():
    def change(document):
        root = document.part.numbering_part.element
        root.insert(0, parse_xml(_declared(NUMBERING)))
        root.append(parse_xml(_declared('<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num>')))

    body = [_numbered("甲", 0), _numbered("2023", 1), _numbered("子", 1), _numbered("乙", 0), _numbered("丑", 1)]
    assert text(*body, change=change) == "一、甲\n1 2023\n2 子\n二、乙\n1 丑\n"


def test_content_controls_links_and_line_breaks_are_read():
    control = f"<w:sdt><w:sdtContent>{PARAGRAPH.format('控')}</w:sdtContent></w:sdt>"
    link = "<w:p><w:hyperlink><w:r><w:t>链</w:t><w:br/><w:t>接</w:t></w:r></w:hyperlink></w:p>"
    assert text(control, link) == "控\n链\n接\n"


PICTURE = '<w:p><w:r><w:drawing><a:blip r:embed="rId1"/></w:drawing></w:r></w:p>'


def test_pictures_beside_text_are_said():
    _, remarks = read(PARAGRAPH.format("文"), PICTURE)
    assert [(r.rule, r.params) for r in remarks] == [("reading.pictures", {"count": 1})]


def test_a_file_of_pictures_alone_says_what_to_do():
    with pytest.raises(UnsupportedFormatError) as error:
        read(PICTURE)
    assert error.value.message_id == "error.only_pictures"


def test_a_file_of_nothing_is_empty():
    with pytest.raises(EmptyDocumentError):
        read()


def repacked(change):
    """A Word file with the parts that `change` makes of its own."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word(PARAGRAPH.format("文")))) as old, zipfile.ZipFile(stream, "w", 8) as new:
        for name, data in change({part: old.read(part) for part in old.namelist()}).items():
            new.writestr(name, data)
    return stream.getvalue()


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;">' % (n, *[n - 1] * 10) for n in range(98, 107)
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_part_that_declares_entities_is_refused(encoding):
    def change(parts):
        xml = parts["word/document.xml"].decode()
        head, rest = xml.split("?>", 1)
        bomb = f"{head.replace('UTF-8', encoding)}?>{ENTITIES.decode()}]>{rest.replace('文', '&j;')}"
        return parts | {"word/document.xml": bomb.encode(encoding)}

    with pytest.raises(DocumentLoadError) as error:
        load_document(repacked(change), "a.docx")
    assert error.value.params == {"name": "a.docx", "reason": "entities"}


def test_a_zip_bomb_is_refused():
    with pytest.raises(DocumentLoadError) as error:
        load_document(repacked(lambda parts: parts | {"word/media/x.bin": bytes(12 * 1024 * 1024)}), "a.docx")
    assert error.value.params["reason"] == "bomb"


@pytest.mark.parametrize(("limit", "value"), [("MAX_UNPACKED", 1000), ("MAX_XML", 500)])
def test_sizes_over_the_limits_are_refused(monkeypatch, limit, value):
    monkeypatch.setattr(package, limit, value)
    with pytest.raises(DocumentTooLargeError):
        read(PARAGRAPH.format("文"))


DAMAGE = {
    "cut off": lambda: word(PARAGRAPH.format("文"))[:2000],
    "no body": lambda: repacked(lambda p: p | {"word/document.xml": b"<x/>"}),
    "broken xml": lambda: repacked(lambda p: p | {"word/document.xml": b"<w:document"}),
    "no relations": lambda: repacked(lambda p: {k: v for k, v in p.items() if k != "_rels/.rels"}),
    "deep": lambda: repacked(lambda p: p | {"word/document.xml": b"<a>" * 5000 + b"</a>" * 5000}),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_damage_gives_one_message(damage):
    with pytest.raises(DocumentLoadError) as error:
        load_document(damage(), "a.docx")
    assert error.value.params == {"name": "a.docx", "reason": "damaged"}


def test_the_content_tells_a_word_file_whatever_its_name():
    document, _ = load_document(word(PARAGRAPH.format("文")), "a.pdf")
    assert (document.text, document.media_type) == ("文\n", package.DOCX)


def test_a_package_that_lost_its_beginning_is_damaged():
    data = word(PARAGRAPH.format("公开"))
    with pytest.raises(DocumentLoadError) as error:
        load_document(b"PK\x03\x04" + data[300:], "a.docx")
    assert error.value.params == {"name": "a.docx", "reason": "damaged"}
