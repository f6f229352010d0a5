import json

import pytest
from typer.testing import CliRunner

from extractor.cli.app import app
from extractor.fetch import FetchLimits, collect
from extractor.fetch.address import parse
from extractor.fetch.folder import INDEX, file_name
from extractor.fetch.links import find_links, is_page

QUICK = FetchLimits(connect=2, read=2, total=5, delay=0, pages=3, attachments=2)
TITLE = "青禾县2023年政府信息公开工作年度报告"


def fetch(folder, *urls, **options):
    told = []
    collect(urls, folder, told.append, QUICK, allow_private=True, **options)
    return told


def index(folder):
    return [json.loads(line) for line in (folder / INDEX).read_text(encoding="utf-8").splitlines()]


def page(*links):
    return "<html><body>{}</body></html>".format("".join(f'<a href="{to}">{text}</a>' for to, text in links)).encode()


REPORT = f"<html><body>{'本机关依照条例编制本年度报告。' * 20}</body></html>".encode()


def links_of(html):
    return find_links(html.encode(), parse("http://a.example/list/index.html"))


def test_report_page_is_kept_with_its_attachments(site, tmp_path):
    outside = "http://b.example/c.pdf"
    site.pages |= {"/r.html": page(("/f/t.pdf", "附件"), (outside, "别处"), ("x.jpg", "图")), "/f/t.pdf": b"%PDF-1.4"}
    told = fetch(tmp_path, f"{site.url}/r.html")
    assert [collected.file.read_bytes() for collected in told] == [site.pages["/r.html"], b"%PDF-1.4"]
    assert [entry["url"] for entry in index(tmp_path)] == [f"{site.url}/r.html", f"{site.url}/f/t.pdf"]
    assert index(tmp_path)[1]["found_on"] == f"{site.url}/r.html"


def test_what_is_there_is_not_fetched_again_but_missing_attachments_are(site, tmp_path):
    site.pages["/r.html"] = page(("t.pdf", "附件"))
    first = fetch(tmp_path, f"{site.url}/r.html")
    site.pages["/t.pdf"] = b"%PDF-1.4"
    site.asked.clear()
    second = fetch(tmp_path, f"{site.url}/r.html")
    assert first[1].error.message_id == "error.fetch_status"
    assert [(collected.fresh, collected.error) for collected in second] == [(False, None), (True, None)]
    assert "/r.html" not in site.asked


def test_failed_address_stands_in_the_index_and_the_others_go_on(site, tmp_path):
    site.pages["/b"] = REPORT
    told = fetch(tmp_path, f"{site.url}/a", "ftp://a.example/", f"{site.url}/b")
    assert [collected.error is None for collected in told] == [False, False, True]
    assert [(entry["status"], entry.get("reason")) for entry in index(tmp_path)] == [
        ("error.fetch_status", "404"),
        ("error.fetch", "fetch_address"),
        ("ok", None),
    ]


def test_list_gives_the_reports_of_all_its_pages(site, tmp_path):
    site.pages["/l"] = page(("/1", TITLE), ("/n", "工作动态"), ("/l2", "下一页"))
    site.pages["/l2"] = page(("/2", TITLE.replace("2023", "2022")), ("/1", TITLE), ("/l", "下一页"))
    site.pages |= {"/1": REPORT, "/2": REPORT}
    told = fetch(tmp_path, f"{site.url}/l", as_list=True)
    files = [collected.file for collected in told if collected.file]
    assert [file.name.partition("-")[0] for file in files] == [TITLE, TITLE.replace("2023", "2022")]
    assert "/n" not in site.asked


def test_list_with_more_pages_than_allowed_says_so(site, tmp_path):
    for number in range(9):
        site.pages[f"/{number}"] = page((f"/{number + 1}", "下一页"), ("/r", TITLE))
    site.pages["/r"] = REPORT
    told = fetch(tmp_path, f"{site.url}/0", as_list=True)
    assert [collected.error.message_id for collected in told if collected.error] == ["error.fetch_more_pages"]
    assert "/3" not in site.asked


def test_list_without_reports_says_so(site, tmp_path):
    site.pages["/l"] = page(("/n", "工作动态"))
    assert fetch(tmp_path, f"{site.url}/l", as_list=True)[-1].error.params["reason"] == "fetch_no_reports"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"<html><script>load('/api/list')</script><ul id='list'></ul><a href='#'></a>", "error.fetch_no_links"),
        (
            b"<html><a href='/1'><img src='a.jpg'></a><a href='/2'><img src='b.jpg' alt=''></a>",
            "error.fetch_picture_links",
        ),
    ],
    ids=["by script", "by pictures"],
)
def test_list_that_scripts_or_pictures_make_says_what_to_do(site, tmp_path, body, message):
    site.pages["/l"] = body
    arguments = ["fetch", f"{site.url}/l", "--list", "--out", str(tmp_path), "--allow-private", "--delay", "0"]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 3
    assert "这一页没有年度报告的链接" in done.stderr
    assert "不加 --list" in done.stderr
    assert fetch(tmp_path, f"{site.url}/l", as_list=True)[-1].error.message_id == message


