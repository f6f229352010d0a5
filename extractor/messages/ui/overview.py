"""Workbench: the overview."""

MESSAGES: dict[str, tuple[str, str]] = {
    "ui.overview.title": ("概览", "Overview"),
    "ui.overview.progress": ("已通过 {done} / {total} 份", "{done} of {total} reports signed off"),
    "ui.overview.list": ("查看", "List"),
    "ui.overview.years": ("各年度进度", "Progress by year"),
    "ui.overview.place": ("按", "By"),
    "ui.overview.region": ("地区", "Region"),
    "ui.overview.regions": (
        "按机关名称开头的地名:共 {regions} 个地区,列出前 {shown} 个;名称不含地名的 {unplaced} 份未列入。",
        "By the place an issuer's name begins with: {shown} of {regions} regions; {unplaced} reports name none.",
    ),
    "ui.overview.reports": ("份数", "Reports"),
    "ui.overview.rules": ("未处理的核对结果", "Open findings by rule"),
    "ui.overview.no_findings": ("没有未处理的核对结果。", "No finding is open."),
    "ui.overview.open": ("未处理", "Open"),
    "ui.overview.trends": ("历年情况", "Year by year"),
    "ui.overview.trends.note": (
        "各份报告提取值之和,未计入更正;没有读出该值的报告不在其中,指向柱形可看份数。",
        "Sums of the values as extracted, without corrections; reports without the value are not in them. Point at a "
        "bar to see over how many they go.",
    ),
    "ui.overview.received": ("新收申请(件)", "New applications"),
    "ui.overview.outcomes": ("申请办理结果(件)", "Results of applications"),
    "ui.overview.disclosed": ("主动公开信息(条)", "Items disclosed"),
    "ui.overview.over": ("{total} 份报告中的 {reports} 份", "{reports} of {total} reports"),
    "ui.overview.outcome.granted": ("予以公开", "Granted"),
    "ui.overview.outcome.partially_granted": ("部分公开", "Granted in part"),
    "ui.overview.outcome.denied": ("不予公开", "Denied"),
    "ui.overview.outcome.unavailable": ("无法提供", "Not available"),
    "ui.overview.outcome.not_processed": ("不予处理", "Not processed"),
    "ui.overview.outcome.other": ("其他处理", "Other"),
}
