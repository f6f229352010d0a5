"""The words of a Word paragraph: what is displayed of its runs, fields, tracked changes and text boxes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
INSERTED = frozenset({f"{W}ins", f"{W}moveTo"})
_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
_SILENT = frozenset(
    {f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}sdtEndPr", f"{W}rt", f"{W}delText", f"{W}delInstrText", f"{W}softHyphen"}
)
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_TEXT = frozenset({f"{W}t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"})
_COMPUTED = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|TOC)\b", re.IGNORECASE)
"""Fields that aren't the author's words: page numbers, and the table of contents, which repeats the headings."""


@dataclass
class LeftOut:
    """What a document holds and its text doesn't.

    Attributes:
        deleted: Words of tracked deletions.
        insertions: How many tracked insertions were kept.
        hidden: Words in hidden type.
        pictures: How many pictures and embedded objects there are.
    """

    deleted: list[str] = field(default_factory=list)
    insertions: int = 0
    hidden: list[str] = field(default_factory=list)
    pictures: int = 0


@dataclass
class _Field:
    code: str = ""
    in_result: bool = False


class ParagraphReader:
    """Reads the paragraphs of one document in their order; fields may reach over several of them."""

    def __init__(self) -> None:
        self.left_out = LeftOut()
        self._fields: list[_Field] = []
        self._words: list[str] = []
        self._boxes: list[Any] = []

    def read(self, paragraph: Any) -> tuple[str, list[Any]]:
        """Return a paragraph's text, and the contents of the text boxes anchored in it."""
        self._words, self._boxes = [], []
        self._walk(paragraph)
        self._fields = [open_field for open_field in self._fields if open_field.in_result]
        return "".join(self._words), self._boxes

    def leave_out(self, deleted: Any) -> None:
        """Note the words of something that tracked changes deleted."""
        words = "".join(node.text or "" for node in deleted.iter(f"{W}delText", *_TEXT))
        if words.strip():
            self.left_out.deleted.append(words)

    def _walk(self, node: Any) -> None:
        for child in node.iterchildren("*"):
            self._element(child)

    def _element(self, child: Any) -> None:
        tag = child.tag
        if tag in _TEXT:
            self._write(child.text or "")
        elif tag in _SIGNS:
            self._write(_SIGNS[tag])
        elif tag == f"{W}r" and _is_hidden(child):
            self._hide(child)
        elif tag in DELETED:
            self.leave_out(child)
        elif tag == f"{W}txbxContent":
            self._boxes.append(child)
        elif tag in (f"{W}fldChar", f"{W}instrText", f"{W}fldSimple"):
            self._field(child)
        elif tag == f"{W}sym":
            self._write(_symbol(child))
        elif tag == f"{_MC}AlternateContent":
            self._alternatives(child)
        elif tag not in _SILENT:
            self._count(child)
            self._walk(child)

    def _write(self, words: str) -> None:
        dropped = any(not open_field.in_result or _COMPUTED.match(open_field.code) for open_field in self._fields)
        if not dropped:
            self._words.append(words)

    def _field(self, node: Any) -> None:
        """Follow a field: its code is never displayed, its result is, unless Word computes it."""
        if node.tag == f"{W}instrText":
            if self._fields:
                self._fields[-1].code += node.text or ""
        elif node.tag == f"{W}fldSimple":
            self._fields.append(_Field(node.get(f"{W}instr") or "", in_result=True))
            self._walk(node)
            self._fields.pop()
        elif node.get(f"{W}fldCharType") == "begin":
            self._fields.append(_Field())
        elif node.get(f"{W}fldCharType") == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif node.get(f"{W}fldCharType") == "end" and self._fields:
            self._fields.pop()

    def _alternatives(self, node: Any) -> None:
        """Read one of the versions of a drawing: the modern one, unless only the old one holds words."""
        versions = list(node.iterchildren("*"))
        chosen = next((version for version in versions if version.find(f".//{W}t") is not None), None)
        if versions:
            self._walk(chosen if chosen is not None else versions[0])

    def _hide(self, run: Any) -> None:
        words = "".join(node.text or "" for node in run.iter(*_TEXT))
        if words.strip():
            self.left_out.hidden.append(words)

    def _count(self, node: Any) -> None:
        if node.tag in INSERTED:
            self.left_out.insertions += 1
        elif node.tag in _PICTURES:
            self.left_out.pictures += 1


def _is_hidden(run: Any) -> bool:
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(f"{W}val") not in ("0", "false", "off")


def _symbol(node: Any) -> str:
    try:
        return chr(int(node.get(f"{W}char") or "", 16))
    except (ValueError, OverflowError):
        return "\ufffd"
