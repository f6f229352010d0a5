"""Workbench: exports."""

MESSAGES: dict[str, tuple[str, str]] = {
    "ui.exports.title": ("导出", "Export"),
    "ui.exports.which": ("导出哪些报告", "Which reports"),
    "ui.exports.issuer": ("发布机关", "Issuer"),
    "ui.exports.issuer_hint": ("名称的一部分", "part of the name"),
    "ui.exports.year": ("年度", "Year"),
    "ui.exports.level": ("机关类别", "Kind of issuer"),
    "ui.exports.any": ("不限", "any"),
    "ui.exports.states": ("审核状态", "Review"),
    "ui.exports.fitting": ("符合条件的报告:{total} 份", "Reports that fit: {total}"),
    "ui.exports.none": ("没有符合条件的报告。请放宽条件。", "No report fits. Ask for less."),
    "ui.exports.as": ("导出为", "Export as"),
    "ui.exports.what.data": ("数据", "Data"),
    "ui.exports.what.notice": ("校核意见书", "Correction notices"),
    "ui.exports.what.gold": ("评测金标准", "Gold for the evaluation"),
    "ui.exports.format": ("格式", "Format"),
    "ui.exports.data.xlsx": ("Excel(每类内容一张工作表)", "Excel, a sheet for each kind of content"),
    "ui.exports.data.csv": ("CSV", "CSV"),
    "ui.exports.data.jsonl": ("JSON Lines(整份报告)", "JSON Lines, whole reports"),
    "ui.exports.data.parquet": ("Parquet", "Parquet"),
    "ui.exports.notice.docx": ("Word", "Word"),
    "ui.exports.notice.html": ("网页", "Web page"),
    "ui.exports.notice.xlsx": ("Excel", "Excel"),
    "ui.exports.sheet": ("内容", "Content"),
    "ui.exports.values": ("数值", "Values"),
    "ui.exports.reviewed": ("审核后的数值", "As reviewed"),
    "ui.exports.as_printed": ("读出的数值", "As it was read"),
    "ui.exports.reviewed_help": (
        "审核后的数值旁边始终保留原文写法、更正前读出的数值和更正原因;原文数字不会被覆盖。",
        "Beside each corrected value stand what is printed, what was read, and whose mistake it was. A printed figure "
        "is never overwritten.",
    ),
    "ui.exports.include_open": ("也列出尚未确认的核对结果(标为待核)", "Also what nobody has confirmed, marked as such"),
    "ui.exports.notice_help": (
        "意见书列出已确认的问题。请先在“审核”页确认核对结果,或勾选下面一项生成草稿。",
        "Notices tell what is confirmed. Confirm findings on the page Review first, or tick the box below for a draft.",
    ),
    "ui.exports.gold_help": (
        "只收审核已通过、且没有待定更正的报告;压缩包里有 gold 和 reports 两个文件夹,解开后可用 nianbao eval run 评测。",
        "Only reports that are signed off and have no correction in doubt. The archive holds the folders gold and "
        "reports; unpack it and run nianbao eval run on it.",
    ),
    "ui.exports.make": ("生成文件", "Make the file"),
    "ui.exports.cancel": ("取消", "Cancel"),
    "ui.exports.working": ("{done}/{total} 份", "{done} of {total}"),
    "ui.exports.left": (",约剩 {seconds} 秒", ", about {seconds} s left"),
    "ui.exports.finishing": ("正在写完文件…", "Finishing the file…"),
    "ui.exports.stay": (
        "生成期间请留在本页;离开或另作操作即取消。",
        "Stay on this page; anything else you do here cancels.",
    ),
    "ui.exports.download": ("下载 {name}({size})", "Download {name} ({size})"),
    "ui.exports.done": ("文件里有 {reports} 份报告。", "The file holds {reports} reports."),
    "ui.exports.left_out.gold": (
        "另有 {count} 份没有收入:审核未通过,或有待定的更正。",
        "{count} are not in it: not signed off, or with corrections in doubt.",
    ),
    "ui.exports.left_out.notice": (
        "另有 {count} 份没有要写的问题。",
        "{count} have nothing to be told.",
    ),
    "ui.exports.entries": ("共 {count} 条问题。", "{count} mistakes are told."),
    "orders.file.data": ("年报数据", "annual-reports"),
    "orders.file.notice": ("校核意见书", "correction-notices"),
    "orders.file.gold": ("年报金标准", "annual-reports-gold"),
    "orders.nothing_to_notice": (
        "没有已确认的问题,意见书是空的。待处理的核对结果有 {open} 条:请先在“审核”页确认,"
        "或勾选“也列出尚未确认的核对结果”。",
        "Nothing is confirmed, so there is nothing to write. Findings that wait for a decision: {open}. Confirm them "
        "on the page Review, or tick the box for what nobody has confirmed.",
    ),
    "orders.nothing_signed_off": (
        "所选报告中没有审核已通过、且没有待定更正的,没有可导出的金标准。请先在“审核”页签发。",
        "None of these reports is signed off without a correction in doubt, so there is no gold. Sign some off on the "
        "page Review.",
    ),
}
