"""The page imports in a browser: a PDF is dropped, read in the background, and stands in the queue."""

import re

import pytest

pytest.importorskip("reportlab", reason="reportlab writes the PDFs; install nianbao[dev]")

from eval.synth.formats.pdf import write_pdf
from extractor.review import LOCAL
from extractor.review.queue import QueueFilter, ReviewQueue
from extractor.storage import open_store

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SEED = 7003


def test_dropped_pdf_is_read_in_the_background_and_stands_in_the_queue(server, page, shot, data):
    pdf = write_pdf(SEED, noise=0, damage=0)
    page.goto(f"{server}/imports")
    broken = {"name": "坏文件.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 nothing"}
    good = {"name": pdf.name, "mimeType": "application/pdf", "buffer": pdf.data}
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([good, broken])
    page.get_by_role("button", name="开始导入(2 个文件)").click()
    page.get_by_text("后台进程").or_(page.get_by_text("0/2")).first.wait_for()
    shot("imports-running")
    page.reload()
    page.get_by_text("新入库 1,已有 0,未能读取 1").wait_for(timeout=240_000)
    shot("imports-zh")
    with open_store(f"sqlite:///{data / 'nianbao.db'}") as store:
        queue = ReviewQueue(store).page(LOCAL, QueueFilter(issuer=pdf.gold["issuer"], year=pdf.gold["year"]))
    (item,) = queue.items
    page.get_by_test_id("stDataFrame").click(position={"x": 120, "y": 50})
    page.wait_for_url(re.compile(f"/review\\?report={item.report_id}"))


def test_page_in_english(server, page, shot):
    page.goto(f"{server}/imports")
    page.get_by_text("English").click()
    page.get_by_text("Nothing has been imported here yet").wait_for()
    page.get_by_test_id("stButtonGroup").get_by_text("Addresses", exact=True).click()
    page.get_by_label("Addresses of reports").fill("https://report.example/2024.html")
    page.get_by_label("Addresses of reports").press("Control+Enter")
    page.get_by_role("button", name="Import addresses: 1").wait_for()
    shot("imports-en")