def test_list_that_cannot_be_fetched_is_told_once(site, tmp_path):
    (told,) = fetch(tmp_path, f"{site.url}/nothing", as_list=True)
    assert told.error.message_id == "error.fetch_status"


def test_words_of_a_picture_are_those_of_its_link():
    links = links_of(f'<a href="1"><img src="x.png" alt="{TITLE}"></a><a href="2"><img src="y.png">{TITLE}</a>')
    assert [link.text for link in links.links] == [TITLE, TITLE]
    assert links.pictures == 0


def test_page_without_text_and_attachments_is_kept_and_named(site, tmp_path):
    site.pages["/r"] = b"<html><script>var report = fetch('/api/report/1/content/of/this/page/as/json');</script>" * 3
    kept, named = fetch(tmp_path, f"{site.url}/r")
    assert kept.file.exists()
    assert (named.error.message_id, named.error.params["count"]) == ("error.fetch_shell", 0)


def test_attachments_over_the_limit_are_told(site, tmp_path):
    site.pages["/r"] = page(*((f"/{number}.pdf", "附件") for number in range(4)))
    told = fetch(tmp_path, f"{site.url}/r")
    assert [collected.left_out for collected in told] == [0, 2, 0, 0]


def test_links_written_by_a_script_are_pages_of_the_list():
    links = links_of('<script>createPageHTML(3, 0, "index", "shtml");</script>')
    assert [url.path for url in links.further] == ["/list/index_1.shtml", "/list/index_2.shtml"]


def test_title_replaces_words_that_were_cut():
    (link,) = links_of(f'<a href="1" title="{TITLE}">青禾县2023年政府信息…</a>').reports(parse("http://a.example/"))
    assert link.text == TITLE


@pytest.mark.parametrize(
    "address", ["javascript:go()", "mailto:a@b.example", "http://a:99999/", "ftp://a.example/x.pdf", "#"]
)
def test_links_that_are_no_web_address_are_left_out(address):
    links = links_of(f'<a href="{address}">{TITLE}</a>').links
    assert [link for link in links if link.url.path != "/list/index.html"] == []


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        (TITLE, True),
        ("2021年度政府信息公开年报", True),
        ("市商务局2020年政务公开工作报告", True),
        ("政府信息公开指南", False),
        ("2023年政府工作报告", False),
    ],
)
def test_reports_are_told_by_their_words(text, taken):
    assert bool(links_of(f'<a href="1.html">{text}</a>').reports(parse("http://a.example/"))) is taken


def test_page_in_gbk_is_read():
    links = find_links(f'<a href="1">{TITLE}</a>'.encode("gbk"), parse("http://a.example/"))
    assert links.links[0].text == TITLE


def test_kind_of_an_answer_is_told_without_the_servers_word():
    assert is_page("application/octet-stream", b"\n<!DOCTYPE html>")
    assert not is_page("application/pdf", b"%PDF")


@pytest.mark.parametrize(
    ("path", "title", "kind"),
    [
        ("/../../etc/passwd", "", "text/html"),
        ("/a%2f..%2f..%2fb.pdf", "", ""),
        ("/", "../\\x:*?\0|" + "长" * 300, "text/html; charset=gbk"),
        ("/con", "", "text/plain"),
        ("/.htaccess", "", ""),
    ],
)
def test_names_are_safe(path, title, kind):
    name = file_name("http://a.example" + path, path, title, kind)
    assert len(name.encode()) < 160
    assert not set(name) & set('/\\:*?"<>|\0') and not name.startswith(".")


def test_same_name_on_two_addresses_gives_two_files():
    assert file_name("http://a.example/1", "/1", TITLE, "") != file_name("http://a.example/2", "/2", TITLE, "")


def test_index_that_names_a_file_elsewhere_is_not_believed(site, tmp_path):
    site.pages["/a"] = REPORT
    entry = {"url": f"{site.url}/a", "file": "../secret", "status": "ok", "time": ""}
    (tmp_path / INDEX).write_text(json.dumps(entry) + "\n{cut", encoding="utf-8")
    assert fetch(tmp_path, f"{site.url}/a")[0].fresh


def test_command_says_what_it_did(site, tmp_path):
    site.pages["/a"] = REPORT
    arguments = ["fetch", f"{site.url}/a", f"{site.url}/b", "--out", str(tmp_path), "--allow-private", "--delay", "0"]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 3
    assert "新下载 1 个文件,已有 0 个,失败 1 个" in done.stdout
    assert "404" in done.stderr


def test_command_refuses_this_machine_by_itself(site, tmp_path):
    done = CliRunner().invoke(app, ["fetch", f"{site.url}/a", "--out", str(tmp_path)])
    assert (done.exit_code, site.asked) == (3, [])
    assert "--allow-private" in done.stderr


def test_summary_without_files_sends_nobody_to_extract(tmp_path):
    done = CliRunner().invoke(app, ["fetch", "nothing", "--out", str(tmp_path)])
    assert "没有下载到文件,失败 1 个" in done.stdout
    assert "nianbao extract" not in done.stdout
