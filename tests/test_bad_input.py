"""Whatever a file holds, it gives a report that keeps its promises or one documented error; never a traceback."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.errors import (
    DocumentError,
    DocumentTooLargeError,
    EmptyDocumentError,
    NotAReportError,
    UnsupportedFormatError,
)
from extractor.parsing.load import MAX_CHARACTERS
from extractor.parsing.tables.candidates import Option, Piece
from extractor.parsing.tables.decode import Identity, decode
from extractor.pipeline import Processed, process
from extractor.schema import Status
from extractor.schema.forms import APPLICANTS, APPLICATIONS
from extractor.storage import open_store
from tests.promises import broken_promises

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "eval" / "samples"
SAMPLES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".txt", ".md") and path.stem != "README")
SAMPLE = FOLDER / "柳坪县商务局-2023.txt"
RUN = [sys.executable, "-c", "from extractor.cli import main; main()"]
EXAMPLES = settings(max_examples=150, derandomize=True, database=None)
PIECES = [
    "\n",
    "|",
    "\t",
    " ",
    "0",
    "7",
    "９",
    "一、",
    "四、",
    "（一）",
    "三",
    "总计",
    "行政",
    "-",
    "\ufeff",
    "𠀀",
    "\x07",
    "年",
]

NEWS = (
    "柳坪县举办春季种植培训班\n来源:柳坪县融媒体中心  2023年3月9日\n"
    "昨日,全县120名种植户参加了为期3天的培训。授课老师讲解了育苗、施肥等内容,并发放手册300份。\n"
)
HALF_YEAR = (
    "柳坪县商务局2023年上半年政府信息公开情况统计表\n一、主动公开情况\n本期主动公开信息45条。\n"
    "二、依申请公开情况\n本期收到申请3件,办结3件。\n三、复议诉讼情况\n本期无。\n"
)
QUARTER = HALF_YEAR.replace("上半年", "第三季度")


def blank_form() -> str:
    """The form as an office hands it out: headings and labels, no figure, no year."""
    rows = "\n".join(f"|{row.ordinal or ''}{row.label}|" + "|" * len(APPLICANTS) for row in APPLICATIONS["2021"].rows)
    return (
        "政府信息公开工作年度报告(格式)\n一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
        f"|申请人情况|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计|\n{rows}\n"
        "四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项\n"
    )


def read(data: bytes, name: str = "a.txt") -> Processed | None:
    """A report with every promise kept, or None where the file is refused; anything else fails the test."""
    try:
        result = process(data, name)
    except DocumentError as error:
        assert error.params["name"] == name
        return None
    assert broken_promises(result.report, result.document) == []
    assert result.report.status is Status.COMPLETE, result.report.errors
    return result


def nianbao(*arguments, data: Path):
    environment = {**os.environ, "NIANBAO_DATA_DIR": str(data), "NIANBAO_LANG": "en", "COLUMNS": "200"}
    command = [*RUN, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=100)


def text_of(path: Path) -> str:
    return process(path.read_bytes(), path.name).document.text


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyDocumentError),
        (b"\xef\xbb\xbf \r\n", EmptyDocumentError),
        (b"\0" * 5000, EmptyDocumentError),
        (random.Random(1).randbytes(5000), UnsupportedFormatError),
        (b"\x7fELF" + bytes(range(256)) * 20, UnsupportedFormatError),
        (("报告" * (MAX_CHARACTERS // 2) + "。").encode(), DocumentTooLargeError),
    ],
    ids=["nothing", "white space", "zeros", "noise", "program", "too long"],
)
def test_file_that_is_no_text_is_refused_with_its_kind(data, error):
    with pytest.raises(error):
        process(data, "a.txt")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (NEWS, "other_text"),
        (NEWS + "本页由政府信息公开栏目发布。", "other_text"),
        (HALF_YEAR, "part_year"),
        (QUARTER, "part_year"),
        (blank_form(), "blank_form"),
    ],
    ids=["news", "news of the column", "half year", "quarter", "blank form"],
)
def test_text_that_is_no_yearly_report_is_refused_with_the_reason(text, reason):
    with pytest.raises(NotAReportError) as caught:
        process(text.encode(), "a.txt")
    assert caught.value.params == {"name": "a.txt", "reason": reason}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_report_cut_off_anywhere_keeps_its_promises(path):
    text = text_of(path)
    results = [read(text[: len(text) * step // 40].encode(), path.name) for step in range(40)]
    assert results[0] is None
    assert results[-1] is not None


def test_cut_off_report_says_what_is_missing():
    text = text_of(SAMPLE)
    report = read(text[: text.index("四、政府")].encode()).report
    assert {"structure.table_missing", "structure.part_missing"} <= {finding.rule for finding in report.findings}


def test_report_cut_off_inside_a_character_is_read_and_says_so():
    data = SAMPLE.read_bytes()
    result = read(data[: data.index("五、".encode()) + 1])
    assert "reading.undecodable" in {finding.rule for finding in result.report.findings}


def test_fifty_megabytes_of_text_are_one_message_and_exit_code_3(tmp_path):
    path = tmp_path / "large.txt"
    path.write_text("本年度主动公开政府信息十二条。\n" * 1_100_000, "utf-8")
    assert path.stat().st_size > 50_000_000
    before = os.times().children_user
    done = nianbao("extract", path, SAMPLE, data=tmp_path / "data")
    assert os.times().children_user - before < 10, "processor time: the clock says more on a busy machine"
    assert done.returncode == 3
    assert "Traceback" not in done.stdout + done.stderr
    assert done.stderr.count("too much for one yearly report") == 1
    with open_store(f"sqlite:///{tmp_path / 'data' / 'nianbao.db'}") as store:
        assert store.count() == 1


def test_nul_bytes_between_the_words_change_no_value():
    clean = read(SAMPLE.read_bytes()).report
    data = SAMPLE.read_text("utf-8").replace("政府", "政\0府").encode()
    report = read(data).report
    assert report.facts[0].value == clean.facts[0].value
    assert "reading.nul_dropped" in {finding.rule for finding in report.findings}
    assert report.tables == read(data.replace(b"\0", b"")).report.tables


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "gb18030", "utf-8-sig"])
def test_report_in_another_encoding_is_the_same_report(encoding):
    text = text_of(SAMPLE)
    clean = read(text.encode()).report
    report = read(text.encode(encoding)).report
    assert (report.tables, report.facts, report.quantities) == (clean.tables, clean.facts, clean.quantities)


@pytest.mark.slow
@pytest.mark.parametrize("place", ["alone", "in table 3"])
@pytest.mark.parametrize("char", [" ", "7", "|", "政"], ids=["space", "digit", "pipe", "Chinese"])
def test_line_of_two_million_characters_takes_no_minute(char, place):
    text = text_of(SAMPLE) if place == "in table 3" else ""
    at = text.find("上年结转政府信息公开申请数量")
    line = char * (MAX_CHARACTERS - len(text))
    start = time.process_time()
    assert (read((text[: max(at, 0)] + line + text[max(at, 0) :]).encode()) is None) == (place == "alone")
    assert time.process_time() - start < 20


def test_two_processes_extracting_the_same_files_store_each_report_once(tmp_path):
    environment = {**os.environ, "NIANBAO_DATA_DIR": str(tmp_path)}
    command = [*RUN, "extract", str(FOLDER)]
    both = [subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    errors = [process.communicate(timeout=100)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], errors
    with open_store(f"sqlite:///{tmp_path / 'nianbao.db'}") as store:
        assert [summary.revision for summary in store.list()] == [1] * len(SAMPLES)


@pytest.mark.parametrize("digits", ["9" * 17, "1" * 400], ids=len)
def test_number_longer_than_a_number_can_be_is_kept_as_printed_without_a_value(digits):
    text = text_of(SAMPLE)
    row = text.index("上年结转政府信息公开申请数量\t\t\t0")
    report = read((text[:row] + text[row:].replace("0", digits, 1)).encode()).report
    cell = report.tables.applications["carried_over"]["natural_person"]
    assert (cell.value, cell.printed) == (None, digits)
    assert any("applications.carried_over.natural_person" in finding.cells for finding in report.findings)


def test_cells_with_borders_between_them_are_never_one_number():
    text = text_of(SAMPLE)
    row = text.index("上年结转政府信息公开申请数量\t\t\t0")
    report = read((text[:row] + text[row:].replace("0\t0\t0", "17\t986\t101\t4\t0", 1)).encode()).report
    assert [cell.value for cell in report.tables.applications["carried_over"].values()] == [None] * 7


def test_ordinal_after_a_cell_is_no_note_on_it():
    text = text_of(FOLDER / "青泽市水务局-2023.txt")
    row = text.index("（五）不予处理")
    cut = text[:row].rstrip() + "\n（五）\n不予处理" + text[row + len("（五）不予处理") :]
    cells = [c for r in read(cut.encode()).report.tables.applications.values() for c in r.values()]
    assert not [cell.printed for cell in cells if "五" in cell.printed]


def test_row_of_zeros_whose_blanks_could_stand_anywhere_stops_no_decoding():
    def reading(value):
        return Option((Piece("" if value is None else str(value), None),))

    rows = {"carried_over": [reading(0), reading(None)], "total_processed": [reading(8), reading(9)]}
    found = decode(rows, [Identity((("carried_over", 0, 1), ("total_processed", 0, -1)))])
    assert [solution["total_processed"].values for solution in found.solutions] == [(8,), (9,)]


@EXAMPLES
@given(st.binary(max_size=600))
def test_any_bytes_give_a_report_or_an_error(data):
    read(data)


@EXAMPLES
@given(
    st.lists(
        st.sampled_from([*PIECES, "年度报告", "一、总体情况\n", "第二十条", "申请人情况", "2023", "件"]), max_size=120
    )
)
def test_any_heap_of_report_words_gives_a_report_or_an_error(words):
    read(("政府信息公开工作年度报告\n" + "".join(words)).encode())


@st.composite
def mutated(draw) -> bytes:
    """A sample after a few accidents: pieces lost, doubled, swapped, put in, digits changed, lines dropped."""
    text = text_of(draw(st.sampled_from(SAMPLES)))
    rng = random.Random(draw(st.integers(0, 10**9)))
    for accident in draw(st.lists(st.sampled_from(ACCIDENTS), min_size=1, max_size=6)):
        text = accident(text, rng)
    return text.encode(draw(st.sampled_from(["utf-8", "gb18030", "utf-16"])))


def two_places(text, rng, longest=300):
    start = rng.randrange(len(text) + 1)
    return start, min(len(text), start + rng.randint(1, longest))


def lose(text, rng):
    start, end = two_places(text, rng)
    return text[:start] + text[end:]


def double(text, rng):
    start, end = two_places(text, rng)
    return text[:end] + text[start:]


def swap(text, rng):
    start, middle = two_places(text, rng)
    end = min(len(text), middle + rng.randint(1, 300))
    return text[:start] + text[middle:end] + text[start:middle] + text[end:]


def put_in(text, rng):
    for _ in range(rng.randint(1, 12)):
        at = rng.randrange(len(text) + 1)
        text = text[:at] + rng.choice(PIECES) + text[at:]
    return text


def change_digits(text, rng):
    return "".join(rng.choice("0123456789") if c.isdecimal() and rng.random() < 0.05 else c for c in text)


def drop_lines(text, rng):
    return "".join(line for line in text.splitlines(keepends=True) if rng.random() > 0.1)


def join_lines(text, rng):
    return "".join(line.rstrip("\n") if rng.random() < 0.2 else line for line in text.splitlines(keepends=True))


ACCIDENTS = [lose, double, swap, put_in, change_digits, drop_lines, join_lines]


@EXAMPLES
@given(mutated())
def test_any_accident_gives_a_report_that_keeps_its_promises_or_an_error(data):
    read(data)
