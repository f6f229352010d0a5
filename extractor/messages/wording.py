"""Findings about the wording and about numbers inside the prose, and under `rule.*` what each of these rules means."""

_MEANINGS: dict[str, tuple[str, str]] = {
    "rule.structure.parts_announced": ("前言列出的部分齐全", "The preamble lists all six parts, where it lists them"),
    "rule.structure.attachment_missing": ("正文提到的附件、附表都在", "Every announced attachment is there"),
    "rule.structure.period_missing": ("写明统计期限", "The statistics period is stated"),
    "rule.structure.foreign_issuer": (
        "写到本机关处没有写成别的机关",
        "Where the report names its issuer, no other agency stands",
    ),
    "rule.structure.foreign_place": ("没有把外地机关当作本机关", "No agency of another place stands for the issuer"),
    "rule.structure.foreign_self": ("自称与发布机关相符", "The report calls itself what its issuer is"),
    "rule.text.template_residue": ("没有未填写的模板文字", "Nothing of the template was left unfilled"),
    "rule.text.personal_data": ("没有印出个人信息", "No personal data are printed"),
    "rule.text.lost_characters": ("词语、数量没有缺字", "No word or number has lost characters"),
    "rule.text.breaks_off": ("文字没有中断", "No part breaks off"),
    "rule.cell.absurd_size": ("数量在可能的范围内", "A count is no larger than any issuer can have"),
    "rule.cell.fee_decimals": ("收费金额至多六位小数", "A fee has at most six decimals"),
    "rule.cell.fee_size": ("收费金额以万元计,大小合理", "A fee is in 万元 and of a possible size"),
    "rule.disclosure.regulations_of_town": ("乡镇、街道不制定规章", "A town or street issues no 规章"),
    "rule.prose.licensing": ("正文的行政许可决定数与表二一致", "Licences in the prose agree with table 2"),
    "rule.prose.penalties": ("正文的行政处罚决定数与表二一致", "Penalties in the prose agree with table 2"),
    "rule.prose.coercion": ("正文的行政强制决定数与表二一致", "Coercive measures in the prose agree with table 2"),
    "rule.prose.fees": ("正文的行政事业性收费与表二一致", "Fees in the prose agree with table 2"),
    "rule.prose.normative_in_force": (
        "正文的现行有效规范性文件数与表二一致",
        "Normative documents in force in the prose agree with table 2",
    ),
    "rule.prose.normative_repealed": (
        "正文的废止规范性文件数与表二一致",
        "Normative documents repealed in the prose agree with table 2",
    ),
    "rule.prose.processing_fee": (
        "信息处理费不填入表二的行政事业性收费",
        "The fee for processing information does not stand in table 2",
    ),
    "rule.prose.parts_sum": ("正文的分项之和等于总数", "Parts in the prose sum up to their total"),
    "rule.prose.percentages": ("正文的占比与件数相符", "A share in the prose follows from its count and total"),
    "rule.prose.shares": ("占比之和不超过 100%", "Shares of one whole are no more than all of it"),
    "rule.prose.change": (
        "正文的增减数、增减幅度与两年数字相符",
        "A change in the prose follows from the numbers of both years",
    ),
    "rule.facts.engines_disagree": ("各抽取引擎读数一致", "All engines read the same values"),
    "rule.facts.unsure": ("正文读数的可信度足以免看", "Values of the prose are sure enough to be accepted unseen"),
}

_PARTS_SUM = (
    "正文分项之和 {terms} = {sum},总数为 {total}",
    "The parts in the prose sum up to {terms} = {sum}, their total is {total}",
)

