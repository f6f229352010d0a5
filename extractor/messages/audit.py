"""Messages of the audit log and of backups."""

MESSAGES: dict[str, tuple[str, str]] = {
    "audit.help": ("操作日志：谁在何时做了什么", "The audit log: who did what, and when"),
    "audit.help.list": ("列出操作记录，最新的在前", "list the records, the newest first"),
    "audit.help.verify": (
        "检查操作日志是否完整；发现问题时以 1 退出",
        "see whether the log is whole; exits with 1 where it is not",
    ),
    "audit.help.by": ("只列出此账号的记录", "only those of this account"),
    "audit.help.action": ("只列出此类操作", "only those of this kind"),
    "audit.help.limit": ("最多列出多少条", "how many to list at most"),
    "audit.help.json": ("每行输出一个 JSON 对象", "print one JSON object per record and line"),
    "audit.help.head": (
        "此前记下的“序号：哈希”，用来发现末尾被删除或整段被重写",
        "number and hash that were noted before, as NUMBER:HASH; shows whether the end was cut off or all written anew",
    ),
    "audit.bad_head": ("“{value}”不是“序号：哈希”的形式。", "{value} is not NUMBER:HASH."),
    "audit.whole": (
        "操作日志完整，共 {number} 条。请把下面这行记在别处，供以后用 --head 核对：",
        "The audit log is whole: {number} records. Note the next line elsewhere, for --head later:",
    ),
    "audit.broken": (
        "操作日志从第 {number} 条起不可信：{why}",
        "The audit log can't be trusted from {number} on: {why}",
    ),
    "audit.missing": ("这一条被删除了。", "the record was removed."),
    "audit.unlinked": ("它与上一条对不上。", "it does not follow from the one before."),
    "audit.changed": ("它的内容被改动过。", "what it says was changed."),
    "audit.cut": ("此前还有这一条，现在没有了。", "it was there before and is gone."),
    "audit.rewritten": (
        "它与此前记下的不同，日志被重写过。",
        "it is not the one noted; the log was written anew.",
    ),
    "audit.altered": (
        "它所记录的更正或决定在库中被改动或删除。",
        "the correction or decision it records was changed or removed in the store.",
    ),
    "audit.column.number": ("序号", "Number"),
    "audit.column.at": ("时间", "When"),
    "audit.column.by": ("谁", "Who"),
    "audit.column.action": ("操作", "What"),
    "audit.column.subject": ("对象", "To what"),
    "audit.column.detail": ("说明", "Detail"),
    "audit.action.sign_in": ("登录", "signed in"),
    "audit.action.sign_in_failed": ("登录失败", "failed to sign in"),
    "audit.action.account": ("新建账号", "added an account"),
    "audit.action.password": ("修改密码", "changed a password"),
    "audit.action.role": ("修改角色", "changed a role"),
    "audit.action.token": ("新建令牌", "made a token"),
    "audit.action.token_revoked": ("撤销令牌", "revoked a token"),
    "audit.action.correct": ("更正", "corrected"),
    "audit.action.decide": ("对问题作出决定", "decided on a finding"),
    "audit.action.state": ("复核状态", "moved a review"),
    "audit.action.settle": ("裁定分歧", "settled a difference"),
    "audit.action.export": ("导出", "exported"),
    "audit.action.backup": ("备份", "made a backup"),
    "audit.action.restore": ("恢复", "restored a backup"),
    "backup.help": (
        "把全部数据和设置备份为一个文件；备份时可以照常使用",
        "Write a backup of everything into one file; others may go on working.",
    ),
    "backup.help.file": ("备份文件", "the backup"),
    "backup.help.by": ("操作日志中记为谁；默认 local", "who it was, for the audit log; local unless given"),
    "restore.help": ("把备份恢复到空的数据文件夹或空库", "Restore a backup into an empty data folder or database."),
    "backup.done": (
        "已备份到 {path}：{reports} 份报告、{rows} 行，{size} MB。",
        "Backed up to {path}: {reports} reports, {rows} rows, {size} MB.",
    ),
    "backup.no_secrets": (
        "密钥和密码设置(环境变量、{secrets})不在备份中，请另行保管。",
        "Keys and the sign-in service's settings (environment, {secrets}) are not in it; keep them apart.",
    ),
    "restore.done": (
        "已从 {path} 恢复并核对 {reports} 份报告、{rows} 行到 {store}。请运行 nianbao index 重建索引。",
        "Restored and compared {reports} reports, {rows} rows from {path} to {store}. Now run nianbao index.",
    ),
    "backup.exists": (
        "{path} 已存在，没有改动。请换一个名字。",
        "{path} is there already and was left as it is. Give another name.",
    ),
    "backup.write": ("无法写入备份 {path}：{reason}。", "The backup {path} can't be written: {reason}."),
    "backup.read": (
        "{path} 不是可用的备份：{reason}。没有恢复任何内容。",
        "{path} is no usable backup: {reason}. Nothing was restored.",
    ),
    "backup.damaged": (
        "备份 {path} 中的 {name} 已损坏。没有恢复任何内容。",
        "{name} in the backup {path} is damaged. Nothing was restored.",
    ),
    "backup.newer": (
        "备份 {path} 由更新的版本({version})写成，请先升级。没有恢复任何内容。",
        "The backup {path} was written by a newer version ({version}); upgrade first. Nothing was restored.",
    ),
    "backup.half": (
        "数据已恢复，但文件 {name} 没有：{reason}。请清空后重新恢复。",
        "The store was restored, the file {name} was not: {reason}. Empty the place and restore again.",
    ),
    "backup.in_the_way": (
        "{path} 已存在，没有恢复任何内容。请恢复到空的数据文件夹。",
        "{path} is there already; nothing was restored. Restore into an empty data folder.",
    ),
}
