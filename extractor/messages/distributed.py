"""Messages of batches over many machines, of files in object stores, and of the tools for assistants."""

MESSAGES: dict[str, tuple[str, str]] = {
    "distributed.help.on": (
        "分布式运行:ray(本机全部核心)或 ray://主机:端口(加入集群);已入库且内容未变的文件跳过",
        "run distributed: ray (all cores of this machine) or ray://HOST:PORT (a cluster); stored files are skipped",
    ),
    "distributed.place": (
        "--on {on} 无法识别,请用 ray 或 ray://主机:端口。",
        "--on {on} is not known; say ray, or ray://HOST:PORT.",
    ),
    "distributed.no_ray": (
        "未安装 Ray。请运行:pip install 'nianbao[ray]'",
        "Ray is not installed: pip install 'nianbao[ray]'",
    ),
    "remote.not_installed": (
        "{address}:未安装访问这种存储的程序({reason})。S3 请运行:pip install 'nianbao[s3]'",
        "{address}: what speaks to this kind of store is not installed ({reason}). For S3: pip install 'nianbao[s3]'",
    ),
    "distributed.unreachable": (
        "无法加入集群 {on}。请在本机先运行 ray start --address=主机:端口,并确认集群已启动。",
        "The cluster {on} can't be joined. Make this machine one of its nodes first: ray start --address=HOST:PORT.",
    ),
    "distributed.version": (
        "集群中有机器的 nianbao 版本不同:本机 {here},对方 {there}。请统一版本。",
        "A machine of the cluster has another version of nianbao: {here} here, {there} there. Install the same one.",
    ),
    "distributed.not_there": (
        "{options} 不能与 --on 同时使用。",
        "{options} can't be used with --on.",
    ),
    "distributed.password": (
        "使用 --on 时,请在各台机器上通过环境变量 NIANBAO_PDF_PASSWORD 提供密码,不要写在命令中。",
        "With --on, set the password as NIANBAO_PDF_PASSWORD on every machine, not on the command line.",
    ),
    "distributed.skipped": (
        "跳过 {number} 个文件:已入库,内容和版本均未变。",
        "{number} files left out: stored already by this version, unchanged.",
    ),
}
