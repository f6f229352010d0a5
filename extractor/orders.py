"""An order for an export: which reports, as what; worked off to one file, saying all the while how far it is."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import TypeVar

from extractor.errors import ExportError
from extractor.export.formats import Format
from extractor.export.sheets import SHEETS
from extractor.messages import Language, render
from extractor.notice.formats import Format as NoticeFormat
from extractor.review import Person, ReviewState, Role
from extractor.review.people import require
from extractor.review.queue import Order as QueueOrder
from extractor.review.queue import QueueFilter, ReviewQueue
from extractor.storage import ReportStore
from extractor.storage.audit import Act, Action, note
from extractor.validation.settings import DECLARED, CheckSettings

T = TypeVar("T")
Told = Callable[[int], None]
"""Called with the number of reports that are done; may end the work by raising."""

_PAGE = 2000
_BETWEEN = ("overview", "findings")
"""Sheets in which findings between reports are told or counted."""


class What(StrEnum):
    """What is handed out: values, correction notices, or gold for the evaluation."""

    DATA = "data"
    NOTICE = "notice"
    GOLD = "gold"


@dataclass(frozen=True)
class Order:
    """What is wanted.

    Attributes:
        data: Format of values.
        sheet: What CSV and Parquet hold.
        reviewed: With the corrections of the review; otherwise as extracted.
        notice: Format of notices.
        include_open: Notices also tell what nobody has confirmed.
    """

    what: What = What.DATA
    data: Format = Format.XLSX
    sheet: str = "cells"
    reviewed: bool = True
    notice: NoticeFormat = NoticeFormat.DOCX
    include_open: bool = False

    def file_name(self, lang: Language, day: date) -> str:
        """Return a name for the file."""
        suffix = {What.DATA: self.data.value, What.NOTICE: self.notice.value, What.GOLD: "zip"}[self.what]
        return f"{render(f'orders.file.{self.what.value}', lang=lang)}-{day:%Y%m%d}.{suffix}"


@dataclass(frozen=True)
class Done:
    """What came of an order.

    Attributes:
        reports: How many are in the file.
        left_out: Ids of those that can't be: for gold not signed off or with corrections in doubt; without a mistake.
        entries: Mistakes in the notices; 0 for other orders.
    """

    reports: int
    left_out: int = 0
    entries: int = 0


def chosen_ids(
    store: ReportStore, person: Person, wanted: QueueFilter, settings: CheckSettings = DECLARED
) -> tuple[str, ...]:
    """Return the ids of the reports that fit, by issuer and year.

    Raises:
        NotAllowedError: The person may not read.
    """
    queue = ReviewQueue(store, settings)
    found: list[str] = []
    while True:
        page = queue.page(person, wanted, order=QueueOrder.ISSUER, limit=_PAGE, offset=len(found))
        found += [item.report_id for item in page.items]
        if not page.items or len(found) >= page.total:
            return tuple(found)


def work_off(
    order: Order,
    store: ReportStore,
    person: Person,
    ids: Sequence[str],
    path: Path,
    told: Told,
    *,
    lang: Language = "zh",
    settings: CheckSettings = DECLARED,
) -> Done:
    """Write the file of an order, whole or not at all; that it was asked for is in the audit log first.

    Raises:
        NotAllowedError: The person may not read.
        ExportError: The file can't be written, or would have nothing in it.
    """
    require(person, Role.READER)
    note(store, Act(person.login, Action.EXPORT, detail={"what": order.what.value, "reports": len(ids)}))
    if order.what is What.DATA:
        return _data(order, store, ids, path, told, lang, settings)
    if order.what is What.NOTICE:
        return _notices(order, store, ids, path, told, lang, settings)
    return _gold(store, ids, path, told, settings)


def _data(
    order: Order,
    store: ReportStore,
    ids: Sequence[str],
    path: Path,
    told: Told,
    lang: Language,
    settings: CheckSettings,
) -> Done:
    from extractor.export.tables import export
    from extractor.review.exporting import printed_exports, reviewed_exports
    from extractor.series import between_reports

    whole = order.data in (Format.XLSX, Format.JSONL) or order.sheet in _BETWEEN
    also = between_reports(store, settings=settings) if whole else None
    items = reviewed_exports(store, ids, also, settings) if order.reviewed else printed_exports(store, ids, also)
    return Done(export(_counted(items, told), order.data, path, SHEETS[order.sheet], lang))


def _notices(
    order: Order,
    store: ReportStore,
    ids: Sequence[str],
    path: Path,
    told: Told,
    lang: Language,
    settings: CheckSettings,
) -> Done:
    from extractor.notice.content import compose
    from extractor.notice.write import write_notice
    from extractor.review.exporting import noticed
    from extractor.series import between_reports

    reports = noticed(store, ids, between_reports(store, settings=settings), settings)
    sender = settings.office.name
    made = compose(_counted(reports, told), lang, include_open=order.include_open, sender=sender)
    if not made.count:
        raise ExportError("orders.nothing_to_notice", open=made.waiting)
    write_notice(made, path, order.notice)
    return Done(len(made.letters), len(ids) - len(made.letters), made.count)


def _gold(store: ReportStore, ids: Sequence[str], path: Path, told: Told, settings: CheckSettings) -> Done:
    """Write a zip that `nianbao eval run` takes once it is unpacked: `gold/` and, beside it, `reports/`."""
    from extractor.review.desk import read_desk
    from extractor.review.gold import gold_of

    names: set[str] = set()
    part = path.with_name(f".{path.name}.part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            for report_id in _counted(ids, told):
                desk = read_desk(store, report_id, settings)
                view = desk.view()
                if desk.state is not ReviewState.SIGNED_OFF or view.in_doubt:
                    continue
                name = _free_name(PurePosixPath(view.stored.source.name), report_id, names)
                gold = gold_of(view) | {"file": name}
                stem = PurePosixPath(name).stem
                archive.writestr(f"gold/{stem}.json", json.dumps(gold, ensure_ascii=False, indent=1))
                archive.writestr(f"reports/{name}", store.raw(report_id))
        if not names:
            raise ExportError("orders.nothing_signed_off")
        part.replace(path)
    except OSError as error:
        raise ExportError(path=path, reason=error.strerror or str(error)) from error
    finally:
        part.unlink(missing_ok=True)
    return Done(len(names), len(ids) - len(names))


def _free_name(name: PurePosixPath, report_id: str, taken: set[str]) -> str:
    """Return a file name whose stem no other file of the archive has."""
    stem = name.stem if name.stem not in taken else f"{name.stem}.{report_id[:8]}"
    taken.add(stem)
    return f"{stem}{name.suffix}"


def _counted(items: Iterable[T], told: Told) -> Iterator[T]:
    """Yield on, telling before each how many are done."""
    done = 0
    for done, item in enumerate(items, 1):
        told(done - 1)
        yield item
    told(done)
