import io
import re
from datetime import date

import docx
import openpyxl
import pytest

from extractor.errors import ExportError
from extractor.notice.content import compose
from extractor.notice.docx import docx_bytes
from extractor.notice.formats import Format
from extractor.notice.html import html_bytes
from extractor.notice.write import write_notice
from extractor.notice.xlsx import xlsx_bytes
from tests.builders import stated
from tests.notice.material import reviewed, wrong_report
from tests.validation.test_identity import finding

EVIL = '=cmd|" /C calc"!A0<script>alert(1)</script>\x0b\ud800'
DAY = date(2024, 3, 1)


def notice(*items, **more):
    return compose(items or (reviewed(),), sender="云溪县政务公开办公室", day=DAY, **more)


def words_of(data):
    document = docx.Document(io.BytesIO(data))
    lines = [paragraph.text for paragraph in document.paragraphs]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(lines + cells)


def page_of(data):
    return data.decode()


def sheet_of(data):
    rows = openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)
    return "\n".join(str(value) for row in rows for value in row)


FORMATS = pytest.mark.parametrize(
    ("written", "read"),
    [(docx_bytes, words_of), (html_bytes, page_of), (xlsx_bytes, sheet_of)],
    ids=["docx", "html", "xlsx"],
)


def evil():
    whole = wrong_report(issuer=stated(EVIL))
    made = finding("facts.conflict", quotes=[EVIL], message=EVIL, params={"field": EVIL})
    return reviewed(whole.model_copy(update={"findings": (made,)}), "facts.conflict")


@FORMATS
def test_every_format_tells_the_mistake(written, read):
    text = read(written(notice()))
    for told in ("云溪县林业局", "予以公开", "总计“3”", "自然人 + 商业企业", "国办公开办函"):
        assert told in text


@FORMATS
def test_draft_marks_what_nobody_confirmed(written, read):
    assert "待确认" not in read(written(notice()))
    text = read(written(notice(reviewed(rule=None), include_open=True)))
    assert "待确认" in text or "待处理" in text


@FORMATS
def test_list_names_every_issuer(written, read):
    other = wrong_report(issuer=stated("云溪县档案局"), id="1" * 16)
    text = read(written(notice(reviewed(), reviewed(other))))
    assert "云溪县林业局" in text
    assert "云溪县档案局" in text


@FORMATS
def test_unprintable_text_of_a_report_breaks_nothing(written, read):
    assert "alert(1)" in read(written(notice(evil())))


def test_text_of_a_report_never_becomes_markup():
    page = page_of(html_bytes(notice(evil())))
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "default-src &#x27;none&#x27;" in page


def test_text_of_a_report_never_becomes_a_formula():
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(notice(evil())))).active
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s", "n"}


def test_letter_has_title_addressee_signature_date_and_seal():
    lines = words_of(docx_bytes(notice())).splitlines()
    assert lines[0] == "政府信息公开工作年度报告校核意见书"
    assert lines[1] == "云溪县林业局："
    assert lines[2].startswith("经校核，你单位2022年")
    assert {"云溪县政务公开办公室", "2024年3月1日", "（印章）"} <= set(lines)
    assert lines[3].startswith("一、")


def test_letter_is_laid_out_as_official_ones_are():
    document = docx.Document(io.BytesIO(docx_bytes(notice())))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    body = document.paragraphs[2].runs[0]
    assert 'w:eastAsia="仿宋_GB2312"' in body._r.xml
    assert body.font.size.pt == 16
    fonts = next(part for part in document.part.package.iter_parts() if part.partname == "/word/fontTable.xml")
    assert re.search('w:altName[^>]*"仿宋,', fonts.blob.decode())


def test_what_stands_in_quotation_marks_keeps_its_punctuation():
    made = finding(
        "facts.conflict", quotes=["共3,500件(约)"], message="正文“培训(次)”有不同的数值:3,5", params={"field": "x"}
    )
    item = reviewed(wrong_report().model_copy(update={"findings": (made,)}), "facts.conflict")
    text = words_of(docx_bytes(notice(item)))
    assert "正文“培训(次)”有不同的数值：3，5" in text
    assert "“共3,500件(约)”" in text


@pytest.mark.parametrize("kind", list(Format))
def test_file_is_written_whole_into_a_new_folder(tmp_path, kind):
    path = tmp_path / "new" / f"notice.{kind.value}"
    write_notice(notice(), path, kind)
    assert path.stat().st_size > 1000
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_folder_that_cannot_be_made_is_an_export_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError):
        write_notice(notice(), tmp_path / "file" / "notice.docx", Format.DOCX)
