"""A total that stands after what it adds up: 网站…条、微信…条,合计…条; 新收…件,上年转来…件,这…件."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor.extraction.context import Context
from extractor.extraction.cues import APPLICANT
from extractor.patterns import Pattern

_ADDED = Pattern(
    r"^[^#]{0,3}?(?:以上|上述|总|各类|[两二三四五六](?:项|者|类|种|个)?(?:渠道|平台|方式|途径)?)?"
    r"(?:合计|总计|共计|累计|相加|加起来|总共|汇总|合起来|加总|之和|一共|共)"
    r"(?:主动|公开|公布|发布|办理|受理|处理|申请|政府|信息|各类|达到?|为|是|有|约|共|了)*#"
)
_WAY_IN = Pattern(f"(?:{APPLICANT})申请")
_THESE = Pattern(r"^[^#]{0,3}?(?:这|上述|以上|应办理?|应处理|须办理?)#")
_CHANNELS = (
    "disclosure.website",
    "disclosure.new_media",
    "disclosure.wechat",
    "disclosure.weibo",
    "disclosure.print_and_boards",
)
_PARTS_OF_REQUESTS = ("applications.received", "applications.carried_over")


def summed_field(context: Context, said: Mapping[str, Context]) -> str | None:
    """Return the field of which a count is the total; None where it adds up nothing.

    Args:
        context: The count.
        said: The last count that gave each field so far.
    """
    added = bool(_ADDED.search(context.near))
    if added and any(_is_part(said.get(name), context) for name in _CHANNELS):
        return "disclosure.total"
    if not added and not _THESE.search(context.near):
        return None
    new, carried = (said.get(name) for name in _PARTS_OF_REQUESTS)
    if added and _is_part(new, context) and not _is_part(carried, context) and _WAY_IN.search(new.near if new else ""):
        return "applications.received"
    if new is None or carried is None or not _is_near(carried, context):
        return None
    adds_up = new.quantity.value + carried.quantity.value == context.quantity.value
    return "applications.total" if adds_up or (added and _is_part(carried, context)) else None


def whole_of_channels(around: Sequence[Context], given: Mapping[str, float]) -> Context | None:
    """Return the count that is the sum of the channels, where no words say so: 亮出346条,网站158条,微信117条,上墙71条.

    Args:
        around: All counts, those before the channels too.
        given: The value of each field that was read.
    """
    media = given.get("disclosure.new_media")
    parts = [given[name] for name in _CHANNELS if name in given and (media is None or name not in _MEDIA)]
    if len(parts) < _FEWEST:
        return None
    return next((one for one in around if one.quantity.value == sum(parts) and _PUBLISHED.search(one.near)), None)


_MEDIA = ("disclosure.wechat", "disclosure.weibo")
_FEWEST = 2
_PUBLISHED = Pattern("公开|公布|发布|公示|更新|推送|信息|[亮晒挂拿]出|^[^一-龥]*[共计总合]+[有为计]?#")


def _is_part(part: Context | None, context: Context) -> bool:
    """Return whether a count of the same sentence may be a part of another one."""
    return (
        part is not None
        and part.sentence == context.sentence
        and part.quantity.unit == context.quantity.unit
        and part.quantity.value <= context.quantity.value
    )


def _is_near(part: Context, context: Context) -> bool:
    """Return whether two counts stand in the same part, under the same sub-head."""
    return (part.part, part.topic) == (context.part, context.topic)
