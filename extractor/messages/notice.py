"""Correction notices (校核意见书): what goes back to an issuer, and the list an office keeps."""

from extractor.messages import advice

MESSAGES: dict[str, tuple[str, str]] = {
    "notice.title": (
        "政府信息公开工作年度报告校核意见书",
        "Notice on a yearly report on open government information",
    ),
    "notice.title_list": (
        "政府信息公开工作年度报告校核意见汇总",
        "Notices on yearly reports on open government information",
    ),
    "notice.addressee": ("{issuer}：", "To {issuer}:"),
    "notice.unnamed": ("（发布机关不明）", "(issuer not known)"),
    "notice.no_year": ("（年度不明）", "(year not known)"),
    "notice.opening": (
        "经校核，你单位{year}年政府信息公开工作年度报告（文件：{file}）存在以下 {count} 处差错，请核实更正：",
        "On checking your report for {year} (file: {file}), {count} mistakes were found. Please verify and correct "
        "them:",
    ),
    "notice.opening_no_year": (
        "经校核，你单位政府信息公开工作年度报告（文件：{file}）存在以下 {count} 处差错，请核实更正：",
        "On checking your report (file: {file}), {count} mistakes were found. Please verify and correct them:",
    ),
    "notice.opening_draft": (
        "经校核，你单位{year}年政府信息公开工作年度报告（文件：{file}）有以下 {count} 处需要核实，"
        "其中 {open} 处尚未确认：",
        "On checking your report for {year} (file: {file}), {count} places need a look; {open} of them are not yet "
        "confirmed:",
    ),
    "notice.opening_draft_no_year": (
        "经校核，你单位政府信息公开工作年度报告（文件：{file}）有以下 {count} 处需要核实，其中 {open} 处尚未确认：",
        "On checking your report (file: {file}), {count} places need a look; {open} of them are not yet confirmed:",
    ),
    "notice.opening_list": (
        "本次校核 {reports} 份年度报告，其中 {wrong} 份有差错，共 {count} 处。",
        "{reports} yearly reports were checked; {wrong} of them have mistakes, {count} in all.",
    ),
    "notice.opening_list_draft": (
        "本次校核 {reports} 份年度报告，其中 {wrong} 份有需要核实的问题，共 {count} 处，其中 {open} 处尚未确认。",
        "{reports} yearly reports were checked; {wrong} of them have something to verify, {count} in all, {open} of "
        "them not yet confirmed.",
    ),
    "notice.draft": (
        "草稿：标有“待确认”的事项尚未经人工确认，不得据此发文",
        "Draft: what is marked “not yet confirmed” has not been confirmed by anyone and must not be sent",
    ),
    "notice.open": ("（待确认）", " (not yet confirmed)"),
    "notice.section": ("{issuer}（{year}年）", "{issuer}, {year}"),
    "notice.section_no_year": ("{issuer}（年度不明）", "{issuer}, year not known"),
    "notice.place": ("位置", "Place"),
    "notice.quote": ("原文", "Printed"),
    "notice.formula": ("校核关系", "What should hold"),
    "notice.basis": ("依据", "Based on"),
    "notice.proposal": ("更正建议", "Proposed correction"),
    "notice.line": ("{label}：{text}", "{label}: {text}"),
    "notice.row": ("{table}“{row}”一行", "{table}, row “{row}”"),
    "notice.column": ("{table}“{column}”一列", "{table}, column “{column}”"),
    "notice.part": ("第{part}部分（{title}）", "part {part} ({title})"),
    "notice.page": ("第 {pages} 页", "page {pages}"),
    "notice.no_place": ("全文", "the whole report"),
    "notice.outside": ("篇首或篇末", "the head or the end"),
    "notice.printed": ("{label}“{printed}”", "{label} “{printed}”"),
    "notice.blank": ("{label}空白", "{label} blank"),
    "notice.absent": ("{label}缺", "{label} not there"),
    "notice.zeros": ("其余各格为“0”", "all other cells “0”"),
    "notice.quoted": ("“{quote}”", "“{quote}”"),
    "notice.more": ("等 {count} 处", "and others, {count} in all"),
    "notice.sides": ("前者为 {left}，后者为 {right}", "the one side is {left}, the other {right}"),
    "notice.no_quote": ("（见问题说明）", "(see above)"),
    "notice.change": ("将{label}由“{printed}”改为“{value}”", "change {label} from “{printed}” to “{value}”"),
    "notice.fill": ("在{label}填写“{value}”", "fill in “{value}” at {label}"),
    "notice.reason": ("{text}（理由：{reason}）", "{text} (because: {reason})"),
    "notice.or": ("或者：{text}", "or: {text}"),
    "notice.verify": ("请对照原始记录核实后更正", "verify against the records and correct"),
    **advice.MESSAGES,
    "notice.closing": (
        "更正建议由各表之间的数量关系推算得出，仅供参考，请以原始记录为准。更正后请重新发布，并将更正情况反馈我们。",
        "The proposed corrections are computed from the relations between the tables and are a hint only; the records "
        "decide. Please publish the corrected report and let us know.",
    ),
    "notice.seal": ("（印章）", "(seal)"),
    "notice.date": ("{year}年{month}月{day}日", "{year}-{month:02}-{day:02}"),
    "notice.table_title": ("更正对照表", "List of corrections"),
    "notice.column.cell": ("位置", "Place"),
    "notice.column.printed": ("原文", "Printed"),
    "notice.column.proposed": ("建议改为", "Proposed"),
    "notice.column.items": ("所涉问题", "Items"),
    "notice.no_print": ("（空白）", "(blank)"),
    "notice.column.number": ("序号", "No."),
    "notice.column.issuer": ("发布机关", "Issuer"),
    "notice.column.year": ("年度", "Year"),
    "notice.column.message": ("问题", "Mistake"),
    "notice.column.count": ("差错数", "Mistakes"),
    "notice.column.open": ("其中待确认", "Not yet confirmed"),
    "notice.column.state": ("状态", "State"),
    "notice.column.by": ("确认人", "Confirmed by"),
    "notice.column.at": ("确认时间", "Confirmed at"),
    "notice.column.reason": ("说明", "Note"),
    "notice.column.id": ("报告编号", "Report"),
    "notice.column.key": ("核对结果编号", "Finding"),
    "notice.column.file": ("文件", "File"),
    "notice.sheet": ("校核意见", "Notices"),
    "notice.help": (
        "生成校核意见书:已确认的原文差错及其原文、位置、校核关系和更正建议;多份报告则为汇总。",
        "Write a correction notice: the confirmed mistakes of the source with quote, place, formula and proposed "
        "correction; for several reports a list.",
    ),
    "notice.help.ids": ("报告编号(开头几位即可)", "Ids of reports (their first digits will do)"),
    "notice.help.all": (
        "存储中的全部报告(可用 --issuer 等筛选)",
        "All stored reports (--issuer and others narrow them)",
    ),
    "notice.help.out": ("写入此文件", "File to write"),
    "notice.help.format": ("文件格式;默认按 --out 的扩展名", "Format of the file; by default that of --out's suffix"),
    "notice.help.include_open": (
        "起草:尚未处理的核对结果也写入,并标明待确认",
        "Draft: also what is still open, marked as not yet confirmed",
    ),
    "notice.need_ids": ("请给出报告编号,或用 --all。", "Give the ids of reports, or --all."),
    "notice.unknown_format": (
        "{path}:请用 --format 指明 docx、html 或 xlsx。",
        "{path}: say with --format whether it is docx, html or xlsx.",
    ),
    "notice.nothing": (
        "没有已确认的原文差错,未生成文件。另有 {open} 项核对结果尚未处理:用 nianbao findings ID --confirm KEY 确认,"
        "或加 --include-open 先起草。",
        "There are no confirmed mistakes of the source, so nothing was written. {open} findings are still open: "
        "confirm them with nianbao findings ID --confirm KEY, or add --include-open for a draft.",
    ),
    "notice.nothing_open": (
        "没有已确认的原文差错,也没有待处理的核对结果,未生成文件。",
        "There are no confirmed mistakes of the source and no open findings, so nothing was written.",
    ),
    "notice.written": (
        "校核意见书已写入 {path}:{reports} 份报告,{count} 处({open} 处待确认)",
        "The notice is in {path}: {reports} reports, {count} mistakes ({open} not yet confirmed)",
    ),
}
