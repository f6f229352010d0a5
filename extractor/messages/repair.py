"""Why a repair is proposed: the reasons of a suggestion, and what could not be searched."""

MESSAGES: dict[str, tuple[str, str]] = {
    "rule.repair.time_limit": (
        "勾稽关系不平时,在限定步数和时间内找出改动最少的更正",
        "Where identities are broken, the smallest repair is found within the limits of steps and time",
    ),
    "repair.time_limit": (
        "{table}改动最少的更正没有找完(已达步数或时间上限);所列 {count} 种可能之外或许还有同样少的改法",
        "The search for the smallest repair of {table} was stopped at its limit; there may be others than the {count} "
        "listed",
    ),
    "cause.extraction": ("可能是读取有误", "perhaps misread"),
    "cause.source": ("原文即如此,应由发布机关更正", "so printed: for the issuer to correct"),
    "repair.join": (";", "; "),
    "repair.unique": (
        "只改 {count} 格即可使勾稽关系都成立,别无同样少的改法",
        "Changing {count} cells mends every identity, and no other change of so few does",
    ),
    "repair.one_of": (
        "改 {count} 格即可使勾稽关系都成立;同样少的改法共 {total} 种,这一种按可能性排第 {rank}",
        "Changing {count} cells mends every identity; of {total} such repairs this is number {rank} by likelihood",
    ),
    "repair.stopped": (
        "改 {count} 格即可使勾稽关系都成立;查找未完,可能还有同样少的改法(已知 {total} 种,这一种排第 {rank})",
        "Changing {count} cells mends every identity; the search was stopped, so there may be others as small (of "
        "{total} known, this is number {rank})",
    ),
    "repair.one_identity": (
        "该行各格只在这一项勾稽关系中,仅凭勾稽不能断定是哪一格",
        "The cells of this row stand in one identity only, which can't tell which of them is wrong",
    ),
    "repair.at": ("{cells}:{text}", "{cells}: {text}"),
    "repair.look_alike": ("一位数字与形近数字相混", "a digit taken for one that looks alike"),
    "repair.dropped": ("漏一位数字", "a digit dropped"),
    "repair.doubled": ("一位数字重复", "a digit doubled"),
    "repair.swapped_digits": ("相邻两位数字颠倒", "two neighbouring digits swapped"),
    "repair.replaced": ("一位数字不同", "one digit differs"),
    "repair.inserted": ("多一位数字", "a digit too many"),
    "repair.total_at_zero": ("合计未填,仍为 0", "a total left at 0"),
    "repair.total": ("合计算错", "a total computed wrong"),
    "repair.swapped_cells": ("相邻两格数字互换", "the numbers of two neighbouring cells swapped"),
    "repair.moved_value": ("数字填入了相邻的格", "a number written into the neighbouring cell"),
    "repair.moved_digits": ("部分数字落入了相邻的格", "digits moved to the neighbouring cell"),
    "repair.prose": ("正文所写为 {value}", "the prose states {value}"),
    "repair.print": ("所印数字也可读作 {value}", "what is printed may be read as {value}"),
}
