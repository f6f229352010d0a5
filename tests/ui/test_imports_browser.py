"""The page imports in a browser: a PDF is dropped, read in the background, and stands in the queue."""

import re

import pytest
from playwright.sync_api import expect

pytest.importorskip("reportlab", reason="reportlab writes the PDFs; install nianbao[dev]")

from eval.synth.formats.pdf import write_pdf
from extractor.review import LOCAL
from extractor.review.queue import QueueFilter, ReviewQueue
from extractor.storage import open_store
from tests.ui.windows import in_english, open_page, settled, tables

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SEED = 7003


def test_dropped_pdf_is_read_in_the_background_and_stands_in_the_queue(server, page, shot, data):
    pdf = write_pdf(SEED, noise=0, damage=0)
    open_page(page, server, "imports")
    broken = {"name": "坏文件.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 nothing"}
    good = {"name": pdf.name, "mimeType": "application/pdf", "buffer": pdf.data}
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([good, broken])
    page.get_by_role("button", name="开始导入(2 个文件)").click()
    expect(page.get_by_text("· 2 个文件")).to_be_visible()
    shot("imports-running")
    page.reload()
    expect(page.get_by_text("新入库 1,已有 0,未能读取 1")).to_be_visible(timeout=240_000)
    (files,) = tables(page, 1).all()
    settled(page, page.get_by_role("link", name="审核这些报告"))
    shot("imports-zh")
    with open_store(f"sqlite:///{data / 'nianbao.db'}") as store:
        queue = ReviewQueue(store).page(LOCAL, QueueFilter(issuer=pdf.gold["issuer"], year=pdf.gold["year"]))
    (item,) = queue.items
    files.click(position={"x": 120, "y": 50})
    expect(page).to_have_url(re.compile(f"/review\\?report={item.report_id}"))


def test_page_in_english(server, page, shot):
    open_page(page, server, "imports")
    in_english(page, "imports")
    expect(page.get_by_text("Nothing has been imported here yet")).to_be_visible()
    page.get_by_test_id("stButtonGroup").get_by_text("Addresses", exact=True).click()
    settled(page, page.get_by_label("Addresses of reports"))
    page.get_by_label("Addresses of reports").fill("https://report.example/2024.html")
    page.get_by_label("Addresses of reports").press("Control+Enter")
    expect(page.get_by_role("button", name="Import addresses: 1")).to_be_visible()
    shot("imports-en")
