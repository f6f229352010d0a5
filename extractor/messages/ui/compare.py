"""Workbench: comparing two reports."""

MESSAGES: dict[str, tuple[str, str]] = {
    "ui.compare.title": ("对比", "Compare"),
    "ui.compare.side.a": ("报告一", "First report"),
    "ui.compare.side.b": ("报告二", "Second report"),
    "ui.compare.search": ("按机关名称查找", "part of the issuer's name"),
    "ui.compare.choose": ("选择报告", "choose a report"),
    "ui.compare.choose_both": (
        "选两份报告:同一机关的两年,或两个机关。先选一份,另一份会先列出同一机关的其他年度。",
        "Choose two reports: two years of one issuer, or two issuers. After the first, the other years of its issuer "
        "come first.",
    ),
    "ui.compare.same_report": ("两边是同一份报告。", "Both are the same report."),
    "ui.compare.one_report": (
        "库里只有一份报告,还不能对比。",
        "There is only one report, so nothing to compare it with.",
    ),
    "ui.compare.swap": ("左右对调", "Swap"),
    "ui.compare.unknown": ("机关不详", "issuer unknown"),
    "ui.compare.no_year": ("年度不详", "year unknown"),
    "ui.compare.cells": ("不同的单元格", "Cells that differ"),
    "ui.compare.fields": ("不同的字段", "Fields that differ"),
    "ui.compare.copied": ("照搬的句子", "Sentences taken over"),
    "ui.compare.of": ("{number}/{total}", "{number} of {total}"),
    "ui.compare.copied_value": ("{share:.0%}({same}/{count})", "{share:.0%} ({same} of {count})"),
    "ui.compare.copied_help": (
        "{newer} 的第一、五、六部分里,有多少句在 {older} 里逐字出现过。"
        "只看以句号等结尾、至少 12 个字的句子;数字不同也算相同。",
        "How many sentences of parts 1, 5 and 6 of {newer} stand word for word in {older}. Sentences of 12 characters "
        "or more with an end mark count; numbers are taken as equal.",
    ),
    "ui.compare.view.tables": ("表格", "Tables"),
    "ui.compare.view.fields": ("字段", "Fields"),
    "ui.compare.view.text": ("文字", "Text"),
    "ui.compare.only_different": ("只看不同", "Only what differs"),
    "ui.compare.no_tables": ("两份报告都没有官方表格。", "Neither report has the official tables."),
    "ui.compare.equal": ("没有不同。", "Nothing differs."),
    "ui.compare.row": ("项目", "Row"),
    "ui.compare.legend": (
        ":orange-badge[不同 {changed}] :red-badge[只在报告一 {only_left}] :green-badge[只在报告二 {only_right}] "
        ":gray-badge[相同 {same}]",
        ":orange-badge[different {changed}] :red-badge[first only {only_left}] :green-badge[second only {only_right}] "
        ":gray-badge[same {same}]",
    ),
    "ui.compare.click": (
        "点一格,可在工作台中打开原文。单元格:报告一 → 报告二(同一机关另列增减)。",
        "Click a cell to open its source. A cell reads: first → second (change, for one issuer).",
    ),
    "ui.compare.missing": ("无", "none"),
    "ui.compare.no_place": ("另一版式没有", "not on the other form"),
    "ui.compare.blank": ("空白", "blank"),
    "ui.compare.printed": ("{side}:原文“{printed}”", "{side}: printed '{printed}'"),
    "ui.compare.not_there": ("{side}:原文无此项", "{side}: not in the document"),
    "ui.compare.open": ("在{side}中查看", "Open in the {side}"),
    "ui.compare.part": ("部分", "Part"),
    "ui.compare.no_part": ("两份报告都没有这一部分。", "Neither report has this part."),
    "ui.compare.same_run": ("以下 {count} 句相同", "{count} sentences are the same"),
}
