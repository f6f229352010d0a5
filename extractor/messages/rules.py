"""Findings of the checks: what failed, what could not be done, and under `rule.*` what each rule means."""

from extractor.messages import rule_names
from extractor.messages.rule_meanings import MEANINGS

_UNKNOWN = ("“{label}”无法核对:{blanks} 没有数值", "{label} could not be checked: no number in {blanks}")

MESSAGES: dict[str, tuple[str, str]] = {
    **MEANINGS,
    **rule_names.MESSAGES,
    "rule.table_missing": ("没有{table},无法核对", "Could not be checked: {table} is not in the document"),
    "rule.document_missing": ("没有原文,无法核对", "Could not be checked: the text of the document is not at hand"),
    "identity.all_blank": (
        "{count} 项整行或整列没有数值,无法核对:{labels}",
        "{count} rows or columns hold no number at all and could not be checked: {labels}",
    ),
    "identity.blanks": (
        "{count} 项勾稽关系各缺一处数值,无法核对:{labels}(没有数值的格:{blanks})",
        "{count} identities lack a number each and could not be checked: {labels} (cells without a number: {blanks})",
    ),
    "suggestion.identity": ("按“{label}”的勾稽关系推算", "computed from the sum of “{label}”"),
    "suggestion.identities": ("各按所在行、列的勾稽关系推算", "each computed from the sum of its row or column"),
    "suggestion.unit": ("“{printed}”换算为万元", "“{printed}” in 万元"),
    "applications.row_total": (
        "表三“{label}”行不平:各类申请人之和 {left_terms},总计列为 {right}",
        "Table 3, row {label}: the applicants sum up to {left_terms}, the printed total is {right}",
    ),
    "applications.row_total.unknown": _UNKNOWN,
    "applications.balance": (
        "表三“{label}”列不平:新收 + 上年结转 = {left_terms},办理总计 + 结转下年 = {right_terms}",
        "Table 3, column {label}: received and carried over are {left_terms}, processed and carried forward "
        "are {right_terms}",
    ),
    "applications.balance.unknown": (
        "表三“{label}”列的勾稽关系无法核对:{blanks} 没有数值",
        "Table 3, column {label}: the balance could not be checked: no number in {blanks}",
    ),
    "applications.results": (
        "表三“{label}”列不平:各办理结果之和 {left_terms},(七)总计为 {right}",
        "Table 3, column {label}: the results sum up to {left_terms}, the printed total processed is {right}",
    ),
    "applications.results.unknown": (
        "表三“{label}”列的办理结果无法核对:{blanks} 没有数值",
        "Table 3, column {label}: the results could not be checked: no number in {blanks}",
    ),
    "review_litigation.row_total": (
        "表四“{label}”行不平:{left_terms},总计列为 {right}",
        "Table 4, row {label}: the results sum up to {left_terms}, the printed total is {right}",
    ),
    "review_litigation.row_total.unknown": _UNKNOWN,
    "cell.blank": ("{table}有 {count} 个空白单元格(空白不等于 0):{cells}", "{table} has {count} blank cells: {cells}"),
    "cell.placeholder": (
        "{table}有 {count} 个单元格以“{printed}”代替数字:{cells}",
        "{table} has {count} cells with “{printed}” in place of a number: {cells}",
    ),
    "cell.not_a_number": ("{cell}不是数字:“{printed}”", "{cell} is not a number: “{printed}”"),
    "cell.negative": ("{cell}为负数:{value}", "{cell} is negative: {value}"),
    "cell.fraction": ("{cell}应为整数,却是 {value}", "{cell} should be a whole number but is {value}"),
    "cell.wrong_unit": (
        "{cell}一栏的单位是万元,却写有“{printed}”({unit})",
        "{cell} is a column in 万元, but “{printed}” is printed in {unit}",
    ),
    "cell.annotated": ("{cell}在数字 {value} 之外另有文字:“{printed}”", "{cell}: “{printed}” holds more than {value}"),
    "cell.value": (
        "{cell}读作 {value},但原文是“{printed}”",
        "{cell} was read as {value}, but “{printed}” is printed",
    ),
    "structure.part_missing": ("缺少 {count} 个部分:{parts}", "{count} parts are missing: {parts}"),
    "structure.part_order": ("各部分顺序与格式不符:{order}", "The parts are out of order: {order}"),
    "structure.part_doubled": ("第{part}部分有 {count} 个标题", "Part {part} has {count} headings"),
    "structure.table_missing": ("缺少{table}({title})", "{table} ({title}) is missing"),
    "structure.table_missing.unknown": (
        "读取表格时出错,不知道是否有{table}({title})",
        "The tables could not be read: whether {table} ({title}) is there is not known",
    ),
    "structure.row_missing": ("{table}缺少 {count} 行:{rows}", "{table} lacks {count} rows: {rows}"),
    "structure.cell_missing": ("{table}“{row}”行缺少单元格:{missing}", "{table}, row {row} lacks cells: {missing}"),
    "structure.form_for_year": (
        "{year} 年度报告使用了 {used} 年格式,应为 {expected} 年格式",
        "The report for {year} uses the form of {used}; {expected} is in force",
    ),
    "structure.form_for_year.none": (
        "{year} 年度报告没有 {expected} 年格式的表格(表二、表三、表四)",
        "The report for {year} has no tables of the form of {expected} (tables 2, 3 and 4)",
    ),
    "structure.form_for_year.before": (
        "{year} 年度报告使用了 {used} 年格式,当年还没有这种格式",
        "The report for {year} uses the form of {used}, which was not there yet",
    ),
    "structure.other_handling": (
        "2021 年格式的“(六)其他处理”应分三行,这里只有一行",
        "(六)其他处理 stands as one row; the form of 2021 has three",
    ),
    "structure.year_missing": ("没有找到报告年度", "The report does not state its year"),
    "structure.issuer_missing": ("没有找到发布机关", "The report does not state its issuer"),
    "structure.title_year": (
        "标题写 {found} 年,报告年度为 {year} 年",
        "The title says {found}, the report is for {year}",
    ),
    "structure.period_year": (
        "统计期限写 {found} 年,报告年度为 {year} 年",
        "The statistics period says {found}, the report is for {year}",
    ),
    "structure.period_year.unknown": (
        "统计期限“{printed}”不是完整日期,无法核对",
        "The statistics period “{printed}” is no full date and could not be checked",
    ),
    "structure.published_early": (
        "发布日期 {published} 早于 {year} 年度结束",
        "Published on {published}, before {year} had ended",
    ),
    "structure.published_early.unknown": (
        "发布日期“{printed}”不是完整日期,无法核对",
        "The publication date “{printed}” is no full date and could not be checked",
    ),
    "structure.published_late": (
        "发布日期 {published} 晚于期限 {deadline}",
        "Published on {published}, after the deadline {deadline}",
    ),
    "structure.published_late.unknown": (
        "发布机关不明,无法判断 {published} 是否逾期(部门 1 月 31 日,政府 3 月 31 日)",
        "The issuer is not known: {published} may be late (31 January for departments, 31 March for governments)",
    ),
    "text.damaged_date": (
        "日期“{printed}”缺字,不作推测",
        "The date “{printed}” has lost characters; no value is guessed",
    ),
    "text.damaged_document_number": (
        "{count} 个文号缺括号或数字:{printed}",
        "{count} document numbers have lost a bracket or digits: {printed}",
    ),
    "prose.differs": (
        "正文“{field}”为 {stated},表格({cells})为 {right}",
        "The prose states {stated} for {field}, the table says {right} ({cells})",
    ),
    "prose.none_against_table": (
        "正文称没有(“{quote}”),表格({cells})却为 {right}",
        "The prose says there was none (“{quote}”), the table says {right} ({cells})",
    ),
    "prose.unknown": (
        "正文“{field}”为 {stated},无法与表格核对:{blanks} 没有数值",
        "The prose states {stated} for {field}; no number in {blanks} to hold it against",
    ),
    "evidence.not_found": ("原文中找不到引文“{quote}”", "The quote “{quote}” was not found in the document"),
    "evidence.place": (
        "引文“{quote}”所指位置的原文是“{found}”",
        "The place given for “{quote}” holds “{found}”",
    ),
    "evidence.cell_place": (
        "{table}有 {count} 个单元格所指位置与原文不符:{cells}",
        "{table} has {count} cells whose place in the document does not hold what was read: {cells}",
    ),
    "evidence.number": (
        "“{name}”的值 {value} 不能从引文“{quote}”得出",
        "The value {value} of {name} does not follow from “{quote}”",
    ),
    "facts.conflict": (
        "正文中“{field}”有不同的数值:{values}",
        "The prose gives different values for {field}: {values}",
    ),
    "facts.unknown_field": ("字段目录中没有“{field}”", "The field catalogue has no {field}"),
    "quantities.unassigned": (
        "正文有 {count} 个数量不属于任何字段:{listed}",
        "{count} quantities of the prose belong to no field: {listed}",
    ),
}
