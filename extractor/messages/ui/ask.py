"""Workbench: questions."""

MESSAGES: dict[str, tuple[str, str]] = {
    "ui.ask.title": ("问答", "Ask"),
    "ui.ask.prompt": ("输入问题,例如:今年哪个单位收到的申请最多?", "Ask, for example: who received most applications?"),
    "ui.ask.intro": (
        "数字从库中全部有关报告算出,每个数字都有出处;没有计入的报告写明原因。答不了的问题会说明缺什么。",
        "Numbers are computed over all reports that the question is about, each with its source; reports that are not "
        "counted are named with the reason. What can't be answered is said, and what is missing.",
    ),
    "ui.ask.examples": ("可以这样问", "You could ask"),
    "ui.ask.more": ("接着问", "Go on with"),
    "ui.ask.new": ("新对话", "New conversation"),
    "ui.ask.model": ("规则读不懂时请模型({model})帮助", "Let the model ({model}) help where the rules can't"),
    "ui.ask.model_help": (
        "模型只制定查询计划、根据原文写句子;数字始终由库中数据算出。",
        "A model only plans and writes sentences from passages; numbers are always computed from the store.",
    ),
    "ui.ask.working": ("正在计算…", "Computing …"),
    "ui.ask.understood": ("理解:", "Understood:"),
    "ui.ask.abstained": ("没有作答", "No answer"),
    "ui.ask.instead": ("换成这样问:", "Ask instead:"),
    "ui.ask.rows": ("明细:显示 {shown} 行,共 {total} 行", "Rows: {shown} of {total}"),
    "ui.ask.column.sources": ("出处", "Sources"),
    "ui.ask.sources": ("出处({count})——点击在原文中查看", "Sources ({count}) – click to see them in the report"),
    "ui.ask.source": ("[{number}] {issuer} {year} · {place}", "[{number}] {issuer} {year} · {place}"),
    "ui.ask.source_value": (":{quote}", ": {quote}"),
    "ui.ask.preamble": ("开头或附件", "before or after the parts"),
    "ui.ask.plan": ("查询计划({by})", "Plan ({by})"),
    "ui.ask.by_rules": ("规则", "rules"),
    "ui.ask.plan_help": (
        "问题就是这样被理解的。改动后再算,结果作为新的回答写在下面。",
        "This is how the question was understood. Change it and run it again: the result comes as a new answer below.",
    ),
    "ui.ask.change_plan": ("修改计划", "Change the plan"),
    "ui.ask.run_plan": ("按此计算", "Run it"),
    "ui.ask.close_plan": ("收起", "Close"),
    "ui.ask.command": ("命令行里可以这样重算:", "On the command line:"),
    "ui.ask.changed": ("按修改的计划:{scope}", "By the changed plan: {scope}"),
    "ui.ask.plan_empty": (
        "至少选一项指标,或填写要在原文中查找的文字。",
        "Choose at least one metric, or words to look for.",
    ),
    "ui.ask.field.operation": ("算什么", "Operation"),
    "ui.ask.field.metrics": ("指标", "Metrics"),
    "ui.ask.field.whole": ("占什么的比例", "Share of what"),
    "ui.ask.field.issuers": ("单位(不选为全部)", "Issuers (none: all)"),
    "ui.ask.field.region": ("地区", "Place"),
    "ui.ask.field.levels": ("单位类别", "Kinds of issuers"),
    "ui.ask.field.years": ("年度(不选为全部)", "Years (none: all)"),
    "ui.ask.field.form": ("格式", "Form"),
    "ui.ask.field.comparison": ("条件", "Condition"),
    "ui.ask.field.bound": ("与此数相比", "Compared with"),
    "ui.ask.field.order": ("排名顺序", "Order of a rank"),
    "ui.ask.field.limit": ("取前几名(0 为全部)", "How many (0: all)"),
    "ui.ask.field.words": ("在原文中查找", "Words to look for"),
    "ui.ask.field.parts": ("报告的哪些部分", "Parts of the report"),
    "ui.ask.any": ("不限", "any"),
    "ui.ask.pending": (
        "有 {count} 份报告的文字尚未编入检索索引,问文字内容时查不到它们(问数字不受影响)。",
        "The words of {count} reports are not in the index yet: questions about words don't find them (numbers are "
        "not affected).",
    ),
    "ui.ask.build": ("现在编入索引", "Index them now"),
    "ui.ask.building": ("正在编入索引:{done}/{total} 份", "Indexing: {done} of {total} reports"),
    "ui.child.left": (",还需约 {seconds} 秒", ", about {seconds} s left"),
    "ui.child.stop": ("停止", "Stop"),
    "ui.ask.building_failed": (
        "没有编完,已编入的仍然可用:{reason}",
        "Not finished; what is indexed can be used: {reason}",
    ),
    # examples
    "ask.example.most": ("{year}年哪个单位收到的申请最多?", "Who received the most applications in {year}?"),
    "ask.example.sum": (
        "{year}年各单位新收申请合计多少件?",
        "How many applications did all issuers receive in {year} in total?",
    ),
    "ask.example.share": (
        "{year}年不予公开占办理结果总计的比例是多少?",
        "不予公开 as a share of 办理结果总计 in {year}",
    ),
    "ask.example.trend": ("{issuer}历年收到多少件申请?", "Applications received by {issuer} over the years"),
    "ask.example.change": (
        "{issuer}{last}年比{first}年收到的申请增加了多少?",
        "Compare the applications received by {issuer} in {first} and {last}",
    ),
    "ask.example.received": (
        "{issuer}{last}年收到多少件申请?",
        "How many applications did {issuer} receive in {last}?",
    ),
    "ask.example.problems": (
        "{issuer}{last}年存在哪些问题?",
        "What problems did {issuer} name in {last}?",
    ),
    "ask.example.count": (
        "{year}年有多少个单位被提起行政复议?",
        "How many issuers had reconsiderations in {year}?",
    ),
}
