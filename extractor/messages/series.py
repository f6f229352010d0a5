"""Findings between the years of one issuer and between levels, and under `rule.*` what each rule means."""

MESSAGES: dict[str, tuple[str, str]] = {
    "series.gap.unknown": (
        "没有 {missing} 年度报告(已有的上一份是 {nearest} 年度),结转、现行有效件数等跨年关系无法核对",
        "There is no report for {missing} (the nearest earlier one is for {nearest}): what passes from year to "
        "year could not be checked",
    ),
    "series.issuer_unclear.unknown": (
        "“{issuer}”没有地名,可能是不同机关,没有与同名的其他报告({years} 年度)核对",
        "“{issuer}” names no place and may be several issuers: not held against others of that name ({years})",
    ),
    "series.table_missing": (
        "与 {other_year} 年度报告({other_name})无法核对:{missing_name} 没有{table}",
        "Could not be held against the report for {other_year} ({other_name}): {missing_name} has no {table}",
    ),
    "series.blank": (
        "与 {other_year} 年度报告({other_name})无法核对:{blanks} 没有数值",
        "Could not be held against the report for {other_year} ({other_name}): no number in {blanks}",
    ),
    "series.carried_over": (
        "上年结转与 {other_year} 年度报告({other_name})的结转下年度继续办理不一致({other_year} → {year}):{differences}",
        "What was carried over is not what the report for {other_year} ({other_name}) carried forward "
        "({other_year} → {year}): {differences}",
    ),
    "series.in_force": (
        "{label}现行有效件数应为 {left}({other_year} 年度报告({other_name})的 {before} + 制发 {issued} − 废止 "
        "{repealed}),表中为 {right}",
        "{label} in force should be {left} ({before} in the report for {other_year} ({other_name}) + {issued} issued − "
        "{repealed} repealed), the table says {right}",
    ),
    "series.in_force_negative": (
        "{label}现行有效件数推算为 {left},不可能为负({other_year} 年度报告({other_name})的 {before} + 制发 {issued} "
        "− 废止 {repealed}),表中为 {right}:两年的数字至少有一处有误",
        "{label} in force would be {left} ({before} in the report for {other_year} ({other_name}) + {issued} issued − "
        "{repealed} repealed), which can't be; the table says {right}: a figure of one of the years is wrong",
    ),
    "series.pending": (
        "{other_year} 年度报告({other_name})有 {left} 件尚未审结,本年度{label}却只有 {right} 件",
        "{left} cases were pending in the report for {other_year} ({other_name}), but {label} is only {right} this "
        "year",
    ),
    "series.stated_change": (
        "正文“{field}”为 {value},按“{printed}”推算上年应为 {left},{other_year} 年度报告({other_name})为 {right}",
        "The prose states {value} for {field}; by “{printed}” last year's was {left}, the report for {other_year} "
        "({other_name}) says {right}",
    ),
    "series.stated_change.unknown": (
        "正文“{field}”的变化“{printed}”无法核对:{other_year} 年度报告({other_name})没有这个数",
        "The change “{printed}” of {field} could not be checked: the report for {other_year} ({other_name}) does "
        "not state it",
    ),
    "series.jump": (
        "{label}为 {value},与其他年度的中位数 {median} 相差 {deviations} 倍稳健偏差({years})",
        "{label} is {value}: {deviations} robust deviations from the median {median} of the other years ({years})",
    ),
    "series.absurd_size": (
        "{label}为 {right},{other_year} 年度报告({other_name})为 {left},相差约 {factor} 倍",
        "{label} is {right}, in the report for {other_year} ({other_name}) it was {left}: a factor of {factor}",
    ),
    "series.absurd_size.unit": (
        "{label}为 {right},{other_year} 年度报告({other_name})为 {left},相差约 {factor} 倍,疑为元与万元混用",
        "{label} is {right}, in the report for {other_year} ({other_name}) it was {left}: a factor of {factor}, as "
        "if one of them were in 元 and the other in 万元",
    ),
    "series.same_text": (
        "第一、五、六部分 {count} 句中有 {same} 句({share})与 {other_year} 年度报告({other_name})逐字相同(数字除外)"
        ":{quotes}",
        "{same} of {count} sentences of parts 1, 5 and 6 ({share}) stand word for word, numbers aside, in the "
        "report for {other_year} ({other_name}): {quotes}",
    ),
    "series.two_reports": (
        "{year} 年度有两份报告:{own_name} 与 {other_name},有 {count} 个单元格不同(前者 / 后者):{cells}",
        "There are two reports for {year}: {own_name} and {other_name}; {count} cells differ (first / second): {cells}",
    ),
    "series.two_reports.alike": (
        "{year} 年度有两份报告:{own_name} 与 {other_name},表格一致",
        "There are two reports for {year}: {own_name} and {other_name}; their tables agree",
    ),
    "levels.sum": (
        "{label}与 {all} 个所属单位 {year} 年度报告之和不一致:{differences}",
        "{label} is not the sum of the reports of its {all} members for {year}: {differences}",
    ),
    "levels.sum.unknown": (
        "{label}({columns})无法与所属单位之和核对:{members} 没有数值",
        "{label} ({columns}) could not be held against the sum of the members: no number in {members}",
    ),
    "levels.members_missing": (
        "无法与所属单位之和核对:名单中 {all} 个单位有 {count} 个没有 {year} 年度报告:{missing}",
        "Could not be held against the sum of the members: of {all} on the list {count} have no report for {year}: "
        "{missing}",
    ),
    "series.head": (
        "{issuer} · {year} · 与其他报告核对({name})",
        "{issuer} · {year} · held against other reports ({name})",
    ),
    "series.other_quote": ("{year} {name}:“{quote}”", "{year} {name}: “{quote}”"),
    "cli.help.members": (
        "所属单位名单(CSV,首行 government,member):政府报告与其部门、乡镇之和核对",
        "CSV with the columns government,member: a government's tables are held against the sums of its members'",
    ),
    "cli.help.check_data": (
        "数据文件夹:另与库中同一机关其他年度的报告核对",
        "data folder: hold the files also against the issuer's other reports in its store",
    ),
    "error.members_file": (
        "所属单位名单 {path} 不能读取:{reason}。应为 CSV,首行为 government,member(或 政府,所属单位)。",
        "The list of members {path} cannot be read: {reason}. It should be a CSV whose first line is government,"
        "member.",
    ),
    "rule.series.gap": (
        "已有更早年度的报告时,上一年度的报告也在",
        "Where reports for earlier years are at hand, the one for the year before is too",
    ),
    "rule.series.issuer_unclear": (
        "有同名的其他报告时,发布机关的名称带有地名",
        "Where other reports bear the same name, the issuer's name says of which place it is",
    ),
    "rule.series.carried_over": (
        "表三各列,上年结转等于上一年度报告的结转下年度继续办理",
        "In each column of table 3, what was carried over is what last year's report carried forward",
    ),
    "rule.series.in_force": (
        "规章、规范性文件现行有效件数等于上年现行有效加本年制发减本年废止",
        "Regulations and normative documents in force are last year's, plus issued, minus repealed",
    ),
    "rule.series.pending": (
        "上一年度尚未审结的复议、诉讼,本年度表四中仍有",
        "Reconsiderations and lawsuits pending last year still stand in table 4",
    ),
    "rule.series.stated_change": (
        "正文所说的较上年增减、百分比,与上一年度报告相符",
        "Changes on last year that the prose states, also in percent, follow from last year's report",
    ),
    "rule.series.jump": (
        "主要数字与该机关其他年度相比不突然变化",
        "The main figures are within a robust bound around those of the issuer's other years",
    ),
    "rule.series.absurd_size": (
        "与上一年度相比,数字不相差千倍以上(元、万元混用,数字连在一起)",
        "No figure is a thousand times last year's, or a thousandth",
    ),
    "rule.series.same_text": (
        "正文不是照抄上一年度报告",
        "The prose is not copied from last year's report",
    ),
    "rule.series.two_reports": (
        "一个机关一个年度只有一份报告",
        "An issuer has one report for a year",
    ),
    "rule.levels.sum": (
        "政府报告的表格等于其部门和乡镇报告之和(名单由用户给出)",
        "A government's tables are the sums of its departments' and towns', where a list names them all",
    ),
}
