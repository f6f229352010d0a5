"""Errors: what happened, to which file or value, and what to do next."""

MESSAGES: dict[str, tuple[str, str]] = {
    "error.unexpected": (
        "程序内部错误({kind}):{reason}。详细信息写入 {log};请连同该文件反馈。",
        "Internal error ({kind}): {reason}. Details are in {log}; please report it with that file.",
    ),
    "error.config": (
        "设置 {setting} 的值 {value} 不能用:{reason}",
        "The setting {setting} cannot be {value}: {reason}",
    ),
    "error.engine": (
        "没有名为 {engine} 的提取引擎。可用:{known}",
        "There is no engine {engine}. Known: {known}",
    ),
    "error.step": (
        "步骤 {step} 未能完成({type}),其余结果照常给出。",
        "The step {step} failed ({type}); the other results are given.",
    ),
    "error.document": ("{name}:不能作为年度报告读取", "{name}: cannot be read as a yearly report"),
    "error.empty": (
        "{name}:文件是空的,没有可读的文字。请检查文件是否下载或保存完整。",
        "{name}: the file is empty, there is no text to read. Check that it was downloaded or saved completely.",
    ),
    "error.unsupported": (
        "{name}:认不出这种内容({media_type})。可能已损坏,请重新下载;或另存为 PDF、Word(.docx)、网页或 .txt 再试。",
        "{name}: this kind of content is not known ({media_type}). The file may be damaged: fetch it again, or save it "
        "as PDF, Word (.docx), a web page or .txt.",
    ),
    "error.ocr_missing": (
        "{name}:是图片或扫描件({media_type}),需要文字识别组件。请运行 pip install 'nianbao[ocr]' 后再试。",
        "{name}: is a picture or scan ({media_type}) and needs character recognition. Run pip install 'nianbao[ocr]' "
        "and try again.",
    ),
    "error.picture_too_large": (
        "{name}:图片过大(上限 {limit} 百万像素)。请缩小到每页约 2400 像素宽后再试。",
        "{name}: the picture is too large (the limit is {limit} megapixels). Reduce it to about 2,400 pixels a page's "
        "width and try again.",
    ),
    "error.too_large": (
        "{name}:内容过多({size} 字或页,上限 {limit}),不像是一份年度报告。请拆分后再试。",
        "{name}: too much for one yearly report ({size} characters or pages, the limit is {limit}). Split it and try "
        "again.",
    ),
    "error.too_large_file": (
        "{name}:文件有 {size} 字节,超过上限 {limit} 字节。确属年度报告的,可用 NIANBAO_MAX_BYTES 提高上限。",
        "{name}: the file has {size} bytes, more than the limit of {limit}. If it is a yearly report, raise "
        "NIANBAO_MAX_BYTES.",
    ),
    "error.time_limit": (
        "{name}:读取超过 {limit} 秒,已停止;其他文件不受影响。确属年度报告的,可提高 NIANBAO_MAX_SECONDS。",
        "{name}: reading took more than {limit} seconds and was stopped; other files go on. If it is a yearly report, "
        "raise NIANBAO_MAX_SECONDS.",
    ),
    "error.time_limit_page": (
        "{name}:读取超过 {limit} 秒,识别到第 {page} 张图片时停止;其他文件不受影响。确属年度报告的,可提高 "
        "NIANBAO_MAX_SECONDS。",
        "{name}: reading took more than {limit} seconds and was stopped at picture {page}; other files go on. If it is "
        "a yearly report, raise NIANBAO_MAX_SECONDS.",
    ),
    "error.memory_limit": (
        "{name}:读取需要的内存超过 {limit} MB,已停止;其他文件不受影响。确属年度报告的,可提高 NIANBAO_MAX_MEMORY。",
        "{name}: reading needs more than {limit} MB of memory and was stopped; other files go on. If it is a yearly "
        "report, raise NIANBAO_MAX_MEMORY.",
    ),
    "error.reader_died": (
        "{name}:读取时读取程序意外退出,文件可能已损坏;其他文件不受影响。请用其他软件打开后另存,再试一次。",
        "{name}: the reader ended unexpectedly, so the file may be damaged; other files go on. Open it with other "
        "software, save it again and retry.",
    ),
    "error.too_large_unpacked": (
        "{name}:解压后有 {size} 字节,超过上限 {limit} 字节,没有读取。请确认文件来源,或拆分后再试。",
        "{name}: unpacked it has {size} bytes, more than the limit of {limit}, so it was not read. Check where it "
        "comes from, or split it.",
    ),
    "error.archive": (
        "{name}:是压缩包,不是单份报告。请用 nianbao extract 处理,其中的文件会逐个读取。",
        "{name}: is an archive and no single report. Give it to nianbao extract, which reads the files inside.",
    ),
    "error.archive_kind": (
        "{name}:不能打开这种压缩包({media_type})。请解压后给出文件夹,或改存为 zip。",
        "{name}: archives of this kind ({media_type}) are not opened. Unpack it and give the folder, or make it a zip.",
    ),
    "error.archive_members": (
        "{name}:压缩包内有 {size} 个文件,超过上限 {limit} 个。请分批压缩。",
        "{name}: the archive holds {size} files, more than the limit of {limit}. Make several of it.",
    ),
    "error.only_pictures": (
        "{name}:文件里只有图片,没有文字。请另存为 PDF 后再试(会按扫描件识别)。",
        "{name}: holds pictures and no text. Save it as a PDF, which is read as a scan.",
    ),
    "error.needs_office": (
        "{name}:读取 {suffix} 文件需要 LibreOffice。请安装(如 apt install {package}),或用 Word/WPS 另存为新格式"
        "(.docx、.xlsx)后再试。",
        "{name}: reading {suffix} files needs LibreOffice. Install it (apt install {package}, for one), or save the "
        "file in the newer format (.docx, .xlsx).",
    ),
    "error.conversion": (
        "{name}:LibreOffice 不能转换这个 {suffix} 文件:文件已损坏,或没有安装相应组件(libreoffice-writer、"
        "libreoffice-calc)。请检查,或另存为新格式(.docx、.xlsx)。",
        "{name}: LibreOffice could not convert this {suffix} file: it is damaged, or the component for it "
        "(libreoffice-writer, libreoffice-calc) is not installed. Check that, or save it as .docx or .xlsx.",
    ),
    "error.conversion_time": (
        "{name}:转换超过 {seconds} 秒,已停止。请另存为新格式(.docx、.xlsx)后再试。",
        "{name}: the conversion took more than {seconds} seconds and was stopped. Save it as .docx or .xlsx.",
    ),
    "error.load": (
        "{name}:文件打不开或已损坏:{reason}。请检查文件和权限。",
        "{name}: the file cannot be opened or is damaged: {reason}. Check the file and its permissions.",
    ),
    "error.not_a_report": (
        "{name}:不是政府信息公开工作年度报告:{reason}",
        "{name}: is no yearly report on open government information: {reason}",
    ),
    "error.finding_not_found": (
        "报告 {id} 没有编号为 {key} 的核对结果。用 nianbao findings {id} 查看编号。",
        "The report {id} has no finding {key}. nianbao findings {id} lists the keys.",
    ),
    "error.finding_ambiguous": (
        "报告 {id} 有多项核对结果的编号以 {key} 开头:{candidates}。请多写几位。",
        "Several findings of the report {id} begin with {key}: {candidates}. Give more of it.",
    ),
    "error.decision_by": (
        "没有写明由谁作出。请用 --by 写上姓名。",
        "It is not said who decides. Give a name with --by.",
    ),
    "error.decision_reason": (
        "不予采纳一项核对结果要写明理由。请用 --reason 写上。",
        "Dismissing a finding needs a reason. Give it with --reason.",
    ),
    "error.storage": ("存储 {store} 出错:{reason}", "The store {store} failed: {reason}"),
    "error.storage_full": (
        "存储 {store} 写不进去:磁盘已满。已存内容完好;腾出空间后重新运行即可,已存的不会重复。",
        "The store {store} cannot be written: the disk is full. What it held is intact; free some space and run again, "
        "nothing is stored twice.",
    ),
    "error.storage_readonly": (
        "存储 {store} 不能打开或写入:{reason}。请检查文件夹权限,或用 --data 指定别的文件夹。",
        "The store {store} cannot be opened or written: {reason}. Check the permissions of the folder, or give another "
        "one with --data.",
    ),
    "error.storage_corrupt": (
        "存储 {store} 已损坏或不是本程序的数据库:{reason}。文件未被改动;请恢复备份,或用 --data 另选文件夹重新提取。",
        "The store {store} is damaged or no database of this software: {reason}. The file was not changed; restore a "
        "backup, or extract again into another folder with --data.",
    ),
    "error.storage_busy": (
        "存储 {store} 被另一个程序占用太久:{reason}。请等它结束后重试。",
        "The store {store} is kept busy by another program: {reason}. Try again when that has finished.",
    ),
    "error.report_not_found": (
        "没有编号为 {id} 的报告。用 nianbao list 查看已有报告。",
        "There is no report {id}. See what there is with nianbao list.",
    ),
    "error.report_ambiguous": (
        "编号 {id} 对应多份报告:{candidates}。请多写几位。",
        "Several reports begin with {id}: {candidates}. Give more digits.",
    ),
    "error.revision_not_found": (
        "报告 {id} 没有第 {revision} 次修订。",
        "The report {id} has no revision {revision}.",
    ),
    "error.schema_version": (
        "存储 {store} 由更新的版本写入(版本 {found},本程序只认到 {known})。请升级 nianbao。",
        "The store {store} was written by a newer version ({found}, this software knows up to {known}). Upgrade "
        "nianbao.",
    ),
    "error.export": ("不能写入 {path}:{reason}", "{path} cannot be written: {reason}"),
    "error.export_parquet": (
        "parquet 格式需要 pyarrow:请运行 pip install 'nianbao[parquet]',或改用 xlsx、csv、jsonl。",
        "The format parquet needs pyarrow: run pip install 'nianbao[parquet]', or use xlsx, csv or jsonl.",
    ),
    "error.report_file": (
        "{path} 不是 nianbao 的报告文件:{reason}",
        "{path} is no report file of nianbao: {reason}",
    ),
    "error.page_without_text": (
        "{path} 只有提取结果,没有原文,不能生成网页。请先用 nianbao extract 存入原文件,或直接给出原文件。",
        "{path} holds the extraction without its source, so no page can be made. Store the source file with nianbao "
        "extract first, or give the source file itself.",
    ),
    "reason.other_text": (
        "既没有报告的六个部分,也没有规定的表格。请确认是年度报告全文。",
        "it has neither the parts nor the tables of one. Check that it is the whole report.",
    ),
    "reason.part_year": (
        "是半年、季度或月度统计,不是全年报告。",
        "it is a half-year, quarterly or monthly statistic, not a report of a whole year.",
    ),
    "reason.blank_form": (
        "是没有填写的空白表格。",
        "it is the blank form, not filled in.",
    ),
    "reason.password": (
        "有密码保护,请另存为不加密的文件",
        "it is protected by a password; save it without one",
    ),
    "reason.no_pages": ("其中没有一页", "it has no page"),
    "reason.bomb": (
        "解压后的大小远超正常文件(压缩炸弹),没有解压",
        "it would unpack to far more than any report (a zip bomb) and was not unpacked",
    ),
    "reason.entities": (
        "其中的 XML 声明了实体,正常的 Office 文件不会这样,没有读取",
        "its XML declares entities, which office files never do, so it was not read",
    ),
    "reason.unsafe_name": (
        "它在压缩包内的路径指向包外,没有读取",
        "its path in the archive leads out of it, so it was not read",
    ),
    "reason.nested_archive": (
        "压缩包嵌套超过一层,请先解压",
        "it is an archive inside an archive inside an archive; unpack it first",
    ),
    "reason.nested": (
        "网页标签嵌套过深(超过 2000 层)。请用浏览器打开后另存为 PDF 再试",
        "its elements are nested too deep (over 2,000 levels). Open it in a browser and save it as PDF",
    ),
    "reason.damaged": ("文件已损坏", "it is damaged"),
    "reason.no_regular_file": ("不是普通文件", "it is no regular file"),
    "reason.no_such_object": (
        "存储中没有这个文件,也没有以它开头的文件",
        "the store has no such file, and none below it",
    ),
    "reason.remote_archive": (
        "不读取存储中的压缩包,请先在存储中解压,或下载后再处理",
        "archives in a store are not looked into; unpack it there, or download it first",
    ),
    "reason.not_utf8": ("不是 UTF-8 编码的文本", "it is no text in UTF-8"),
    "reason.database_url": (
        "应写作 sqlite:///文件 或 postgresql://用户@主机/库名",
        "write it as sqlite:///file or postgresql://user@host/name",
    ),
    "reason.database_kind": ("只支持 SQLite 和 PostgreSQL", "only SQLite and PostgreSQL are supported"),
    "reason.toml": (
        "第 {line} 行第 {column} 个字符附近写法有误(引号、括号或等号)",
        "something is wrong near line {line}, character {column} (a quotation mark, a bracket or an equals sign)",
    ),
    "reason.toml_end": (
        "到文件末尾仍有未写完的引号、括号或取值",
        "a quotation mark, a bracket or a value is still open at its end",
    ),
    "reason.ENOENT": ("没有这个文件或文件夹", "there is no such file or folder"),
    "reason.EACCES": ("没有权限", "no permission"),
    "reason.EPERM": ("没有权限", "no permission"),
    "reason.EISDIR": ("是文件夹", "it is a folder"),
    "reason.ENOTDIR": ("路径中有一段不是文件夹", "a part of the path is no folder"),
    "reason.EEXIST": ("已有同名文件", "a file of that name is in the way"),
    "reason.ENOSPC": ("磁盘已满", "the disk is full"),
    "reason.EROFS": ("磁盘只读", "the disk is read-only"),
    "reason.ELOOP": ("链接循环", "its links go in a circle"),
    "reason.ENAMETOOLONG": ("文件名太长", "the name is too long"),
    "reason.SQLITE_READONLY": ("没有写入权限", "it may not be written"),
    "reason.SQLITE_CANTOPEN": ("打不开文件", "the file cannot be opened"),
    "reason.SQLITE_PERM": ("没有权限", "no permission"),
    "reason.SQLITE_CORRUPT": ("内容已损坏", "its content is damaged"),
    "reason.SQLITE_NOTADB": ("不是数据库文件", "it is no database"),
    "reason.SQLITE_BUSY": ("正被占用", "it is in use"),
    "reason.SQLITE_LOCKED": ("正被占用", "it is in use"),
    "reason.SQLITE_IOERR": ("磁盘读写出错", "the disk failed"),
    "reason.database": ("数据库内部错误({name})", "an error of the database ({name})"),
    "reason.EIO": ("磁盘读写出错", "the disk failed"),
}
