"""The sentences and tables of a notice, in order, before they become a document of some format."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.messages import render
from extractor.notice.content import Entry, Letter, Notice
from extractor.validation.labels import cell_label, number_text

Rows = list[tuple[str, ...]]

_QUOTED = re.compile("(“[^”]*”)")
_BESIDE_HAN = re.compile(r"[,;](?!\d{3}(?!\d))|(?<=[\u4e00-\u9fff”）]):|:(?=[\u4e00-\u9fff“])|[()]")
_WIDE = str.maketrans(",;:()", "，；：（）")


class Words:
    """What stands in a notice, in its language."""

    def __init__(self, notice: Notice) -> None:
        self._notice = notice
        self.is_letter = notice.reports == 1

    @property
    def title(self) -> str:
        """Return the title: of a letter to one issuer, or of a list."""
        return self._say("notice.title" if self.is_letter else "notice.title_list")

    @property
    def draft(self) -> str:
        """Return the line that says that not all is confirmed."""
        return self._say("notice.draft")

    @property
    def addressee(self) -> str:
        """Return to whom a letter goes."""
        return self._say("notice.addressee", issuer=self._issuer(self._notice.letters[0]))

    @property
    def opening(self) -> str:
        """Return the sentence that says what was checked and how many mistakes there are."""
        notice = self._notice
        if not self.is_letter:
            counts = {"reports": notice.reports, "wrong": len(notice.letters), "count": notice.count}
            message_id = "notice.opening_list_draft" if notice.open else "notice.opening_list"
            return self._say(message_id, **counts, open=notice.open)
        letter = notice.letters[0]
        message_id = "notice.opening_draft" if notice.open else "notice.opening"
        message_id += "" if letter.year else "_no_year"
        return self._say(message_id, year=letter.year, file=letter.file, count=notice.count, open=notice.open)

    @property
    def summary(self) -> Rows:
        """Return the table of issuers, with its heading."""
        columns = ("number", "issuer", "year", "count", *(("open",) if self._notice.open else ()))
        rows = [tuple(self._say(f"notice.column.{column}") for column in columns)]
        for number, letter in enumerate(self._notice.letters, start=1):
            counts = (len(letter.entries), letter.open)[: len(columns) - 3]
            rows.append((str(number), self._issuer(letter), str(letter.year or "—"), *map(str, counts)))
        return rows

    def section(self, number: int, letter: Letter) -> str:
        """Return the heading of one report in a list."""
        message_id = "notice.section" if letter.year else "notice.section_no_year"
        return self._numbered(number, self._say(message_id, issuer=self._issuer(letter), year=letter.year))

    def heading(self, number: int, entry: Entry) -> str:
        """Return the heading of one mistake: its number and what is wrong."""
        message = self._official(entry.message) + ("" if entry.decision else self._say("notice.open"))
        return f"{number}. {message}" if len(self._notice.letters) > 1 else self._numbered(number, message)

    def details(self, entry: Entry) -> Iterator[str]:
        """Yield the lines under a mistake: place, what is printed, what should hold, how to put it right."""
        texts = {
            "place": self._official(entry.place),
            "quote": entry.quote,
            "formula": self._official(entry.formula),
            "basis": self._official(entry.basis),
            "proposal": self._official(entry.proposal),
        }
        for name, text in texts.items():
            if text:
                yield self._say("notice.line", label=self._say(f"notice.{name}"), text=text)

    @property
    def table_title(self) -> str:
        """Return the title of the table of corrections."""
        return self._say("notice.table_title")

    def table(self, letter: Letter) -> Rows:
        """Return the cells that should change in one report, with a heading; empty where none follows for certain."""
        items: dict[tuple[str, str, str], list[str]] = {}
        for number, entry in enumerate(letter.entries, start=1):
            for change in entry.changes:
                printed = change.printed or self._say("notice.no_print")
                row = (cell_label(change.cell), printed, number_text(change.value))
                items.setdefault(row, []).append(str(number))
        if not items:
            return []
        columns = ("number", "cell", "printed", "proposed", "items")
        heading = tuple(self._say(f"notice.column.{column}") for column in columns)
        rows = ((str(at), *row, ", ".join(numbers)) for at, (row, numbers) in enumerate(items.items(), start=1))
        return [heading, *rows]

    @property
    def closing(self) -> str:
        """Return the last sentence."""
        return self._say("notice.closing")

    @property
    def signature(self) -> tuple[str, ...]:
        """Return the office, the date, and where the seal goes."""
        day = self._notice.day
        dated = self._say("notice.date", year=day.year, month=day.month, day=day.day)
        return self._notice.sender, dated, self._say("notice.seal")

    def _issuer(self, letter: Letter) -> str:
        return letter.issuer or self._say("notice.unnamed")

    def _official(self, text: str) -> str:
        """Return a text with the punctuation of official letters; what stands in quotation marks stays as printed."""
        if self._notice.lang != "zh":
            return text
        parts = _QUOTED.split(text)
        return "".join(part if at % 2 else _BESIDE_HAN.sub(_full_width, part) for at, part in enumerate(parts))

    def _numbered(self, number: int, text: str) -> str:
        if self._notice.lang != "zh":
            return f"{number}. {text}"
        import cn2an

        return f"{cn2an.an2cn(number)}、{text}"

    def _say(self, message_id: str, **params: object) -> str:
        return render(message_id, params, self._notice.lang)


def _full_width(found: re.Match[str]) -> str:
    return found[0].translate(_WIDE)