MESSAGES: dict[str, tuple[str, str]] = {
    **_MEANINGS,
    "structure.parts_announced": (
        "前言只列出 {count} 个部分,没有列出:{parts}",
        "The preamble names {count} parts only and leaves out: {parts}",
    ),
    "structure.attachment_missing": (
        "正文提到“{quote}”,文中却没有",
        "The text announces “{quote}”, but nothing of it is in the document",
    ),
    "structure.period_missing": ("没有写明统计期限", "The report gives no statistics period"),
    "structure.foreign_issuer": (
        "写到本机关处写成了“{named}”,发布机关是“{issuer}”,疑似抄用他人文字",
        "“{named}” stands where the issuer {issuer} should; the text may have been copied",
    ),
    "structure.foreign_place": (
        "正文以外地机关“{named}”自称,发布机关是“{issuer}”,疑似抄用他人文字",
        "The text speaks of “{named}”, an agency of another place, as of the issuer {issuer}; it may have been copied",
    ),
    "structure.foreign_self": (
        "正文自称“{printed}”({count} 处),与发布机关“{issuer}”不符,疑似抄用他人文字",
        "The text calls itself “{printed}” ({count} times), which {issuer} is not; it may have been copied",
    ),
    "text.template_residue": (
        "有 {count} 处模板文字没有填写或删去:{printed}",
        "{count} places of the template were not filled in: {printed}",
    ),
    "text.personal_data.id": (
        "第 {part} 部分印有 {count} 个身份证号:{printed}",
        "{count} ID numbers are printed in part {part}: {printed}",
    ),
    "text.personal_data.id_outside": (
        "六个部分之外(标题、前言或落款)印有 {count} 个身份证号:{printed}",
        "{count} ID numbers are printed outside the six parts: {printed}",
    ),
    "text.personal_data.phone": (
        "第 {part} 部分印有 {count} 个手机号码,并非联系电话:{printed}",
        "{count} mobile phone numbers that are no contact are printed in part {part}: {printed}",
    ),
    "text.personal_data.phone_outside": (
        "六个部分之外(标题、前言或落款)印有 {count} 个手机号码,并非联系电话:{printed}",
        "{count} mobile phone numbers that are no contact are printed outside the six parts: {printed}",
    ),
    "text.lost_characters": (
        "有 {count} 处缺字,不作推测:{printed}",
        "{count} words or numbers have lost characters; nothing is guessed: {printed}",
    ),
    "text.breaks_off": ("文字在“{quote}”处中断", "The text breaks off at “{quote}”"),
    "cell.absurd_size": (
        "{cell}为 {value},大得不可能(上限 {most})",
        "{cell} is {value}, more than any issuer can have ({most})",
    ),
    "cell.fee_decimals": (
        "{cell}“{printed}”有 {count} 位小数,以万元计至多六位",
        "{cell}, “{printed}”, has {count} decimals; an amount in 万元 has six at most",
    ),
    "cell.fee_size": (
        "{cell}为 {value},疑以元计;换算为万元是 {proposed}",
        "{cell} is {value}, which seems to be in 元; in 万元 it is {proposed}",
    ),
    "disclosure.regulations_of_town": (
        "“{issuer}”填有规章 {count} 格;乡镇、街道无权制定规章,请核实",
        "{issuer} reports 规章 in {count} cells; a town or street can't issue any",
    ),
    "prose.number_against_none": (
        "正文“{field}”为 {stated},表格({cells})却为 0",
        "The prose states {stated} for {field}, but the table says none ({cells})",
    ),
    "prose.processing_fee": (
        "表二行政事业性收费 {value} 与正文的信息处理费(“{quote}”)相同;信息处理费不属于行政事业性收费",
        "The fees of table 2, {value}, are the fee for processing information (“{quote}”), which does not belong there",
    ),
    "prose.parts_sum": _PARTS_SUM,
    "prose.parts_sum.unknown": (
        "正文分项之和 {terms} = {sum},少于总数 {total},可能没有全部列出",
        "The parts in the prose sum up to {terms} = {sum}, less than the total {total}; they may not be all",
    ),
    "prose.percentages": (
        "正文 {count} 占 {total} 应为 {expected}%,却写 {share}%",
        "{count} of {total} is {expected} %, but the prose says {share} %",
    ),
    "prose.shares": (
        "正文占比之和 {terms} = {sum}%,超过 100%",
        "The shares in the prose sum up to {terms} = {sum} %, more than 100 %",
    ),
    "prose.change": (
        "正文写 {stated},按所写数字应为 {expected}(“{quotes}”)",
        "The prose says {stated}, but from its own numbers it is {expected} (“{quotes}”)",
    ),
    "facts.engines_disagree": (
        "各引擎对“{field}”的读数不同:{values}",
        "The engines read {field} differently: {values}",
    ),
    "facts.unsure": (
        "正文“{field}”读作 {value},待核对",
        "The prose gives {value} for {field}; please check",
    ),
}
