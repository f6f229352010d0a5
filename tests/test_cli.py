"""The commands, with a pipeline that is faked where only the command is tested, and real processes where it counts."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from extractor import pipeline
from extractor.cli.app import app
from extractor.cli.options import early_language
from extractor.errors import NotAReportError
from extractor.extraction import engines
from extractor.messages import MESSAGES
from extractor.schema import Report, Severity
from extractor.storage import open_store
from tests.storage.fictional import entry

ROOT = Path(__file__).parents[1]
RUN = [sys.executable, "-c", "from extractor.cli import main; main()"]


def fake_process(raw, name, engine="rules", settings=None, password=None):
    if raw.startswith(b"bad"):
        raise NotAReportError(name=name, reason="other_text")
    if raw.startswith(b"bug"):
        raise ZeroDivisionError("a bug")
    item = entry(int(raw.split()[0]), name=name, engine=engine)
    if b"clean" in raw:
        item = type(item)(item.report.model_copy(update={"findings": ()}), item.document, item.raw)
    return item


@pytest.fixture(autouse=True)
def environment(monkeypatch, tmp_path):
    monkeypatch.setenv("NIANBAO_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("NIANBAO_LANG", raising=False)
    monkeypatch.delenv("NIANBAO_DATABASE_URL", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(pipeline, "process", fake_process)


@pytest.fixture
def reports(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in (1, 2, 3):
        (folder / f"r{number}.txt").write_text(str(number))
    return folder


def nianbao(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def stored(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'data' / 'nianbao.db'}") as store:
        return store.list()


def test_extract_stores_and_writes_every_report(reports, tmp_path):
    result = nianbao("extract", reports, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert [item.names for item in stored(tmp_path)] == [("r1.txt",), ("r2.txt",), ("r3.txt",)]
    written = Report.model_validate_json((tmp_path / "out" / "r2.json").read_bytes())
    assert written == fake_process(b"2", "r2.txt").report


def test_extract_again_adds_nothing(reports, tmp_path):
    nianbao("extract", reports)
    result = nianbao("extract", reports)
    assert [item.revision for item in stored(tmp_path)] == [1, 1, 1]
    assert "内容未变" in result.output


def test_failing_files_are_named_and_the_rest_go_on(reports, tmp_path):
    (reports / "r0.txt").write_text("bad")
    (reports / "r4.txt").write_text("bug")
    result = nianbao("extract", reports)
    assert result.exit_code == 3
    assert "r0.txt" in result.stderr
    assert "ZeroDivisionError" in result.stderr
    assert "Traceback" not in result.output
    assert "ZeroDivisionError" in (tmp_path / "data" / "nianbao.log").read_text()
    assert len(stored(tmp_path)) == 3


def test_missing_path_is_reported_and_the_rest_go_on(reports, tmp_path):
    result = nianbao("extract", tmp_path / "nowhere.txt", reports)
    assert result.exit_code == 3
    assert "nowhere.txt" in result.stderr
    assert "没有这个文件" in result.stderr
    assert len(stored(tmp_path)) == 3


def test_no_store_leaves_no_trace(reports, tmp_path):
    assert nianbao("extract", reports, "--no-store").exit_code == 0
    assert not (tmp_path / "data").exists()


def test_folder_without_reports_is_a_usage_error(tmp_path):
    assert nianbao("extract", tmp_path).exit_code == 2
    assert nianbao("check", tmp_path).exit_code == 2


def test_other_engine_adds_a_revision(reports, tmp_path, monkeypatch):
    monkeypatch.setattr(engines, "ENGINES", ("rules", "other"))
    nianbao("extract", reports / "r1.txt")
    nianbao("extract", reports / "r1.txt", "--engine", "other")
    assert stored(tmp_path)[0].revision == 2


def test_data_folder_that_cannot_be_made_is_one_message(reports, tmp_path):
    (tmp_path / "file").write_text("")
    result = nianbao("extract", reports, "--data", tmp_path / "file" / "data")
    assert result.exit_code == 4
    assert "--data" in result.stderr
    assert "Traceback" not in result.output


def test_results_folder_that_cannot_be_made_is_one_message(reports, tmp_path):
    (tmp_path / "file").write_text("")
    result = nianbao("extract", reports, "--out", tmp_path / "file")
    assert result.exit_code == 4
    assert "file" in result.stderr


def test_full_disk_in_the_middle_is_one_message(reports, tmp_path, monkeypatch):
    from extractor.errors import StorageError
    from extractor.storage import ReportStore

    def full(self, entries):
        raise StorageError("error.storage_full", store=self.place, reason="full")

    monkeypatch.setattr(ReportStore, "save_many", full)
    result = nianbao("extract", reports)
    assert result.exit_code == 4
    assert "磁盘已满" in result.stderr
    assert stored(tmp_path) == ()


def test_check_exits_with_1_when_a_finding_is_an_error(reports):
    result = nianbao("check", reports / "r1.txt")
    assert result.exit_code == 1
    assert "applications.balance" in result.stdout
    assert "收到申请12件" in result.stdout


def test_check_exits_with_0_without_findings(reports):
    (reports / "r1.txt").write_text("1 clean")
    result = nianbao("check", reports / "r1.txt")
    assert (result.exit_code, "未发现问题" in result.stdout) == (0, True)


def test_check_exits_with_3_when_a_file_fails(reports):
    (reports / "r0.txt").write_text("bad")
    assert nianbao("check", reports).exit_code == 3


def test_check_json_is_one_line_per_file(reports):
    (reports / "r0.txt").write_text("bad")
    lines = [json.loads(line) for line in nianbao("check", reports, "--json").stdout.splitlines()]
    assert [line["name"] for line in lines] == ["r0.txt", "r1.txt", "r2.txt", "r3.txt"]
    assert lines[0]["error"] and lines[0]["findings"] == []
    assert lines[1]["findings"][0]["severity"] == Severity.ERROR.value


def test_check_json_names_copies_by_path(reports):
    for name in ("r1.txt", "r4.txt"):
        (reports / name).write_text("7 clean, the same words")
    lines = [json.loads(line) for line in nianbao("check", reports, "--json").stdout.splitlines()]
    assert [line["path"] for line in lines] == [str(reports / f"r{number}.txt") for number in (1, 2, 3, 4)]
    assert lines[0]["same_as"] is None
    assert lines[3]["same_as"] == str(reports / "r1.txt")


def test_check_json_names_the_other_half(reports, monkeypatch):
    from dataclasses import replace

    from extractor import batch

    def halves(outcomes, *more):
        return (replace(outcome, other_half=reports / "tables.xlsx") for outcome in outcomes)

    monkeypatch.setattr(batch, "join_halves", halves)
    result = nianbao("check", reports / "r1.txt", "--json")
    assert result.exit_code == 1, (result.output, result.exception)
    (line,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert line["other_half"] == str(reports / "tables.xlsx")


def test_check_stores_nothing(reports, tmp_path):
    nianbao("check", reports)
    assert not (tmp_path / "data").exists()


def test_list_filters(reports):
    nianbao("extract", reports)
    assert nianbao("list", "--issuer", "第2局").stdout.count("云溪县") == 1
    assert "nianbao extract" in nianbao("list", "--year", "1999").stdout
    assert "共 3 份" in nianbao("list", "--limit", "2").stdout


def test_show_by_prefix_source_file_and_json_file_agree(reports, tmp_path):
    nianbao("extract", reports, "--out", tmp_path / "out")
    by_id = nianbao("show", entry(1).report.id[:8])
    by_file = nianbao("show", reports / "r1.txt")
    by_json = nianbao("show", tmp_path / "out" / "r1.json")
    assert by_id.exit_code == 0
    assert by_id.stdout == by_file.stdout == by_json.stdout


def test_show_has_head_tables_facts_and_findings(reports):
    shown = nianbao("show", reports / "r1.txt").stdout
    for words in ("云溪县第1局 2023", "本年新收政府信息公开申请数量", "行政复议", "新收申请数", "栏目更新慢", "不等于"):
        assert words in shown


def test_show_tells_blank_missing_and_zero_apart(reports):
    shown = nianbao("show", reports / "r1.txt").stdout
    (line,) = [line for line in shown.splitlines() if line.count("│") == 7 and "本年新收" in line]
    assert [cell.strip() for cell in line.split("│")[1:]] == ["12", "·", "✗", "0", "0", "0", "0"]


def test_show_unknown_id_is_one_message(reports):
    nianbao("extract", reports)
    result = nianbao("show", "ffffffff")
    assert result.exit_code == 4
    assert "ffffffff" in result.stderr


def test_show_writes_a_page_with_the_source(reports, tmp_path):
    nianbao("extract", reports)
    page = tmp_path / "page.html"
    assert nianbao("show", entry(1).report.id, "--html", page).exit_code == 0
    assert "全年公开300条" in page.read_text(encoding="utf-8").replace("<wbr>", "")


def test_page_of_a_json_file_needs_the_source(reports, tmp_path):
    nianbao("extract", reports, "--out", tmp_path / "out", "--no-store")
    result = nianbao("show", tmp_path / "out" / "r1.json", "--html", tmp_path / "page.html")
    assert result.exit_code == 4
    assert not (tmp_path / "page.html").exists()


@pytest.mark.parametrize("kind", ["xlsx", "csv", "jsonl", "parquet"])
def test_export_writes_the_store(reports, tmp_path, kind):
    nianbao("extract", reports)
    result = nianbao("export", "--format", kind, "--out", tmp_path / f"all.{kind}")
    assert result.exit_code == 0, result.output
    assert "3 份" in result.stdout
    assert (tmp_path / f"all.{kind}").stat().st_size > 500


def test_export_of_an_unknown_sheet_is_a_usage_error(tmp_path):
    result = nianbao("export", "--format", "csv", "--out", tmp_path / "x.csv", "--sheet", "nothing")
    assert result.exit_code == 2


def test_messages_are_english_on_request(reports):
    assert "Extraction" in nianbao("extract", reports, "--lang", "en").stdout
    assert "is no yearly report" not in nianbao("check", reports, "--lang", "en").output
    (reports / "r0.txt").write_text("bad")
    assert "is no yearly report" in nianbao("check", reports, "--lang", "en").stderr


def test_unusable_setting_is_one_message(reports, monkeypatch):
    monkeypatch.setenv("NIANBAO_MAX_BYTES", "many")
    result = nianbao("check", reports)
    assert result.exit_code == 4
    assert "NIANBAO_MAX_BYTES" in result.stderr


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("MAX_BYTES", "many", "many 不是整数"),
        ("MAX_SECONDS", "soon", "soon 不是数字"),
        ("MAX_SECONDS", "0", "必须大于 0"),
        ("LANG", "fr", "fr 不是可用的取值:zh, en"),
    ],
)
def test_unusable_setting_says_why_in_chinese(reports, monkeypatch, name, value, words):
    monkeypatch.setenv(f"NIANBAO_{name}", value)
    assert words in nianbao("check", reports).stderr


def test_internal_error_has_no_traceback_unless_asked(reports, tmp_path, monkeypatch):
    monkeypatch.setattr("extractor.batch.find_files", lambda *a, **k: 1 / 0)
    monkeypatch.delenv("NIANBAO_DEBUG", raising=False)
    result = nianbao("extract", reports)
    assert result.exit_code == 5
    assert "Traceback" not in result.output
    monkeypatch.setenv("NIANBAO_DEBUG", "1")
    assert "Traceback" in nianbao("extract", reports).output


def test_interrupt_keeps_what_is_done_and_exits_with_130(reports, tmp_path, monkeypatch):
    def interrupted(raw, name, engine="rules", settings=None, password=None):
        if raw == b"3":
            raise KeyboardInterrupt
        return fake_process(raw, name, engine)

    monkeypatch.setattr(pipeline, "process", interrupted)
    result = nianbao("extract", reports)
    assert result.exit_code == 130
    assert "已中断" in result.stderr
    assert len(stored(tmp_path)) == 2


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        ([], {}, "zh"),
        (["check", "--lang", "en"], {}, "en"),
        (["--lang=en"], {"NIANBAO_LANG": "zh"}, "en"),
        (["--lang"], {}, "zh"),
        ([], {"NIANBAO_LANG": "en"}, "en"),
        (["--lang", "zh"], {"NIANBAO_LANG": "en"}, "zh"),
    ],
)
def test_language_of_the_help(arguments, environment, expected):
    assert early_language(arguments, environment) == expected


def test_every_message_has_both_languages_with_the_same_values():
    for message_id, (chinese, english) in MESSAGES.items():
        if message_id.startswith(("cli.", "error.", "export.", "reason.")):
            assert set(re.findall(r"{(\w+)", chinese)) == set(re.findall(r"{(\w+)", english)), message_id


def start(*arguments, **environment):
    process = subprocess.run(
        [*RUN, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )
    return process.returncode, process.stdout, process.stderr


def test_help_is_in_the_language_asked_for_and_lists_exit_codes():
    code, chinese, _ = start("--help")
    assert code == 0
    assert "退出码" in chinese
    assert "Exit codes" in start("--help", NIANBAO_LANG="en")[1]


@pytest.mark.parametrize(
    ("code", "heavy"),
    [
        ("import extractor.cli.app", "pydantic pydantic_settings sqlalchemy alembic scipy xlsxwriter pyarrow"),
        (
            "import sys; sys.argv = ['nianbao', 'check', 'nothing']\n"
            "try:\n    from extractor.cli import main; main()\nexcept SystemExit: pass",
            "sqlalchemy alembic scipy xlsxwriter pyarrow",
        ),
    ],
    ids=["help", "check"],
)
def test_heavy_packages_are_not_imported(code, heavy):
    listing = f"{code}\nimport sys; print('LOADED', *(set('{heavy}'.split()) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", listing], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines()[-1].split() == ["LOADED"]


def test_reader_that_goes_away_is_no_error(reports):
    nianbao("extract", reports)
    shell = f"{sys.executable} -c 'from extractor.cli import main; main()' list | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", shell], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stderr == ""


def holds_reports(database):
    with closing(sqlite3.connect(database)) as connection:
        made = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'reports'").fetchone()[0]
        return bool(made and connection.execute("SELECT count(*) FROM reports").fetchone()[0])


@pytest.mark.slow
def test_ctrl_c_ends_a_real_run_with_130_and_a_whole_store(tmp_path):
    samples = sorted((ROOT / "eval" / "samples").glob("*.txt"))
    if not samples:
        pytest.skip("needs eval/samples")
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(3000):
        (folder / f"{number}.txt").write_bytes(samples[0].read_bytes() + b"\n" * number)
    process = subprocess.Popen([*RUN, "extract", str(folder)], cwd=ROOT, stderr=subprocess.PIPE, text=True)
    database = tmp_path / "data" / "nianbao.db"
    deadline = time.monotonic() + 30
    while not (database.exists() and holds_reports(database)) and time.monotonic() < deadline:
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130, errors
    assert "Traceback" not in errors
    assert 0 < len(stored(tmp_path)) < 3000


COMMANDS = get_command(app).commands
LEAVES = [leaf for command in COMMANDS.values() for leaf in getattr(command, "commands", {"": command}).values()]


def documented():
    """Options by command in the table of docs/cli.md."""
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    return sorted(re.findall(r"^\| `([a-z]+)` \| `(--[a-z-]+)", page, re.MULTILINE))


def test_every_option_is_documented_and_nothing_else():
    options = {
        (name, option)
        for name, command in COMMANDS.items()
        for parameter in command.params
        if parameter.param_type_name == "option" and not parameter.hidden
        for option in parameter.opts
    }
    assert documented() == sorted(pair for pair in options if pair[1] not in ("--lang", "--help"))


def test_every_command_has_the_options_said_of_all():
    for command in LEAVES:
        assert "--lang" in {option for parameter in command.params for option in parameter.opts}


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_help_names_every_documented_option(command):
    shown = nianbao(command, "--help").output
    assert [option for name, option in documented() if name == command and option not in shown] == []


@pytest.mark.parametrize(
    ("arguments", "chinese", "english"),
    [
        (["extract"], "缺少 PATH(报告文件或文件夹)", "PATH is missing"),
        (["chekc"], "没有子命令 chekc。是不是 check?", "there is no command chekc. Is it check?"),
        (["zzz"], "没有子命令 zzz", "there is no command zzz"),
        (["check", "--jsn", "x"], "没有选项 --jsn。是不是 --json?", "there is no option --jsn. Is it --json?"),
        (["check", "--zzz", "x"], "没有选项 --zzz", "there is no option --zzz"),
        (["list", "--year", "2x"], "--year 的取值不可用:2x 不是整数", "2x is no whole number"),
        (["list", "--limit", "0"], "0 太小,不得小于 1", "0 is too small, the least is 1"),
        (["fetch", "u", "--delay", "x"], "x 不是数字", "x is no number"),
        (["fetch", "u", "--pages", "5000"], "5000 太大,不得大于 1000", "the most is 1000"),
        (["list", "--limit"], "选项 --limit 后面要有取值", "--limit needs a value"),
        (["check", "x", "--json=3"], "选项 --json 不带取值", "--json takes no value"),
        (["list", "a", "b"], "多出来的内容:a b", "something too many: a b"),
        (["export", "--out", "x"], "缺少选项 --format,可用的取值:xlsx, csv", "the option --format is missing"),
        (["export", "--format", "csv"], "缺少选项 --out", "the option --out is missing"),
        (["export", "--format", "pdf", "--out", "x"], "pdf 不是可用的取值:xlsx, csv", "pdf is none of: xlsx, csv"),
        (["show", "x", "--open"], "--open 要与 --html 一起使用", "--open needs --html"),
    ],
)
def test_wrong_usage_is_told_in_the_language_asked_for(arguments, chinese, english):
    for language, words in (("zh", chinese), ("en", english)):
        result = nianbao(*arguments[:1], "--lang", language, *arguments[1:]) if arguments[0] in COMMANDS else None
        result = result or nianbao("--lang", language, *arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert words in result.stderr


def test_wrong_usage_says_how_the_command_is_used():
    assert "show [选项] ID|PATH" in nianbao("show").stderr
    assert "show --help" in nianbao("show").stderr


def test_command_alone_shows_its_help_once():
    result = nianbao()
    assert result.exit_code == 2
    assert result.output.count("退出码:") == 1


def test_language_can_be_asked_for_before_the_command(reports):
    code, _, complaint = start("--lang", "en", "check", reports / "nothing.txt")
    assert (code, "there is no such file" in complaint) == (3, True)


def test_file_that_cannot_be_shown_ends_like_one_that_cannot_be_read(reports):
    (reports / "r0.txt").write_text("bad")
    assert nianbao("show", reports / "r0.txt").exit_code == 3


@pytest.mark.parametrize("arguments", [["list"], ["show", "01ab"], ["export", "--format", "csv", "--out", "x.csv"]])
def test_commands_that_only_read_make_no_store(arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = nianbao(*arguments, "--data", tmp_path / "typo")
    assert result.exit_code == 4
    assert "nianbao extract" in result.stderr and "typo" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_export_of_nothing_says_so(reports, tmp_path):
    nianbao("extract", reports)
    result = nianbao("export", "--format", "csv", "--year", "1990", "--out", tmp_path / "x.csv")
    assert result.exit_code == 0
    assert "没有符合条件的报告" in result.stderr


def test_export_under_the_name_of_another_format_is_a_usage_error(tmp_path):
    result = nianbao("export", "--format", "csv", "--out", tmp_path / "x.XLSX")
    assert result.exit_code == 2
    assert "扩展名" in result.stderr


@pytest.mark.parametrize(("option", "value"), [("--form", "1999"), ("--status", "bogus")])
def test_filter_that_no_report_can_fit_is_a_usage_error(option, value):
    result = nianbao("list", option, value)
    assert result.exit_code == 2
    assert f"{value} 不是可用的取值" in result.stderr


def test_filters_by_form_and_status_find_what_fits(reports):
    nianbao("extract", reports)
    assert "共 3 份" in nianbao("list", "--status", "complete", "--form", "2021").stdout
    assert "没有符合条件的报告" in nianbao("list", "--status", "partial").stdout


@pytest.mark.parametrize(
    ("wanted", "words"), [("", "是文件夹"), ("nothing.pdf", "没有这个文件"), ("r.zip/nothing.txt", "没有这个文件")]
)
def test_path_that_cannot_be_shown_says_why(reports, wanted, words):
    with zipfile.ZipFile(reports / "r.zip", "w") as archive:
        archive.writestr("a.txt", "1")
    result = nianbao("show", reports / wanted)
    assert result.exit_code == 3
    assert words in result.stderr


def test_report_in_an_archive_is_shown_by_the_path_of_check(reports):
    with zipfile.ZipFile(reports / "r.zip", "w") as archive:
        archive.writestr("a.txt", "8")
    paths = [json.loads(line)["path"] for line in nianbao("check", reports, "--json").stdout.splitlines()]
    (path,) = [path for path in paths if "r.zip" in path]
    assert "云溪县第8局" in nianbao("show", path).stdout


def test_check_of_several_files_ends_with_their_number(reports):
    (reports / "r0.txt").write_text("bad")
    assert "共 4 个文件:读取 3 个,失败 1 个;错误 3 项" in nianbao("check", reports).stderr
    assert "共 1 个文件" not in nianbao("check", reports / "r1.txt").stderr
    assert "个文件" not in nianbao("check", reports, "--json").stderr


def test_lines_of_check_are_for_other_tools(reports):
    result = nianbao("check", reports / "r1.txt", "--lines")
    assert result.exit_code == 1
    path = re.escape(str(reports / "r1.txt"))
    assert re.fullmatch(rf"{path}:\d+: error applications\.balance .+\n", result.stdout)


def test_sarif_of_check_holds_every_file(reports, tmp_path):
    (reports / "r0.txt").write_text("bad")
    result = nianbao("check", reports, "--sarif", tmp_path / "log.sarif")
    assert result.exit_code == 3
    (run,) = json.loads((tmp_path / "log.sarif").read_text())["runs"]
    assert [item["ruleId"] for item in run["results"]] == ["applications.balance"] * 3
    (failed,) = run["invocations"][0]["toolExecutionNotifications"]
    assert "r0.txt" in failed["message"]["text"]
