"""What the command line says: help, languages, wrong usage, errors; and how quickly it starts to."""

import os
import re
import subprocess
import sys

import pytest
from typer.main import get_command

from extractor.cli.app import app
from extractor.cli.commands import summaries
from extractor.cli.options import early_language
from extractor.messages import MESSAGES
from tests.cli.running import ROOT, RUN, nianbao

pytestmark = pytest.mark.usefixtures("faked")

COMMANDS = get_command(app).commands
LEAVES = [leaf for command in COMMANDS.values() for leaf in getattr(command, "commands", {"": command}).values()]


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


def test_the_list_of_commands_says_what_each_says_of_itself():
    assert dict(summaries()) == {name: command.help for name, command in COMMANDS.items()}


def test_only_the_command_asked_for_is_imported():
    code = "import sys; sys.argv = ['nianbao', 'check', '--help']; from extractor.cli import main"
    listing = f"{code}\ntry:\n    main()\nexcept SystemExit:\n    print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", listing], cwd=ROOT, capture_output=True, text=True, timeout=60)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert {f"extractor.cli.{name}" for name in ("check", "extract", "ui", "accounts")} & loaded == {
        "extractor.cli.check"
    }


@pytest.mark.parametrize(
    ("code", "heavy"),
    [
        ("import extractor.cli.app", "pydantic sqlalchemy alembic scipy xlsxwriter pyarrow"),
        (
            "import sys; sys.argv = ['nianbao', 'check', 'nothing']\n"
            "try:\n    from extractor.cli import main; main()\nexcept SystemExit: pass",
            "asyncio sqlalchemy alembic scipy xlsxwriter pyarrow",
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
