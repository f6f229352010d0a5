"""What reading the file and its tables could not do for certain."""

MESSAGES: dict[str, tuple[str, str]] = {
    "reading.doubled": (
        "整份报告在文件中出现两次(起于第 {first} 字和第 {second} 字),只读取一次",
        "The whole report stands twice in the file (at characters {first} and {second}); it was read once",
    ),
    "reading.second_report": (
        "第 {second} 字起是另一份内容不同的报告,没有读取",
        "Another report with other contents begins at character {second}; it was not read",
    ),
    "reading.split_ambiguous": (
        "{table}“{label}”一行的数字连成“{printed}”,有 {count} 种拆分方式,无法确定;各单元格留空,候选见下",
        "The digits of row {label} ({table}) run together as “{printed}”; {count} ways to split them remain, so "
        "the cells are left without a value (candidates below)",
    ),
    "reading.split_inconsistent": (
        "{table}“{label}”的数字连成“{printed}”,没有一种拆分符合勾稽关系;所示为最接近的一种",
        "The digits of {label} run together as “{printed}” and no way to split them satisfies the identities; the "
        "best-fitting one is given",
    ),
    "reading.split_by_identity": (
        "{table}有 {count} 行的数字连写,依勾稽关系拆分,只有一种拆法",
        "{table}: the digits of {count} rows run together; they were split by the identities, which leave one way",
    ),
    "reading.row_by_position": (
        "{table}“{label}”一行的数字旁没有可读的行名,按所在位置归入:{printed}",
        "The numbers of {label} stand without a readable label and were assigned by position: {printed}",
    ),
    "reading.cell_by_inference": (
        "脱离表格的“{printed}”归入{table}“{label}·{column}”,系推断",
        "“{printed}”, torn from its table, was assigned to {label}, {column} of {table} by inference",
    ),
    "reading.cell_missing": (
        "{table}“{label}”一行应有 {expected} 格,只有 {found} 格;缺失的列:{columns}",
        "Row {label} of {table} has {found} of {expected} cells; missing: {columns}",
    ),
    "reading.extra_cells": (
        "{table}“{label}”一行有 {found} 格,应为 {expected} 格:{printed}",
        "Row {label} of {table} has {found} cells where {expected} are expected: {printed}",
    ),
    "reading.row_missing": ("{table}中没有“{label}”一行", "Row {label} of {table} is not in the document"),
    "reading.row_blank": (
        "{table}有“{label}”一行,但没有数字",
        "Row {label} of {table} is there, but holds no number",
    ),
    "reading.row_doubled": (
        "{table}“{label}”一行出现两次:{first};{second}",
        "Row {label} of {table} stands twice, with {first} and with {second}",
    ),
    "reading.label_damaged": ("{table}的行名“{printed}”按“{label}”读取", "The label “{printed}” was taken for {label}"),
    "reading.number_in_header": (
        "{table}表头“{label}”之后应为列名,却是“{printed}”",
        "“{printed}” stands in the head of {table} behind {label}, where the name of a column should be",
    ),
    "reading.columns_reordered": (
        "{table}表头的列序与规定不同,按表头读取:{columns}",
        "The head of {table} has its columns in another order than the form; they were read by the head: {columns}",
    ),
    "reading.note_in_table": ("表格行间夹有文字:{printed}", "Text stands between the rows of a table: {printed}"),
    "reading.unplaced_numbers": (
        "{table}中有不属于任何一行的数字:{printed}(之前的文字:{label})",
        "Numbers in {table} that no row accounts for: {printed} (behind {label})",
    ),
    "reading.not_a_number": (
        "{table}“{label}·{column}”中的“{printed}”不是数字",
        "“{printed}” in {label}, {column} of {table} is not a number",
    ),
    "reading.table_unread": (
        "文件中应有{table},但无法读取(可能是图片或已缺失)",
        "{table} is announced but could not be read (it may be a picture, or lost)",
    ),
    "reading.heading_missing": (
        "第{part}部分没有标题,按内容识别",
        "The heading of part {part} is missing; the part was found by its content",
    ),
    "reading.encoding_guessed": (
        "文本编码没有标明,按内容判断为 {encoding}",
        "The text encoding is not declared; it was taken for {encoding} by the content",
    ),
    "reading.ocr_unsure": (
        "{table}“{label}·{column}”由图片识别为“{printed}”,把握不足;可能的读法:{readings}。请核对原图",
        "{label}, {column} of {table} was recognised as “{printed}” without certainty; it may read: {readings}. Check "
        "the picture",
    ),
    "reading.ocr_by_identity": (
        "{table}“{label}·{column}”图片识别把握不足(可能的读法:{readings}),依勾稽关系只有“{printed}”成立",
        "{label}, {column} of {table} was recognised without certainty (it may read: {readings}); the identities leave "
        "only “{printed}”",
    ),
    "reading.ocr_line_unsure": (
        "第 {page} 页有一处文字识别把握不足:{printed}",
        "A line of page {page} was recognised without certainty: {printed}",
    ),
    "reading.ocr_unread": (
        "第 {page} 页有 {count} 处印迹没有识别出文字(可能是印章、图形或模糊的文字)",
        "{count} marks on page {page} could not be read as text (seals, drawings or blurred print)",
    ),
    "reading.nul_dropped": ("略去 {count} 个 NUL 字符", "{count} NUL characters were left out"),
    "reading.undecodable": (
        "有 {count} 处字节无法解码,显示为 U+FFFD(首处在第 {offset} 字)",
        "{count} byte sequences could not be decoded and are shown as U+FFFD (the first at character {offset})",
    ),
    "reading.tracked_changes": (
        "文件中有未定稿的修订:插入 {insertions} 处按已接受读取;删除 {deletions} 处没有读取:{printed}",
        "The file holds tracked changes: {insertions} insertions were read as accepted, {deletions} deletions left "
        "out: {printed}",
    ),
    "reading.hidden_text": (
        "有 {count} 处隐藏文字没有读取:{printed}",
        "{count} stretches of hidden text were left out: {printed}",
    ),
    "reading.pictures": (
        "文件中有 {count} 张图片或嵌入对象,其中的文字没有读取",
        "The file holds {count} pictures or embedded objects; words in them were not read",
    ),
    "reading.converted": (
        "旧格式文件,经 {program} 转换后读取;单元格路径指转换后的文件",
        "The file is in an older format and was read through {program}; paths are those of the converted file",
    ),
    "reading.sheets_left_out": (
        "工作簿中有 {count} 张工作表没有报告内容或已隐藏,没有读取:{names}",
        "{count} sheets of the workbook hold nothing of the report, or are hidden, and were left out: {names}",
    ),
    "reading.formula_without_value": (
        "有 {count} 个单元格只有公式、没有存下结果,按空白读取:{places}。请在 Excel 中打开并保存",
        "{count} cells hold a formula without its result and were read as blank: {places}. Open and save the file in "
        "a spreadsheet program",
    ),
    "reading.rounded_display": (
        "有 {count} 个数字的显示位数少于实际位数,按显示读取:{places}",
        "{count} numbers are displayed with fewer digits than they have and were read as displayed: {places}",
    ),
    "reading.hidden_cells": (
        "有 {count} 个单元格在隐藏的行或列中,照常读取:{places}",
        "{count} cells stand in hidden rows or columns and were read all the same: {places}",
    ),
    "reading.tables_elsewhere": (
        "这份报告的表格不在此文件中,而在 {other}",
        "The tables of this report are not in this file but in {other}",
    ),
    "reading.prose_elsewhere": (
        "此文件只有表格,报告正文在 {other}",
        "This file holds only the tables; the prose of the report is in {other}",
    ),
    "reading.watermark": (
        "有 {count} 页印有水印,未计入正文:{printed}",
        "{count} pages carry a watermark that was left out of the text: {printed}",
    ),
    "reading.page_is_picture": (
        "第 {pages} 页的图片没有读出文字;尚未安装文字识别组件的,请运行 pip install 'nianbao[ocr]' 后重新读取",
        "Nothing was read from the picture on page {pages}. Where character recognition is not installed, run "
        "pip install 'nianbao[ocr]' and read the file again",
    ),
    "reading.page_furniture": (
        "页眉、页脚、页码和续页重复的表头共 {count} 处,未计入正文:{printed}",
        "{count} running heads, feet, page numbers and repeated table heads were left out of the text: {printed}",
    ),
    "reading.encoding_mislabelled": (
        "网页标注的编码 {label} 与内容不符,按 {encoding} 读取",
        "The page calls its encoding {label}, which its bytes are not; it was read as {encoding}",
    ),
    "reading.hidden_page": (
        "网页可见部分没有报告内容,读取了被样式隐藏的 {count} 处内容",
        "No report is visible on the page; what its styles hide was read too ({count} elements)",
    ),
    "reading.wrong_decoding_undone": (
        "有 {count} 处文字曾被按错误的编码读取,已按原编码还原(原为“{printed}”)",
        "{count} stretches had been read in the wrong encoding and were read again in the right one (they stood as "
        "“{printed}”)",
    ),
    "reading.garbled": (
        "有 {count} 处乱码无法还原(首处在第 {offset} 字):{printed}",
        "{count} stretches are garbled and can't be restored (the first at character {offset}): {printed}",
    ),
    "reading.private_use": (
        "有 {count} 处私用区字符,显示和含义取决于原来的字体({codes};首处在第 {offset} 字):{printed}",
        "{count} stretches of private-use characters, whose meaning depends on a font ({codes}; the first at character "
        "{offset}): {printed}",
    ),
    "reading.foreign_text": (
        "有 {count} 处疑似被植入的无关内容(首处在第 {offset} 字):{printed}。请核对网页来源",
        "{count} places look like text put in by others (the first at character {offset}): {printed}. Check where the "
        "page comes from",
    ),
    "reading.undeclared": ("读取时的提示 {rule}:{values}", "A remark of the reading step, {rule}: {values}"),
}
