"""What an issuer is asked to do about a mistake for which no other value can be proposed, by rule."""

_COPIED = (
    "请核对是否抄用其他机关的文字，并改为本机关的情况",
    "check whether this was copied from another office, and say what holds for your own",
)
_FILL_IN = ("请填写数字，没有的填“0”", "fill in numbers, “0” where there is none")

_BY_RULE: dict[str, tuple[str, str]] = {
    "structure.published_late": (
        "请核对发布日期；确属逾期的，请说明原因，今后按期发布",
        "check the date of publication; if it was late, say why, and publish in time from now on",
    ),
    "structure.published_early": (
        "请核对发布日期和报告年度后更正",
        "check the date of publication and the year of the report, and correct",
    ),
    "structure.issuer_missing": ("请补写发布机关（标题或落款）", "add the issuer, in the title or at the end"),
    "structure.year_missing": ("请在标题中写明报告年度", "state the year of the report in its title"),
    "structure.title_year": ("请核对标题中的年份后更正", "check the year in the title and correct"),
    "structure.period_year": ("请核对统计期限后更正", "check the period and correct"),
    "structure.part_missing": ("请按格式补齐缺少的部分", "add the missing parts as the form has them"),
    "structure.part_order": ("请按格式调整各部分的顺序", "put the parts into the order of the form"),
    "structure.part_doubled": ("请删去重复的标题", "remove the second heading"),
    "structure.parts_announced": ("请按格式补齐所列的部分", "list all parts as the form has them"),
    "structure.table_missing": ("请按格式补附缺少的表格", "add the missing table as the form has it"),
    "structure.row_missing": ("请按格式补齐缺少的行", "add the missing rows as the form has them"),
    "structure.cell_missing": ("请按格式补齐缺少的单元格", "add the missing cells as the form has them"),
    "structure.form_for_year": ("请改用当年有效的格式", "use the form in force for the year"),
    "structure.other_handling": (
        "请按格式将“（六）其他处理”分为三行填写",
        "fill in (六)其他处理 as three rows, as the form has it",
    ),
    "structure.attachment_missing": (
        "请补附所提到的附件，或者删去提及之处",
        "add the attachment, or remove what is said of it",
    ),
    "structure.foreign_issuer": _COPIED,
    "structure.foreign_place": _COPIED,
    "structure.foreign_self": _COPIED,
    "text.template_residue": ("请填写完整，或者删去模板文字", "fill it in, or remove the template's words"),
    "text.personal_data": (
        "请立即遮盖或者删去个人信息后重新发布",
        "cover or remove the personal data at once and publish again",
    ),
    "text.lost_characters": ("请对照原稿补齐缺字", "restore the lost characters from the original"),
    "text.damaged_date": ("请对照原稿补齐日期", "restore the date from the original"),
    "text.damaged_document_number": ("请对照原稿补齐文号", "restore the document number from the original"),
    "text.breaks_off": ("请对照原稿补齐中断的文字", "restore the text from the original"),
    "cell.blank": _FILL_IN,
    "cell.placeholder": _FILL_IN,
}

MESSAGES = {f"notice.verify.{rule}": texts for rule, texts in _BY_RULE.items()}
