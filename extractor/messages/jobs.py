"""Messages of the job queue and its workers."""

MESSAGES: dict[str, tuple[str, str]] = {
    "jobs.broken": (
        "{name}读取时出现程序内部错误({kind})。可以重试;若仍出错,请报告。",
        "{name} ran into a bug while it was read ({kind}). Try again; if it stays, please report it.",
    ),
    "jobs.not_found": ("没有编号为 {id} 的任务。", "There is no job {id}."),
    "jobs.not_over": ("任务 {id} 还没有结束,不能重试。", "Job {id} is not over yet and can't be tried again."),
    "jobs.nothing_to_retry": ("任务 {id} 没有可重试的文件。", "Job {id} has no file to try again."),
    "jobs.bytes_gone": (
        "{name}的内容已过保存期,请重新上传。",
        "The content of {name} is no longer kept; please hand it in again.",
    ),
    "jobs.gave_up": (
        "{name}连续 {attempts} 次使读取进程中断,已跳过。可以单独重试。",
        "{name} ended the worker {attempts} times and was left out. It can be tried again by itself.",
    ),
    "jobs.no_files": ("没有要读取的文件。", "There is no file to read."),
    "jobs.unknown_kind": ("没有这种任务:{kind}。", "There is no job of the kind {kind}."),
    "jobs.skipped": (
        "{name}中还有其他类型的文件,没有读取:{kinds}。",
        "{name} also holds files of other kinds, which were not read: {kinds}.",
    ),
    "jobs.lost": (
        "任务 {id} 已由另一个工作进程接手。",
        "Job {id} has been taken over by another worker.",
    ),
    "jobs.state.queued": ("排队中", "waiting"),
    "jobs.state.running": ("进行中", "running"),
    "jobs.state.done": ("已完成", "done"),
    "jobs.state.failed": ("失败", "failed"),
    "jobs.state.cancelled": ("已取消", "cancelled"),
    "jobs.state.dead": ("多次中断,已停止", "given up"),
    "jobs.item.waiting": ("等待", "waiting"),
    "jobs.item.done": ("已入库", "stored"),
    "jobs.item.failed": ("未能读取", "not read"),
    "jobs.item.cancelled": ("已取消", "cancelled"),
    "jobs.item.unpacked": ("已解开", "unpacked"),
    "jobs.help.worker": (
        "在后台读取上传的文件,直到被停止;可在多台机器上同时运行。",
        "Read files that were handed in, until stopped; several may run, on several machines.",
    ),
    "jobs.help.once": ("排队的任务都做完后结束", "end when no job is waiting"),
    "jobs.worker_started": ("工作进程 {name} 已启动,使用 {store}", "Worker {name} has started on {store}"),
    "jobs.worker_ended": ("工作进程已停止,完成 {jobs} 个任务", "The worker has stopped after {jobs} jobs"),
}
