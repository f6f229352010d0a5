"""The life of a finding: its states, the list with keys, and decisions."""

MESSAGES: dict[str, tuple[str, str]] = {
    "findings.help": (
        "列出一份报告的核对结果及其编号和状态;也用来确认、注销(已更正)、不予采纳或重新打开一项核对结果。",
        "List the findings of a report with keys and states; confirm, close, dismiss or reopen some.",
    ),
    "findings.help.id": ("报告编号(开头几位即可)", "Id of a report (its first digits will do)"),
    "findings.help.confirm": (
        "确认为原文差错(核对结果编号,可多次)",
        "Confirm as an error of the source (key; repeatable)",
    ),
    "findings.help.fix": ("已更正(核对结果编号,可多次)", "Mark as fixed (key; repeatable)"),
    "findings.help.dismiss": (
        "不予采纳,须写 --reason(核对结果编号,可多次)",
        "Dismiss, with a --reason (key; repeatable)",
    ),
    "findings.help.reopen": ("重新打开(核对结果编号,可多次)", "Open again (key; repeatable)"),
    "findings.help.reason": ("理由", "Why"),
    "findings.help.by": ("由谁作出;默认 NIANBAO_USER", "Who decides; by default NIANBAO_USER"),
    "findings.help.state": (
        "只列出此状态:open、confirmed、fixed、dismissed、gone",
        "Only those in this state: open, confirmed, fixed, dismissed, gone",
    ),
    "findings.help.history": ("列出每一次决定", "Show every decision"),
    "findings.head": (
        "{id} {issuer} {year}:待处理 {open},已确认 {confirmed},已更正 {fixed},不予采纳 {dismissed},已消失 {gone}",
        "{id} {issuer} {year}: {open} open, {confirmed} confirmed, {fixed} fixed, {dismissed} dismissed, {gone} gone",
    ),
    "findings.head_between": (
        "其中 {count} 项是与其他报告核对(跨年、跨级)得出的,nianbao list 和 extract 的数目不含这些",
        "{count} of them come from holding the report against others (between years and levels); the counts of nianbao "
        "list and extract leave these out",
    ),
    "findings.none": ("没有发现问题。", "There are no findings."),
    "findings.state.open": ("待处理", "open"),
    "findings.state.confirmed": ("已确认", "confirmed"),
    "findings.state.fixed": ("已更正", "fixed"),
    "findings.state.dismissed": ("不予采纳", "dismissed"),
    "findings.state.gone": ("已消失", "gone"),
    "findings.gone": ("已消失", "gone"),
    "findings.gone_note": (
        "当前修订中已没有此项(最后见于第 {revision} 次修订)",
        "The current revision no longer has it (last seen in revision {revision})",
    ),
    "findings.reopened.value": (
        "重新待处理:曾由 {by} 于 {at} 定为“{state}”,此后数值有变",
        "Open again: {by} decided “{state}” on {at}, and the values have changed since",
    ),
    "findings.reopened.still_found": (
        "重新待处理:{by} 于 {at} 定为“{state}”,重新提取后仍然存在",
        "Open again: {by} decided “{state}” on {at}, and a later revision still has it",
    ),
    "findings.decision": (
        "{state}:{by},{at},第 {revision} 次修订。{reason}",
        "{state}: {by}, {at}, revision {revision}. {reason}",
    ),
    "findings.carried": (
        "(沿用对同一机关、同一年度较早文件 {id} 的决定)",
        "(carried over from {id}, an earlier file of the same issuer and year)",
    ),
    "findings.carried_over": (
        "{id}:沿用对同一机关、同一年度较早文件 {other} 的 {count} 项决定(核对结果和所印数字都未变);其余核对结果待处理",
        "{id}: {count} decisions were carried over from {other}, an earlier file of the same issuer and year (same "
        "finding, same printed values); the other findings are open",
    ),
    "findings.decided": ("{key} → {state}({by})", "{key} → {state} ({by})"),
    "findings.wrong_state": (
        "{value} 不是状态:open、confirmed、fixed、dismissed、gone",
        "{value} is no state: open, confirmed, fixed, dismissed, gone",
    ),
    "findings.twice": (
        "同一次命令里对 {key} 作了不止一个决定。",
        "{key} is given more than one decision in one command.",
    ),
    "check.help.lines": (
        "每项核对结果一行:路径:位置: 程度 规则 说明,供其他工具使用",
        "Print a line for each finding, path:offset: severity rule message, for other tools",
    ),
    "check.help.sarif": (
        "另以 SARIF 2.1.0 写入此文件;- 为标准输出,不再显示核对结果",
        "Also write the findings as SARIF 2.1.0 into this file; - is the standard output, in place of what is shown",
    ),
    "check.sarif_alone": (
        "--sarif - 独占标准输出,不能与 --json 或 --lines 同用",
        "--sarif - takes the standard output for itself and can't go with --json or --lines",
    ),
    "export.column.key": ("核对结果编号", "Key"),
    "export.column.state_of_finding": (
        "处理状态(open 待处理,confirmed 已确认,fixed 已更正,dismissed 不予采纳,gone 已消失)",
        "State (open, confirmed, fixed, dismissed, gone)",
    ),
    "export.column.by": ("处理人", "Decided by"),
    "export.column.at": ("处理时间", "Decided at"),
    "export.column.note": ("处理说明", "Why"),
}
