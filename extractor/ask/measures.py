"""Which metrics a question names: rows and columns put together, everyday words, and what a share is taken of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.ask.catalogue import metric_of, metrics
from extractor.ask.lexer import Token
from extractor.ask.plan import Plan
from extractor.ask.vocabulary import (
    AMBIGUOUS,
    APPLICANT,
    APPLICATION,
    DEFAULT_COLUMNS,
    DOCUMENT_COLUMN,
    DOCUMENTS,
    FIELD,
    OPERATION,
    OUTCOME,
    REVIEW,
    STOP,
)

_STRONG_NEW = ("新收", "申请量", "件数", "数量", "总数", "总量", "申请数", "依申请公开数", "受理量", "new ")
_AND = ("和", "与", "及", "以及", "跟", "同", "占", "and")
_WEAK_FIELDS = frozenset({"disclosure.total", "disclosure.responses"})
_BROADER = frozenset({"disclosure.website", "disclosure.wechat", "disclosure.weibo", "disclosure.new_media"})
"""Ways in which 主动公开 is done: where one is named, 公开信息 beside it names no second metric."""
_NEW_FORM = 2021
"""First report year of form 2021."""
_NEW, _HANDLED, _PROCESSED = "new_received", "handled", "total_processed"
_RESULTS = ("granted", "partially_granted", "denied", "unavailable", "not_processed", "other_")


@dataclass(frozen=True)
class Found:
    """A metric with where the question names it."""

    name: str
    start: int
    weak: bool = False


def find_metrics(tokens: Sequence[Token], years: Sequence[int], plan: Plan) -> tuple[list[str], bool]:
    """Return the metrics a question names, in its order, and whether words name them that may mean something else.

    Args:
        tokens: Of the question, without those that name issuers.
        years: That are asked about: table 2 differs between forms.
        plan: Where it is said how a word with two meanings was read.
    """
    found = [
        *_applications(tokens),
        *_reviews(tokens),
        *_documents(tokens, years),
        *_fields(tokens),
        *_ambiguous(tokens, plan),
    ]
    strong = [metric for metric in found if not metric.weak]
    kept = sorted(strong or found, key=lambda metric: metric.start)
    names = list(dict.fromkeys(metric.name for metric in kept))
    if len(names) > 1 and "disclosure.total" in names and not strong_total(kept):
        names.remove("disclosure.total")
    if not any(token.key(OPERATION) == "share" for token in tokens):
        names = [name for name in names if not _is_group_of(name, names)]
    return names, not strong


def _is_group_of(name: str, names: Sequence[str]) -> bool:
    """Return whether a metric is the sum of others of which one is named: 过程性信息不予公开."""
    row, column = name.rpartition(".")[::2]
    return row in _GROUPS and any(other.startswith(f"{row}_") and other.endswith(column) for other in names)


_GROUPS = ("applications.denied", "applications.unavailable", "applications.not_processed")


def strong_total(found: Sequence[Found]) -> bool:
    """Return whether 主动公开总数 itself is asked for beside another metric."""
    return all(metric.name != "disclosure.total" or not metric.weak for metric in found)


def find_whole(tokens: Sequence[Token], names: list[str]) -> tuple[list[str], str | None]:
    """Return the metrics of a share and what it is a share of; None where the question doesn't say.

    占…的比例 names the whole behind 占; of 申请里自然人占 the whole stands before it.
    """
    if len(names) < 2:
        return names, None
    at = next((token.start for token in tokens if token.key(OPERATION) == "share" and token.text in _VERBS), None)
    located = {metric.name: metric.start for metric in (*_applications(tokens), *_reviews(tokens), *_fields(tokens))}
    behind = [name for name in names if at is not None and located.get(name, -1) > at]
    broad = [name for name in names if name.split(".")[1] in (_NEW, _HANDLED, _PROCESSED) and name.endswith(".total")]
    whole = (behind or broad or names)[0]
    return [name for name in names if name != whole] or names[:1], whole


def default_whole(name: str) -> str | None:
    """Return what a metric is naturally a share of; None where nothing offers itself."""
    table, _, rest = name.partition(".")
    row, _, column = rest.partition(".")
    if table == "applications" and column and column != "total":
        return f"applications.{row}.total"
    if row == _PROCESSED:
        return f"applications.{_HANDLED}.total"
    if table == "applications" and row.startswith(_RESULTS):
        return "applications.total_processed.total"
    if table == "review_litigation" and column != "total":
        return f"review_litigation.{row}.total"
    return "disclosure.total" if name in _BROADER or name == "disclosure.print_and_boards" else None


def settled_whole(part: str, whole: str | None) -> str | None:
    """Return the whole of a share: a result is a part of what was processed, whatever 办理总数 is called."""
    if whole == f"applications.{_HANDLED}.total" and part.split(".")[1].startswith(_RESULTS):
        return f"applications.{_PROCESSED}.total"
    return whole or default_whole(part)


def _applications(tokens: Sequence[Token]) -> list[Found]:
    rows = [token for token in tokens if APPLICATION in token.meanings]
    columns = [token for token in tokens if APPLICANT in token.meanings]
    others = [token for token in rows if token.key(APPLICATION) != _NEW]
    apart = not others or any(token.text in _AND for token in tokens)
    named = [token for token in rows if token.key(APPLICATION) != _NEW or (_is_strong(token) and apart)]
    found = []
    for token in named or rows[:1]:
        column = _nearest_column(token, columns, rows)
        found.append(
            Found(f"applications.{token.key(APPLICATION)}.{column}", token.start, weak=_is_weak(token, column))
        )
    if columns and all(metric.name.endswith(".total") for metric in found):
        row = found[0].name.split(".")[1] if found else _NEW
        found += [Found(f"applications.{row}.{token.key(APPLICANT)}", token.start, weak=not rows) for token in columns]
    return [metric for metric in found if metric.name in metrics()]


def _is_strong(token: Token) -> bool:
    return any(token.text.startswith(word) or token.text.endswith(word) for word in _STRONG_NEW)


def _is_weak(token: Token, column: str) -> bool:
    return token.key(APPLICATION) == _NEW and not _is_strong(token) and column == "total"


def _nearest_column(row: Token, columns: Sequence[Token], rows: Sequence[Token]) -> str:
    """Return the kind of applicant that belongs to a row: the only one, unless the row is one of several."""
    if len(columns) == 1 and (len(rows) == 1 or row.key(APPLICATION) != _NEW):
        return columns[0].key(APPLICANT) or "total"
    return "total"


def _reviews(tokens: Sequence[Token]) -> list[Found]:
    rows = [token for token in tokens if REVIEW in token.meanings]
    columns = [token for token in tokens if OUTCOME in token.meanings]
    if not rows:
        lost = [token for token in columns if token.text == "败诉"]
        row = "litigation" if lost else "all"
        return [Found(f"review_litigation.{row}.{token.key(OUTCOME)}", token.start) for token in columns]
    outcomes = [token.key(OUTCOME) for token in columns] or ["total"]
    return [Found(f"review_litigation.{row.key(REVIEW)}.{outcome}", row.start) for row in rows for outcome in outcomes]


def _documents(tokens: Sequence[Token], years: Sequence[int]) -> list[Found]:
    rows = [token for token in tokens if DOCUMENTS in token.meanings and FIELD not in token.meanings]
    found = []
    for token in rows:
        row = token.key(DOCUMENTS) or ""
        columns = [other.key(DOCUMENT_COLUMN) for other in tokens if _is_column(other, years)]
        known = [column for column in columns if f"disclosure.{row}.{column}" in metrics()]
        defaults = DEFAULT_COLUMNS[row]
        chosen = known or [defaults[-1 if years and max(years) < _NEW_FORM else 0]]
        found += [Found(f"disclosure.{row}.{column}", token.start) for column in dict.fromkeys(chosen)]
    return found


def _is_column(token: Token, years: Sequence[int]) -> bool:
    """Return whether a token names a column; 增减 alone does only of the one year whose form has it."""
    key = token.key(DOCUMENT_COLUMN)
    of_old_form = len(years) == 1 and years[0] < _NEW_FORM
    return key is not None and (key != "change" or token.text.startswith("本年") or of_old_form)


def _fields(tokens: Sequence[Token]) -> list[Found]:
    found = []
    for token in tokens:
        name = token.key(FIELD)
        if name == "supervision.trainings" and any(other.text in _PEOPLE for other in tokens):
            name = "supervision.trainees"
        if name is not None and DOCUMENTS not in token.meanings:
            found.append(Found(name, token.start, weak=name in _WEAK_FIELDS and not token.text.startswith("主动公开")))
    if not found:
        plain = [token for token in tokens if token.text in _DISCLOSED and STOP in token.meanings]
        found = [Found("disclosure.total", token.start, weak=True) for token in plain[:1]]
    return found


_VERBS = ("占", "占到", "占了")
_PEOPLE = ("人次", "人员", "参加", "多少人", "人数", "几人")
_DISCLOSED = ("公开了", "公开", "主动", "发布了")


def _ambiguous(tokens: Sequence[Token], plan: Plan) -> list[Found]:
    """Return what a word with two meanings is taken for, where nothing else is named; that is said."""
    words = [token for token in tokens if AMBIGUOUS in token.meanings]
    if words and not any(DOCUMENTS in token.meanings or FIELD in token.meanings for token in tokens):
        name = words[0].key(AMBIGUOUS) or ""
        plan.say("ask.understood.metric", said=words[0].text, metric=metric_of(name).label, other="信息处理费")
        return [Found(name, words[0].start)]
    return []
