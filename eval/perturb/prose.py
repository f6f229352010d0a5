"""Prose that says the same in words the rules were not made from, or that sets traps beside what it says.

What a report states stays as it was, so its gold holds; how it says so is spoilt. The rules engine errs on such prose,
which is what a confidence has to be learnt from.
"""

from __future__ import annotations

import re
from random import Random

_OTHER_WORDS = {
    "主动公开": ("对外公布", "晒出", "主动发布"),
    "政府信息公开申请": ("公开事项请求", "信息申请"),
    "新收": ("登记", "新增"),
    "收到": ("接获", "登记"),
    "答复": ("回函", "回告"),
    "办结": ("办讫", "了结"),
    "上年结转": ("往年未了", "上年转来"),
    "结转下年度": ("顺延次年", "留待来年"),
    "予以公开": ("照准提供", "给予公开"),
    "部分公开": ("区分处理", "公开一部分"),
    "无法提供": ("查无此件", "不能提供"),
    "不予处理": ("退回不办", "不再处理"),
    "门户网站": ("网上平台", "县网"),
    "政府网站": ("政务门户", "网上"),
    "微信公众号": ("公众平台", "微信号"),
    "公告栏": ("村口黑板", "公示墙"),
    "规范性文件": ("政策文件", "规范文件"),
    "政策解读": ("政策释义", "图解"),
    "网民留言": ("网友来帖", "网上提问"),
    "12345热线": ("政务热线", "热线"),
    "行政复议": ("复议申请", "复议"),
    "行政诉讼": ("官司", "诉讼"),
    "培训": ("授课", "业务学习"),
    "参训人员": ("到课", "学员"),
    "自查": ("对照检查", "抽查"),
    "整改": ("改正", "销号"),
    "访问量": ("浏览人次", "点击数"),
}
_TRAPS = (
    "，其中重点领域信息{0}条",
    "，上年为{0}条",
    "，近五年累计{0}件",
    "，占同类事项的{0}%",
    "，计划明年达到{0}件",
    "，其余{0}件为转载",
    "，另有部门自办{0}件",
    "，比全市平均多{0}件",
)
_DECOYS = (
    "全年受理行政许可申请{0}件，办结{0}件，均在承诺期限内办理",
    "收到群众办事申请{0}件，当场答复{1}件",
    "受理档案查询申请{0}件",
    "处理信息化设备报修申请{0}件，结转下月{1}件",
    "县政府网站转载我单位稿件{0}条",
    "向上级网站报送信息{0}条，采用{1}条",
    "在省级媒体刊发宣传稿件{0}篇",
    "公众号新增关注{0}人，单篇阅读量{1}次",
    "发布短视频{0}条，直播{1}场",
    "微信工作群通报情况{0}次",
    "近三年召开新闻发布会{1}场",
    "组织记者见面会{1}场",
    "会办其他单位的人大建议{1}件",
    "收到职工代表大会提案{1}件",
    "收到商会提案{1}件、企业建议{0}条",
    "受理消费投诉{0}件，调解成功{1}件",
    "受理安全生产举报{1}件",
    "核查市场主体举报线索{0}条",
    "办理行政应诉案件{1}件、行政复议答复案件{1}件，均为征地事项",
    "作为复议机关受理复议案件{0}件",
    "审查合同{0}份，清理过期标语{1}处",
    "参与上级规范性文件征求意见{1}次",
    "全县累计有效规范性文件{0}件，其中我单位{1}件",
    "解读稿件平均阅读{0}次",
    "开展党员教育培训{1}次，参加{0}人次",
    "组织消防培训{1}次，参训{0}人次",
    "参加市里组织的政务公开培训{1}次",
    "聘请专职消防员{0}人、兼职网格员{0}人",
    "抽调工作人员{1}名驻村",
    "现有在编人员{0}人",
    "开展安全检查，发现问题{0}个，整改{1}个",
    "食品抽检发现不合格问题{0}个，完成整改{0}个",
    "巡察反馈问题{1}个，已整改{1}个",
    "办事大厅接待来访{0}人次，接听咨询电话{1}次",
    "中介超市成交采购项目{0}个，金额{1}万元",
    "收取行政事业性收费{0}万元",
    "网站栏目更新{0}次，下架过期信息{1}条",
    "建成村级公示栏{0}个，更换展板{1}块",
    "历年累计公开信息{0}条",
    "力争明年公开信息{0}条以上",
    "去年公开信息{0}条，收到申请{1}件",
    "依申请公开类目录信息{0}条",
    "向社会公开承诺事项{0}项",
    "公开权责清单事项{0}项，梳理公共服务事项{1}项",
    "邀请社会监督员{1}人开展评议，收到意见{0}条",
    "责任追究制度修订{1}次，约谈{1}人",
)
"""Sentences whose numbers are of no field, however much they look like it."""
_NUMBER = re.compile(r"\d+(?:条|件|篇|次|期|个|场|宗|份|人次|名)(?=[，。；、])")
_STOP = re.compile(r"(?<=[条件篇次期个场宗份名])。(?!\n)")
_STOP_KEPT = re.compile(r"。(?!\n)")
_PART_1 = re.compile(r"总体情况(?P<prose>.*?)(?=主动公开政府信息情况)", re.DOTALL)
_HAN = re.compile(r"[一-龥]")


def spoil_prose(text: str, seed: int, strength: float) -> str:
    """Return a report whose part 1 is worded otherwise; a text without part 1 as it is.

    Args:
        text: The report.
        seed: Decides what is spoilt.
        strength: From 0 to 1, how much of it.
    """
    found = _PART_1.search(text)
    if found is None:
        return text
    chance = Random(seed)
    prose = _reworded(found["prose"], chance, strength)
    prose = _NUMBER.sub(lambda match: match[0] + _trap(chance, strength), prose)
    prose = _STOP.sub(lambda match: "，" if chance.random() < strength / 2 else match[0], prose)
    prose = _STOP_KEPT.sub(lambda match: match[0] + _decoy(chance, strength), prose)
    prose = _HAN.sub(lambda match: "" if chance.random() < strength / 40 else match[0], prose)
    return text[: found.start("prose")] + prose + text[found.end("prose") :]


def _reworded(prose: str, chance: Random, strength: float) -> str:
    for words, others in _OTHER_WORDS.items():
        if words in prose and chance.random() < strength:
            prose = prose.replace(words, chance.choice(others))
    return prose


def _decoy(chance: Random, strength: float) -> str:
    """Return a sentence about something else, mostly none."""
    if chance.random() > strength / 3:
        return ""
    return chance.choice(_DECOYS).format(chance.randint(11, 600), chance.randint(2, 60)) + "。"


def _trap(chance: Random, strength: float) -> str:
    """Return a clause with a number that is of no field, mostly none."""
    return chance.choice(_TRAPS).format(chance.randint(2, 60)) if chance.random() < strength / 3 else ""
