"""The documentation keeps to the software: commands, links, excerpts and words."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from extractor.cli.app import app
from extractor.cli.commands import OnDemand
from extractor.messages import render
from extractor.pipeline import process
from extractor.schema.fields import FIELDS
from extractor.schema.forms import APPLICATIONS, COLUMN_LABELS, DISCLOSURE, REVIEW_LITIGATION
from extractor.version import __version__

ROOT = Path(__file__).parent.parent
COMMANDS = OnDemand()
READMES = ("README.md", "README.zh-CN.md")
PAGES = (
    *READMES,
    "CHANGELOG.md",
    *sorted(str(path.relative_to(ROOT)) for path in (ROOT / "docs").rglob("*.md")),
)
WRONG_TOTAL = ROOT / "eval/samples/柳坪县商务局-2023.txt"
GLUED = ROOT / "eval/samples/荻原县人民政府-2021.txt"
TABLES = (*DISCLOSURE.values(), *APPLICATIONS.values(), REVIEW_LITIGATION)


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text_of(page), re.MULTILINE | re.DOTALL)


def shape(page: str) -> list[str]:
    """Headings by level and code blocks by language, in order."""
    return re.findall(r"^(#+|```[a-z]+)(?=\s)", text_of(page), re.MULTILINE)


def command_lines(page: str) -> set[str]:
    """What is called as `nianbao …`, in shell blocks and in running text."""
    shell = [line for block in blocks(page, "sh") for line in block.splitlines()]
    return {line for line in (*shell, *re.findall(r"`([^`\n]+)`", text_of(page))) if re.match(r"nianbao [a-z]", line)}


@cache
def report(path: Path) -> dict[str, Any]:
    return process(path.read_bytes(), path.name).report.model_dump(mode="json")


def holds(whole: Any, excerpt: Any) -> bool:
    """Whether everything in an excerpt stands in the whole."""
    if isinstance(excerpt, dict):
        return isinstance(whole, dict) and all(key in whole and holds(whole[key], excerpt[key]) for key in excerpt)
    return bool(whole == excerpt)


@pytest.mark.parametrize("page", PAGES)
def test_commands_and_options_named_in_a_page_exist(page):
    for line in command_lines(page):
        words = line.split()[1:3]
        command = words if hasattr(COMMANDS.get(words[0]), "commands") else words[:1]
        help_page = CliRunner().invoke(app, [*command, "--help"], env={"COLUMNS": "200"})
        assert help_page.exit_code == 0, line
        own = line.split(";")[0]
        missing = [option for option in re.findall(r"--[a-z-]+", own) if option not in help_page.output]
        assert not missing, line


def test_readmes_name_every_command():
    commands = {name for name, command in COMMANDS.items() if not hasattr(command, "commands")}
    for page in READMES:
        assert {line.split()[1] for line in command_lines(page)} == commands


@pytest.mark.parametrize("page", PAGES)
def test_make_targets_named_in_a_page_exist(page):
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))
    shell = re.findall(r"^make ([a-z]+)", "".join(blocks(page, "sh")), re.MULTILINE)
    named = re.findall(r"`make ([a-z]+)", text_of(page))
    assert {*shell, *named} <= targets


@pytest.mark.parametrize("page", PAGES)
def test_links_of_a_page_lead_to_files(page):
    targets = re.findall(r"\]\(([^)\s]+)\)", text_of(page))
    local = [target.partition("#")[0] for target in targets if "://" not in target]
    missing = [target for target in local if not ((ROOT / page).parent / target).exists()]
    if missing == ["docs/benchmarks.md"]:
        pytest.skip("make bench has not written docs/benchmarks.md yet")
    assert missing == []


def test_both_readmes_are_built_alike():
    english, chinese = READMES
    assert shape(english) == shape(chinese)
    assert blocks(english, "json") == blocks(chinese, "json")


def test_readmes_excerpts_are_real():
    cells, fact, finding = blocks("README.md", "json")
    assert holds(report(WRONG_TOTAL)["tables"]["applications"], json.loads(f"{{{cells}}}"))
    assert any(holds(whole, json.loads(fact)) for whole in report(WRONG_TOTAL)["facts"])
    assert any(holds(whole, json.loads(finding)) for whole in report(GLUED)["findings"])


@pytest.mark.parametrize(("page", "lang"), [("README.md", "en"), ("README.zh-CN.md", "zh")])
def test_readmes_findings_are_real(page, lang):
    shown = re.findall(r"^(?:error|warning|错误|警告) (.+)$", "".join(blocks(page, "text")), re.MULTILINE)
    said = [render(finding["message_id"], finding["params"], lang) for finding in report(WRONG_TOTAL)["findings"]]
    assert shown
    assert [message for message in shown if message not in said] == []


@pytest.mark.parametrize("page", READMES)
def test_readmes_know_the_samples(page):
    samples = [path for path in (ROOT / "eval/samples").iterdir() if path.is_file() and path.stem != "README"]
    assert re.search(rf"\b{len(samples)}(?: fictional reports| 份虚构报告)", text_of(page))
    shown = re.search(r"nianbao show (\w+)", text_of(page))
    assert shown and report(WRONG_TOTAL)["id"].startswith(shown[1])


@pytest.mark.parametrize(
    "name",
    sorted(
        {field.name for field in FIELDS}
        | {key for table in TABLES for key in table.row_keys}
        | {column for table in TABLES for row in table.rows for column in row.columns}
        | COLUMN_LABELS.keys()
    ),
)
def test_glossary_has(name):
    assert f"| `{name}` |" in text_of("docs/glossary.md")


def test_changelog_knows_the_version():
    assert __version__ in text_of("CHANGELOG.md")
