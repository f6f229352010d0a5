"""The review: what is refused and why, and what follows from a correction."""

MESSAGES: dict[str, tuple[str, str]] = {
    "review.error": ("审核操作未能完成,没有改动任何内容。", "The review refused this; nothing was changed."),
    "review.not_allowed": (
        "{name} 的角色是“{role}”,此操作需要“{needed}”。请由有权限的人员办理。",
        "{name} is a {role}; this needs a {needed}. Ask somebody who may do it.",
    ),
    "review.sign_in": (
        "账号或密码不正确,或账号已停用。",
        "Name and password belong to no active account.",
    ),
    "review.sign_in_wait": (
        "连续输错次数过多,请 {seconds} 秒后再试。",
        "Too many wrong passwords; try again in {seconds} seconds.",
    ),
    "review.password_short": (
        "密码至少需要 {least} 个字符。",
        "A password needs at least {least} characters.",
    ),
    "review.login_taken": (
        "已有账号使用 {login} 或该邮箱。",
        "There already is an account {login}, or one with that e-mail.",
    ),
    "review.first_administrator": (
        "第一个账号必须是管理员,否则以后没有人能添加账号。",
        "The first account has to be an administrator's, or nobody could add the others.",
    ),
    "review.no_such_person": ("没有账号 {login}。", "There is no account {login}."),
    "review.last_administrator": (
        "{login} 是最后一位管理员,不能停用或改为其他角色。",
        "{login} is the last administrator and has to stay one.",
    ),
    "review.edit": ("这处修改不能保存:{path}", "This edit cannot be made: {path}"),
    "review.no_such_value": (
        "报告中没有 {path} 这一项。",
        "The report has no value {path}.",
    ),
    "review.no_such_field": (
        "没有名为 {field} 的字段。",
        "There is no field {field}.",
    ),
    "review.wrong_value": (
        "{path} 不能填“{value}”:请填数字(表格可留空)或文字。",
        "{path} cannot be “{value}”: give a number (a cell may be blank) or text.",
    ),
    "review.no_place": (
        "{path} 在原文中没有位置。请先在原文中选中相应文字;表格漏印的格,请注明是原文差错。",
        "{path} has no place in the source. Select the words first; for a cell the form lacks, say that the source is "
        "in error.",
    ),
    "review.empty_place": (
        "第 {start} 至 {end} 字之间没有文字可用。",
        "There are no words from {start} to {end}.",
    ),
    "review.cell_stays": (
        "{path} 是表格中的格,不能删除;可以改值或留空。",
        "{path} belongs to the form and cannot be removed; give another value or leave it blank.",
    ),
    "review.no_suggestion": (
        "核对结果 {key} 没有这项更正建议。",
        "The finding {key} has no such suggestion.",
    ),
    "review.state": (
        "报告目前的状态是“{state}”,不能这样操作。",
        "The report is “{state}”; this cannot be done now.",
    ),
    "review.signed_off_already": (
        "报告已由 {by} 审核通过;如需修改,请先重新打开。",
        "{by} has signed the report off; reopen it before changing anything.",
    ),
    "review.taken": (
        "报告正由 {by} 审核。",
        "{by} is reviewing the report.",
    ),
    "review.reason_needed": (
        "请写明理由。",
        "A reason is needed.",
    ),
    "review.open_left": (
        "还有 {findings} 项错误未处理、{doubts} 处修改待确认。处理完毕,或写明理由后再审核通过。",
        "{findings} errors are open and {doubts} corrections in doubt. Settle them, or give a reason to sign off.",
    ),
    "review.nothing_to_undo": (
        "没有可撤销的修改。",
        "There is nothing to undo.",
    ),
    "review.conflict": (
        "{by} 在此期间已修改:{paths}。您的修改没有保存;请看过最新内容(第 {version} 版)再决定。",
        "{by} has changed this meanwhile: {paths}. Yours was not saved; look at version {version} and decide.",
    ),
    "review.effect.fixed": ("随更正解决:{paths}", "Mended by the correction of {paths}"),
    "review.effect.confirmed": ("原文差错,更正见:{paths}", "An error of the source, put right in {paths}"),
    "review.effect.open": ("更正撤销后重新出现:{paths}", "Found again after a change of {paths}"),
    "review.undone": ("撤销第 {place} 步", "Undid step {place}"),
    "review.no_such_sample": (
        "没有第 {sample} 号抽样,或其中没有这份报告。",
        "There is no sample {sample} with this report.",
    ),
    "review.sample_too_small": (
        "可抽取的已审核报告只有 {available} 份;复核人须不同于初审人。",
        "Only {available} signed-off reports can be drawn; the second reviewer must be another person.",
    ),
    "review.second_is_other": (
        "这份报告由 {second} 复核。",
        "{second} is to review this report again.",
    ),
    "review.second_done": ("复核已提交,不能再改。", "The second review is finished and stays as it is."),
    "review.not_a_difference": (
        "{path} 没有需要裁定的分歧。",
        "There is no difference to settle about {path}.",
    ),
    "review.state.unassigned": ("未分配", "unassigned"),
    "review.state.in_review": ("审核中", "in review"),
    "review.state.signed_off": ("已通过", "signed off"),
    "review.state.sent_back": ("已退回", "sent back"),
    "review.state.reopened": ("已重新打开", "reopened"),
    "review.role.reader": ("只读", "reader"),
    "review.role.reviewer": ("审核人", "reviewer"),
    "review.role.lead": ("负责人", "lead"),
    "review.role.administrator": ("管理员", "administrator"),
}
