"""Workbench: evaluation, and the commands that make gold in it."""

MESSAGES: dict[str, tuple[str, str]] = {
    "ui.evaluation.title": ("评测", "Evaluation"),
    "ui.evaluation.intro": (
        "按标准答案逐值核对抽取结果:哪些指标有多准,哪些值错了,改动之后变好还是变差。",
        "What was extracted, held against gold value by value: how right each measure is, which values are wrong, and "
        "whether a change made it better or worse.",
    ),
    "ui.evaluation.empty": (
        "还没有评测运行。在上面开始一次,或在命令行运行 nianbao eval run … --out {folder}/名称。",
        "There are no runs yet. Start one above, or on the command line: nianbao eval run … --out {folder}/NAME.",
    ),
    "ui.evaluation.new": ("新的运行", "New run"),
    "ui.evaluation.new_help": (
        "用规则引擎抽取项目自带的标准答案并逐值打分,不需要模型。留出(test)的一半不在其中;中断的运行用同一名称继续。",
        "Extracts the project's gold with the rules engine and judges every value; no model is needed. The held-out "
        "half (test) is not among it; a stopped run goes on under its name.",
    ),
    "ui.evaluation.sets": ("标准答案", "Gold"),
    "ui.evaluation.set.samples": ("样例(生成)", "samples (generated)"),
    "ui.evaluation.set.prose": ("正文(手写,dev)", "prose (by hand, dev)"),
    "ui.evaluation.set.handwritten": ("整篇(手写,dev)", "whole reports (by hand, dev)"),
    "ui.evaluation.choose": ("至少选一组", "choose at least one"),
    "ui.evaluation.name": ("名称", "Name"),
    "ui.evaluation.start": ("开始", "Start"),
    "ui.evaluation.unusable": (
        "请至少选一组标准答案;名称只用文字、数字、点、横线,不超过 60 字。",
        "Choose at least one set of gold; the name may have letters, digits, dots and hyphens, 60 at most.",
    ),
    "ui.evaluation.running": ("正在评测:{done}/{total} 份", "Evaluating: {done} of {total} reports"),
    "ui.evaluation.running_failed": ("运行没有完成:{reason}", "The run did not finish: {reason}"),
    "ui.evaluation.run": ("运行", "Run"),
    "ui.evaluation.with": ("与先前的运行比较", "Compare with an earlier run"),
    "ui.evaluation.none": ("不比较", "none"),
    "ui.evaluation.when": ("时间", "When"),
    "ui.evaluation.reports": ("报告", "Reports"),
    "ui.evaluation.tab.figures": ("指标", "Figures"),
    "ui.evaluation.tab.fields": ("正文字段", "Fields"),
    "ui.evaluation.tab.worst": ("不对的值", "What is not right"),
    "ui.evaluation.tab.run": ("这次运行", "The run"),
    "ui.evaluation.tab.reliability": ("可信度", "Confidence"),
    "ui.evaluation.interval_help": (
        "点为数值,横线为 95 % 区间(对报告重抽样)。",
        "The dot is the figure, the line its 95 % interval (reports drawn again).",
    ),
    "ui.evaluation.fields_help": ("各字段的 F1,最差的在前。", "F1 of each field, the worst first."),
    "ui.evaluation.no_fields": ("没有正文字段可评。", "There are no fields to measure."),
    "ui.evaluation.as_table": ("全部指标(表)", "All figures as a table"),
    "ui.evaluation.kind": ("类别", "Kind"),
    "ui.evaluation.worst_help": (
        "列出 {shown} 个,共 {count} 个;没有提示的在前。选中一行看原文。",
        "{shown} of {count}; those that no finding flags come first. Choose a row to see its words.",
    ),
    "ui.evaluation.nothing_wrong": ("没有不对的值。", "Nothing is wrong."),
    "ui.evaluation.held_out": (
        "留出(test)部分另有 {count} 个值不在此列出:看过就不再是留出的了。",
        "{count} more values of the held-out half (test) are not listed: once looked at, it would be held out no more.",
    ),
    "ui.evaluation.open": ("在工作台中打开", "Open in the workbench"),
    "ui.evaluation.not_stored": (
        "这份文件不在报告库中,不能在工作台中打开。",
        "This document is not in the store, so the workbench can't open it.",
    ),
    "ui.evaluation.chart.value": ("数值", "figure"),
    "ui.evaluation.chart.low": ("区间下端", "interval from"),
    "ui.evaluation.chart.high": ("区间上端", "to"),
    "ui.evaluation.only": ("只在 {run} 中的报告:{count} 份", "Reports in {run} alone: {count}"),
    "ui.evaluation.gold_changed": (
        "标准答案或文件有变的报告:{count} 份",
        "Reports whose gold or document changed: {count}",
    ),
    "ui.evaluation.became": ("变对 / 变错", "became right / wrong"),
    "ui.evaluation.moved": ("{better} / {worse}", "{better} / {worse}"),
    # nianbao eval annotate, nianbao eval agree
    "eval.annotate.opening": (
        "在浏览器中标注:{address}\n签发后写入 {gold};按 Ctrl+C 结束。",
        "Annotate in the browser: {address}\nGold is written to {gold} when the report is signed off; Ctrl+C ends.",
    ),
    "eval.annotate.written": ("标准答案已写入 {file}", "Gold written to {file}"),
    "eval.annotate.exists": (
        "{file} 已有另一份标准答案,没有改动。请用 --out 另选文件夹。",
        "{file} holds other gold and was left as it is. Choose another folder with --out.",
    ),
    "eval.annotate.file": ("{file} 不能读写:{reason}", "{file} can't be read or written: {reason}"),
    "eval.annotate.unread": (
        "{file} 读不成一份报告,原因见上。",
        "{file} can't be read as a report; the reason stands above.",
    ),
    "eval.agree.title": ("共同报告 {reports} 份", "{reports} reports in common"),
    "eval.agree.only_first": ("只在 A 中:{names}", "only in A: {names}"),
    "eval.agree.only_second": ("只在 B 中:{names}", "only in B: {names}"),
    "eval.agree.differences": ("不一致 {count} 处,列出 {shown} 处", "{count} differences, {shown} listed"),
    "eval.column.values": ("值", "values"),
    "eval.column.agreed": ("一致", "agreed"),
    "eval.column.share": ("一致率", "share"),
    "eval.column.kappa": ("κ", "κ"),
    "eval.help.annotate": (
        "在工作台中标注一份文件:核对、更正、签发后写成标准答案",
        "Annotate a document in the workbench: check, correct, and gold is written when it is signed off",
    ),
    "eval.help.annotate_file": ("要标注的报告文件", "the report to annotate"),
    "eval.help.annotate_out": (
        "写入的文件夹:标准答案在其中的 gold,文件本身在旁边",
        "folder to write to: gold in its folder gold, the document beside that",
    ),
    "eval.help.port": ("端口;默认任选一个空闲的", "port; any free one unless given"),
    "eval.help.agree": (
        "两人对相同报告的标准答案有多一致(各类值的 κ),以及不一致之处",
        "How far two people's gold of the same reports agrees (κ by kind), and where it doesn't",
    ),
    "eval.help.agree_first": ("第一人的标准答案:文件或文件夹", "gold of the first: a file or a folder"),
    "eval.help.agree_second": ("第二人的标准答案", "gold of the second"),
}
