"""Workbench: importing files."""

MESSAGES: dict[str, tuple[str, str]] = {
    "ui.imports.title": ("导入", "Import"),
    "ui.imports.readers": (
        "您的账号只能查看,不能导入。请联系管理员。",
        "Your account can look but not import. Ask an administrator.",
    ),
    "ui.imports.from.files": ("文件", "Files"),
    "ui.imports.from.folder": ("文件夹", "Folder"),
    "ui.imports.from.web": ("网址", "Addresses"),
    "ui.imports.from.disk": ("本机目录", "Folder on this machine"),
    "ui.imports.from.protected": ("有密码的 PDF", "Protected PDFs"),
    "ui.imports.source": ("来源", "From"),
    "ui.imports.drop": (
        "把年报文件拖到下框中,或按“Upload”(上传)选择:网页、PDF、Word、Excel、文本、图片或 zip 压缩包",
        "Drop reports into the box, or press Upload: web pages, PDF, Word, Excel, text, pictures, or zip archives",
    ),
    "ui.imports.drop_folder": (
        "把文件夹拖到下框中,或按“Upload”(上传)选择",
        "Drop a folder into the box, or press Upload",
    ),
    "ui.imports.addresses": (
        "年报网页或文件的网址,每行一个",
        "Addresses of reports or their pages, one a line",
    ),
    "ui.imports.addresses_hint": (
        "网页上的附件一并读入。只访问公开网站,逐个下载。",
        "Files attached to a page are read too. Only public sites are asked, one address after the other.",
    ),
    "ui.imports.disk": ("目录(含其中各级子目录)", "Folder, with all below it"),
    "ui.imports.disk_found": ("找到 {count} 个文件。", "Files found: {count}."),
    "ui.imports.disk_skipped": ("其他类型的文件没有读取:{kinds}。", "Files of other kinds are left out: {kinds}."),
    "ui.imports.engine": ("由谁读正文", "Who reads the prose"),
    "ui.imports.engine.rules": ("规则", "Rules"),
    "ui.imports.engine.both": ("规则和模型", "Rules and model"),
    "ui.imports.engine.llm": ("模型", "Model"),
    "ui.imports.engine.rules_note": ("免费,不需要网络", "free, needs no network"),
    "ui.imports.engine.both_note": ("两者不一致处会标出", "shows where they disagree"),
    "ui.imports.engine.llm_note": ("表格仍由规则读", "tables are still read by the rules"),
    "ui.imports.no_model": (
        "没有设置语言模型,只能用规则。设置 NIANBAO_MODEL 等环境变量后重新打开工作台即可选择模型。",
        "No language model is set, so the rules read. Set NIANBAO_MODEL and its key, and open the workbench again.",
    ),
    "ui.imports.sends": (
        "正文将发送给 {host} 上的模型 {model}。",
        "The prose will be sent to the model {model} at {host}.",
    ),
    "ui.imports.estimate": ("先估算费用", "Estimate the cost first"),
    "ui.imports.estimating": ("正在估算:{done}/{total}", "Estimating: {done} of {total}"),
    "ui.imports.estimated": (
        "{files} 个文件:最多 {requests} 次请求(另有 {known} 次已有回答,不再付费),输入约 {input} 词元,"
        "输出至多 {output} 词元。",
        "{files} files: {requests} requests at most ({known} more are answered already and cost nothing), about "
        "{input} tokens in, {output} tokens out at most. ",
    ),
    "ui.imports.cost": ("费用至多 {cost}(按所设单价的货币)。", "At most {cost}, in the currency of your prices."),
    "ui.imports.cost_unknown": (
        "没有设置单价,费用未知。设置 NIANBAO_MODEL_PRICES 后可以估算并限额。",
        "No price is set, so the cost is unknown. Set NIANBAO_MODEL_PRICES to see and limit it.",
    ),
    "ui.imports.unreadable": ("{count} 个文件读不出,不产生费用。", "{count} files can't be read and cost nothing."),
    "ui.imports.estimate_web": (
        "网址的内容要下载后才知道,无法预先估算;请设定费用上限。",
        "What stands at an address is not known before it is fetched, so nothing can be estimated; set a limit.",
    ),
    "ui.imports.max_cost": ("费用上限", "Most it may cost"),
    "ui.imports.max_cost_help": (
        "达到上限即停止,未读的文件留待以后。",
        "The job stops there; files that are left can be read later.",
    ),
    "ui.imports.start": ("开始导入({count} 个文件)", "Import files: {count}"),
    "ui.imports.start_web": ("开始导入({count} 个网址)", "Import addresses: {count}"),
    "ui.imports.handed_in": ("已交给后台读取。可以关闭本页,进度不会丢。", "Handed in. You may close this page."),
    "ui.imports.password": ("密码(只用于打开文件,不保存)", "Password; opens the files and is kept nowhere"),
    "ui.imports.protected_hint": (
        "一次只用一个密码,在本页立即读取。",
        "One password at a time; the files are read at once, on this page.",
    ),
    "ui.imports.read_now": ("立即读入", "Read now"),
    "ui.imports.reading_now": ("正在读取:{done}/{total}", "Reading: {done} of {total}"),
    "ui.imports.stored": ("{name}:已入库。", "{name}: stored."),
    "ui.imports.jobs": ("导入任务", "Imports"),
    "ui.imports.no_jobs": (
        "还没有导入过。选好文件后点“开始导入”,这里会显示每个文件的进度和结果。",
        "Nothing has been imported here yet. Choose files and start; progress and results show here.",
    ),
    "ui.imports.job": ("{at} · {by} · {engine} · {total} 个文件", "{at} · {by} · {engine} · {total} files"),
    "ui.imports.progress": ("{done}/{total}", "{done} of {total}"),
    "ui.imports.left": (",约剩 {left}", ", about {left} left"),
    "ui.imports.seconds": ("{count} 秒", "{count} s"),
    "ui.imports.minutes": ("{count} 分钟", "{count} min"),
    "ui.imports.queued": ("排队中;后台进程启动后开始。", "Waiting for the worker to begin."),
    "ui.imports.cancelling": ("正在取消:读完手上的文件就停。", "Stopping after the file in hand."),
    "ui.imports.cancel": ("取消", "Cancel"),
    "ui.imports.retry": ("重试未读的", "Try the rest again"),
    "ui.imports.counts": (
        "新入库 {new},已有 {known},未能读取 {failed},取消 {cancelled}",
        "new {new}, there already {known}, not read {failed}, cancelled {cancelled}",
    ),
    "ui.imports.items": ("每个文件的结果", "Result of each file"),
    "ui.imports.open_hint": ("点一行打开报告。", "Click a line to open its report."),
    "ui.imports.no_report": ("这个文件没有读出报告。", "This file gave no report."),
    "ui.imports.item_file": ("文件", "File"),
    "ui.imports.item_state": ("结果", "Result"),
    "ui.imports.item_note": ("说明", "Note"),
    "ui.imports.known": ("库中已有", "there already"),
    "ui.imports.same_as": ("与 {name} 内容相同", "same content as {name}"),
    "ui.imports.other_half": ("另一半在 {name}", "the other half is in {name}"),
    "ui.imports.to_queue": ("审核这些报告", "Review these"),
    "ui.imports.more_reasons": ("另有 {count} 个文件,原因见上表。", "{count} more; the table says why."),
    "ui.imports.samples": (
        "现在打开的是样例库,导入的文件会与虚构的样例报告混在一起。要处理自己的报告,请关闭工作台,用 "
        "nianbao ui --data 目录 重新打开。",
        "This is the store of the samples: what you import mixes with fictional reports. To work on your own, close "
        "the workbench and open it with nianbao ui --data FOLDER.",
    ),
    "imports.too_many_addresses": (
        "一次最多 {most} 个网址,这里有 {count} 个。请分几次导入。",
        "{most} addresses at a time at most; these are {count}. Import them in portions.",
    ),
    "imports.not_loopback": (
        "其他机器也能访问这个工作台,因此不能读取本机目录。请上传文件,或在本机用 nianbao extract 导入。",
        "This workbench can be reached from other machines, so it reads no folder of this one. Upload the files, or "
        "run nianbao extract on the machine.",
    ),
    "imports.no_folder": ("没有目录 {path},或无权读取。", "There is no folder {path}, or it can't be read."),
}
