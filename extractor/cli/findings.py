"""`nianbao findings`: the findings of a report with their states, and decisions about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.options import DataOption, LangOption, MembersOption, SettingsOption, text
from extractor.cli.terminal import guarded, output

if TYPE_CHECKING:
    from extractor.config import Settings
    from extractor.messages import Language
    from extractor.schema import Finding, Report
    from extractor.schema.life import Decision, TrackedFinding
    from extractor.storage import ReportStore


class Shown(StrEnum):
    """Which findings are listed."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    FIXED = "fixed"
    DISMISSED = "dismissed"
    GONE = "gone"


Keys = list[str] | None


@guarded
def findings(
    report_id: Annotated[str, typer.Argument(help=text("findings.help.id"), metavar="ID", show_default=False)],
    confirm: Annotated[Keys, typer.Option("--confirm", help=text("findings.help.confirm"), metavar="KEY")] = None,
    fix: Annotated[Keys, typer.Option("--fix", help=text("findings.help.fix"), metavar="KEY")] = None,
    dismiss: Annotated[Keys, typer.Option("--dismiss", help=text("findings.help.dismiss"), metavar="KEY")] = None,
    reopen: Annotated[Keys, typer.Option("--reopen", help=text("findings.help.reopen"), metavar="KEY")] = None,
    reason: Annotated[str, typer.Option("--reason", help=text("findings.help.reason"), show_default=False)] = "",
    by: Annotated[
        str, typer.Option("--by", help=text("findings.help.by"), envvar="NIANBAO_USER", show_default=False)
    ] = "",
    state: Annotated[Shown | None, typer.Option("--state", help=text("findings.help.state"))] = None,
    history: Annotated[bool, typer.Option("--history", help=text("findings.help.history"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=text("cli.help.json"))] = False,
    members: MembersOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    lang: LangOption = None,
) -> None:
    """Decide where asked to, then list."""
    from extractor.cli.store import existing_store
    from extractor.config import load_settings
    from extractor.schema.life import State

    config = load_settings(data_dir=data, settings=settings, lang=lang)
    chosen = {State.CONFIRMED: confirm, State.FIXED: fix, State.DISMISSED: dismiss, State.OPEN: reopen}
    decisions = [(key, wanted) for wanted, keys in chosen.items() for key in keys or ()]
    with existing_store(config) as store:
        report = store.get(report_id)
        also = findings_between_reports(store, report, config, members)
        if decisions:
            made = store.decide_all(report.id, decisions, by=by, reason=reason, also=also)
            _print_decided(made, config.lang)
            return
        every = store.findings_of(report.id, also)
    tracked = [item for item in every if state is None or _standing(item) is state]
    if as_json:
        typer.echo("\n".join(item.model_dump_json() for item in tracked))
    else:
        _print_head(report, every, len(also), config.lang)
        _print_list(tracked, config.lang, history=history)


def findings_between_reports(
    store: ReportStore, report: Report, settings: Settings, members: Path | None
) -> tuple[Finding, ...]:
    """Return the findings between a stored report and others, which are not stored with it."""
    from extractor.cli.between import members_of
    from extractor.reader import office_settings
    from extractor.series import series_findings

    return series_findings(store, report.id, members_of(members), office_settings(settings))


def _standing(item: TrackedFinding) -> Shown:
    return Shown.GONE if item.gone else Shown(item.state.value)


def _print_decided(made: Iterable[Decision], lang: Language) -> None:
    from extractor.messages import render

    for item in made:
        params = {"key": item.key, "state": render(f"findings.state.{item.state.value}", lang=lang), "by": item.by}
        output().print(render("findings.decided", params, lang), markup=False, soft_wrap=True)


def _print_head(report: Report, every: Sequence[TrackedFinding], between: int, lang: Language) -> None:
    """Print whose findings they are and how many in each state; those that no other command counts are told."""
    from rich.text import Text

    from extractor.messages import render

    counts = Counter(_standing(item) for item in every)
    head = {
        "id": report.id,
        "issuer": report.issuer.value if report.issuer else "—",
        "year": report.year.value if report.year else "—",
        **{shown.value: counts[shown] for shown in Shown},
    }
    output().print(Text(render("findings.head", head, lang), style="bold"))
    if between:
        output().print(Text(render("findings.head_between", {"count": between}, lang), style="dim"))


def _print_list(tracked: list[TrackedFinding], lang: Language, *, history: bool) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from extractor.cli.states import state_notes, state_text
    from extractor.cli.views import finding_view
    from extractor.messages import render

    console = output()
    if not tracked:
        console.print(render("findings.none", lang=lang))
    for item in tracked:
        console.print(Text.assemble((item.key, "bold"), "  ", (state_text(item, lang), "magenta")))
        for part in finding_view(item.finding, lang):
            console.print(part)
        for line in (*state_notes(item, lang), *(_history(item, lang) if history else ())):
            console.print(Padding(Text(line, style="dim"), (0, 0, 0, 5), expand=False))


def _history(item: TrackedFinding, lang: Language) -> Iterator[str]:
    """Yield every decision but the last one, which the state's notes tell."""
    from extractor.cli.states import decision_line

    yield from (decision_line(item, at, lang) for at in range(len(item.history) - 1))
