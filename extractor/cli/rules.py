"""`nianbao rules`: every rule, with the setting in force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from extractor.cli.options import DataOption, LangOption, SettingsOption
from extractor.cli.terminal import guarded, output

if TYPE_CHECKING:
    from extractor.messages import Language
    from extractor.validation.settings import CheckSettings


_FILLED = re.compile(r"\{[^}]*\}")
"""What a message of a reading step is filled with."""


class _Line(NamedTuple):
    id: str
    severity: str
    meaning: str
    setting: str


@guarded
def list_rules(settings: SettingsOption = None, data: DataOption = None, lang: LangOption = None) -> None:
    """List the rules as the settings have them."""
    from rich.markup import escape
    from rich.table import Table

    from extractor.config import load_settings
    from extractor.messages import render
    from extractor.reader import office_settings

    config = load_settings(data_dir=data, settings=settings, lang=lang)
    checks = office_settings(config)
    table = Table(show_edge=False)
    for name in _Line._fields:
        table.add_column(render(f"rules.column.{name}", lang=config.lang), overflow="fold", no_wrap=name == "id")
    for line in _lines(checks, config.lang):
        table.add_row(*map(escape, line))
    console = output()
    console.print(table)
    console.print(render("rules.tolerances", lang=config.lang), style="bold")
    for text in _tolerances(checks, config.lang):
        console.print(escape(text))
    source = {"path": config.settings_file, "hash": checks.hash or render("rules.default", lang=config.lang)}
    message_id = "rules.source" if config.settings_file else "rules.no_source"
    console.print(escape(render(message_id, source, config.lang)), soft_wrap=True)


def _lines(checks: CheckSettings, lang: Language) -> Iterator[_Line]:
    from extractor.messages import MESSAGES, render
    from extractor.schema import Severity
    from extractor.validation import RULES
    from extractor.validation.between import SERIES_RULES
    from extractor.validation.catalogue import meaning
    from extractor.validation.reading import READING_RULES

    at = 0 if lang == "zh" else 1
    checked: dict[str, Severity] = {rule.id: rule.severity for rule in RULES.values()}
    checked |= {rule.id: rule.severity for rule in SERIES_RULES.values()}
    declared = [(name, severity, meaning(name)[at]) for name, severity in checked.items()]
    declared += [(rule.id, rule.severity, _FILLED.sub("…", MESSAGES[rule.id][at])) for rule in READING_RULES.values()]
    for name, severity, told in declared:
        shown = render(f"cli.severity.{checks.severity.get(name, severity).value}", lang=lang)
        if name in checks.off:
            shown = render("rules.off", lang=lang)
        yield _Line(name, shown, told, checks.rule_ids.get(name, ""))


def _tolerances(checks: CheckSettings, lang: Language) -> Iterator[str]:
    """Yield each tolerance with its value, and whether that is the declared one."""
    from extractor.messages import render

    for name, value in checks.tolerance.model_dump().items():
        own = name in checks.tolerance.model_fields_set
        yield f"  tolerance.{name} = {value}" + ("" if own else f"  ({render('rules.default', lang=lang)})")
