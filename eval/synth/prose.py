"""Prose of a report: sentences chosen and filled, every figure recorded as gold."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random
from typing import Any

from eval.synth import phrases
from eval.synth.issuers import Issuer
from eval.synth.model import TableCells, Tables
from extractor.schema.fields import FIELD_BY_NAME

_MARK = re.compile(r"\{([!^+~%]?)([^|{}]+)\|([^|{}]*)\|([^|{}]*)\}")
_DIGITS = "零一二三四五六七八九"
_SUBHEADS = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")
SMALL = 20
"""Largest count that may be written in Chinese numerals."""


def chinese(value: int, unit: str) -> str:
    """Return a count from 0 to 99 in Chinese numerals, 两 before a measure word."""
    tens, ones = divmod(value, 10)
    if not tens:
        return "两" if value == 2 and unit != "人次" else _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


@dataclass
class Writer:
    """Fills marked sentences and keeps what they state.

    Attributes:
        rng: Source of chance.
        figures: Figures the marks may name.
        words: Values of the `$` placeholders.
        facts: Field → value.
        quantities: Every figure that counts something, in reading order.
        optional: Facts that may be given or left out.
        drawn: Figures that stand in for a drawn one, by subject; None forbids sentences with it.
    """

    rng: Random
    figures: dict[str, int | float]
    words: dict[str, str]
    facts: dict[str, int | float] = field(default_factory=dict)
    quantities: list[dict[str, Any]] = field(default_factory=list)
    optional: set[str] = field(default_factory=set)
    drawn: dict[str, float | None] = field(default_factory=dict)

    def write(self, template: str) -> str:
        """Return the sentence with its figures, recorded."""
        for name, value in self.words.items():
            if f"${name}" in template:
                template = template.replace(f"${name}", value)
        return _MARK.sub(self._mark, template)

    def pick(self, templates: tuple[str, ...], count: int) -> str:
        """Return some of the sentences that can be filled without naming a field twice."""
        found: list[str] = []
        for template in self.rng.sample(templates, len(templates)):
            if len(found) < count and self.can(template):
                found.append(self.write(template))
        return "".join(found)

    def can(self, template: str) -> bool:
        """Return whether every figure is known, a none is true, and no field is stated already."""
        for sign, name, _, subject in _MARK.findall(template):
            if subject in self.drawn and self.drawn[subject] is None:
                return False
            if "-" in name:
                continue
            if name not in self.figures or name in self.facts or (sign == "!" and self.figures[name]):
                return False
        return True

    def _mark(self, match: re.Match[str]) -> str:
        sign, name, unit, subject = match.groups()
        value = self._value(sign, name, subject)
        printed, value, approximate = self._printed(sign, value, unit)
        if name in FIELD_BY_NAME:
            self.facts[name] = value
        self._quantity(value, unit, subject, approximate)
        return printed

    def _value(self, sign: str, name: str, subject: str) -> int | float:
        given = self.drawn.get(subject)
        if given is not None:
            return given
        if "-" not in name:
            return self.figures[name]
        low, high = map(int, name.split("-"))
        return (
            round(self.rng.uniform(low, high), self.rng.choice((0, 1, 2)))
            if sign == "%"
            else self.rng.randint(low, high)
        )

    def _printed(self, sign: str, value: int | float, unit: str) -> tuple[str, int | float, bool]:
        """Return the figure with its unit as printed, its value, and whether it is a bound."""
        if sign == "!":
            return "", 0, False
        if sign == "%":
            value = int(value) if float(value).is_integer() else value
            return f"{value}%", value, False
        if sign == "^" and isinstance(value, int) and 0 < value <= SMALL and self.rng.random() < 0.5:
            return chinese(value, unit) + unit, value, False
        if sign == "+":
            value = int(value) // 10 * 10
            return f"{value}{self.rng.choice('余多')}{unit}", value, True
        if sign == "~":
            value = int(value) // 10 * 10
            return f"{self.rng.choice(('近', '约', '超过', '超'))}{_large(self.rng, value)}{unit}", value, True
        return f"{_large(self.rng, value)}{unit}", value, False

    def _quantity(self, value: int | float, unit: str, subject: str, approximate: bool = False) -> None:
        entry: dict[str, Any] = {"value": value, "unit": unit, "subject": subject}
        self.quantities.append(entry | {"approx": True} if approximate else entry)


def _large(rng: Random, value: int | float) -> str:
    """Return the number in plain digits, or in 万 where that loses nothing."""
    if isinstance(value, int) and value >= 10000 and value % 100 == 0 and rng.random() < 0.6:
        return f"{value / 10000:g}万"
    return f"{value}"


def _group(table: TableCells, prefix: str) -> int:
    return int(sum(cells["total"].value or 0 for row, cells in table.items() if row.startswith(prefix)))


def make_figures(rng: Random, tables: Tables, size: int) -> dict[str, int | float]:
    """Return every figure the prose may state, in step with the tables."""
    grown = (1, 3, 12, 60)[size]
    website, wechat, weibo, boards = (rng.randint(1, high) * grown for high in (160, 60, 20, 25))
    total = website + wechat + weibo + boards
    change = rng.randint(1, max(2, total // 5))
    found = rng.randint(2, 20)
    figures: dict[str, int | float] = {
        "disclosure.total": total,
        "disclosure.change": change,
        "old_total": total - change,
        "disclosure.website": website,
        "disclosure.wechat": wechat,
        "disclosure.weibo": weibo,
        "disclosure.new_media": wechat + weibo,
        "disclosure.print_and_boards": boards,
        "disclosure.policy_interpretations": rng.randint(1, 12) * grown,
        "disclosure.press_conferences": rng.randint(1, 12),
        "disclosure.responses": rng.randint(1, 70) * grown,
        "disclosure.hotline_12345": rng.randint(1, 90) * grown,
        "disclosure.npc_proposals": rng.randint(0, 15),
        "disclosure.cppcc_proposals": rng.randint(1, 20),
        "disclosure.procurement_projects": rng.randint(1, 20),
        "disclosure.procurement_amount": rng.randint(100, 90000) / 100,
        "management.documents_reviewed": rng.randint(1, 9) * grown,
        "platform.website_visits": rng.randint(12, 900) * 1000 * grown,
        "platform.accounts": rng.randint(1, 6) * grown,
        "platform.columns": rng.randint(5, 40),
        "platform.issues_found": found,
        "platform.issues_fixed": rng.randint(max(1, found - 2), found),
        "supervision.trainings": rng.randint(1, 6),
        "supervision.trainees": rng.randint(15, 400),
        "supervision.staff": rng.randint(1, 9),
        "supervision.complaints": 0,
        "supervision.accountability": 0,
        "other.fee_notices": 0,
        "other.fee_amount": 0,
    }
    return figures | _from_tables(tables)


def _from_tables(tables: Tables) -> dict[str, int | float]:
    table, review = tables["applications"], tables["review_litigation"]
    totals = {row: int(cells["total"].value or 0) for row, cells in table.items()}
    lawsuits = _group(review, "litigation_")
    figures: dict[str, int | float] = {
        "applications.received": totals["new_received"],
        "applications.carried_over": totals["carried_over"],
        "applications.total": totals["new_received"] + totals["carried_over"],
        "applications.answered": totals["total_processed"],
        "applications.carried_forward": totals["carried_forward"],
        "applications.granted": totals["granted"],
        "applications.partially_granted": totals["partially_granted"],
        "applications.denied": _group(table, "denied_"),
        "applications.unavailable": _group(table, "unavailable_"),
        "applications.not_processed": _group(table, "not_processed_"),
        "applications.other": _group(table, "other_"),
        "applications.reconsiderations": _group(review, "reconsideration"),
        "applications.lawsuits": lawsuits,
        "natural": int(table["new_received"]["natural_person"].value or 0),
    }
    documents = tables["disclosure"]["normative_documents"].get("issued")
    if documents:
        figures["disclosure.normative_documents"] = int(documents.value or 0)
    return figures


def make_words(issuer: Issuer, year: int) -> dict[str, str]:
    """Return the values of the placeholders; longer names first where one begins another."""
    return {
        "issuer": issuer.name,
        "notice": "国办公开办函〔2021〕30号" if year > 2020 else "国办公开办函〔2019〕60号",
        "short": issuer.short,
        "area": issuer.area,
        "year": str(year),
        "last": str(year - 1),
        "next": str(year + 1),
        "address": issuer.address,
        "phone": issuer.phone,
        "email": issuer.email,
        "site": issuer.site,
    }


def applications_prose(writer: Writer) -> str:
    """Return what the prose says of applications, review and litigation."""
    figures = writer.figures
    none = not figures["applications.received"] and not figures["applications.carried_over"]
    text = writer.pick(phrases.NONE_RECEIVED if none else phrases.RECEIVED, 1)
    if writer.rng.random() < 0.6:
        calm = not figures["applications.reconsiderations"] and not figures["applications.lawsuits"]
        text += writer.pick(phrases.NO_REVIEW if calm else phrases.REVIEW, 1)
    return text


def disclosure_prose(writer: Writer) -> str:
    """Return what the prose says of disclosure on the issuer's own motion."""
    text = writer.pick(writer.rng.choice((phrases.TOTAL, phrases.TOTAL_PARTS)), 1)
    if "old_total" in writer.figures and "增至" in text:
        writer.optional.add("disclosure.change")
        writer.facts["disclosure.change"] = writer.figures["disclosure.change"]
    return (
        text
        + writer.pick(phrases.KINDS, writer.rng.randint(0, 2))
        + writer.pick(phrases.DISCLOSURE, writer.rng.randint(0, 4))
    )


def preamble(writer: Writer) -> str:
    """Return the preamble: basis, statistics period, contact."""
    return writer.write(writer.rng.choice(phrases.PREAMBLE)) + writer.write(writer.rng.choice(phrases.CONTACT))


def write_part1(writer: Writer, numbered: bool) -> list[str]:
    """Return the paragraphs of part 1, with or without their five sub-heads."""
    rng = writer.rng
    bodies = [
        disclosure_prose(writer),
        applications_prose(writer),
        writer.pick(phrases.MANAGEMENT, rng.randint(1, 3)),
        writer.pick(phrases.PLATFORM, rng.randint(1, 4)),
        writer.pick(phrases.SUPERVISION, rng.randint(1, 3)),
    ]
    heads = [
        f"（{ordinal}）{head}。" if numbered else "" for ordinal, head in zip("一二三四五", _SUBHEADS, strict=True)
    ]
    opening = writer.write(rng.choice(phrases.OPENING))
    return [opening, *(head + body for head, body in zip(heads, bodies, strict=True))]
