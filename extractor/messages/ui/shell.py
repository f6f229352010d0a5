"""Workbench: what every page shares, and signing in."""

MESSAGES: dict[str, tuple[str, str]] = {
    "ui.name": ("年报工作台", "Annual report workbench"),
    "ui.accounts.title": ("账号", "Accounts"),
    "ui.language": ("语言", "Language"),
    "ui.samples": (
        "这里是虚构的样例报告。用 nianbao ui --data 目录 打开自己的数据。",
        "These are fictional sample reports. Open your own data with nianbao ui --data FOLDER.",
    ),
    "ui.sign_in": ("登录", "Sign in"),
    "ui.sign_in_elsewhere": ("统一身份认证登录", "Sign in with your organisation"),
    "ui.sign_out": ("退出登录", "Sign out"),
    "ui.login": ("账号", "Account"),
    "ui.password": ("密码", "Password"),
    "ui.unknown_email": (
        "{email} 没有对应的账号。请管理员为该邮箱添加账号。",
        "{email} belongs to no account here. Ask an administrator to add one with that address.",
    ),
    "ui.role.reader": ("读者", "Reader"),
    "ui.role.reviewer": ("审核员", "Reviewer"),
    "ui.role.lead": ("审核负责人", "Lead"),
    "ui.role.administrator": ("管理员", "Administrator"),
    "ui.local": ("本机", "This machine"),
    "ui.no_reports": ("还没有报告。", "There are no reports yet."),
    "ui.no_reports_next": ("到“导入”页读入文件。", "Read some in on the page Import."),
    "ui.help": (
        "在浏览器中打开工作台:审核、更正、签发、提问、导出。",
        "Open the workbench in a browser: review, correct, sign off, ask, export.",
    ),
    "ui.help.port": ("端口;默认 8501,被占用时另选。", "Port; 8501 by default, another one if that is taken."),
    "ui.help.host": (
        "监听地址;默认只供本机使用。其他地址须先有账号。",
        "Address to listen on; this machine alone by default. Any other needs accounts first.",
    ),
    "ui.help.no_browser": ("不自动打开浏览器。", "Open no browser."),
    "ui.opening": ("工作台:{address}(按 Ctrl+C 结束)", "Workbench: {address} (Ctrl+C ends it)"),
    "ui.port_taken": (
        "端口 {port} 已被占用。请换一个端口,或不写 --port 由程序自选。",
        "Port {port} is taken. Give another one, or leave --port out and one is chosen.",
    ),
    "ui.reading_samples": ("首次打开:读入样例报告…", "First start: reading the sample reports…"),
    "ui.needs_accounts": (
        "其他机器也能访问 {host},而现在没有账号,任何人都可以改动。请先在本机打开工作台并添加管理员,或使用 127.0.0.1。",
        "{host} can be reached from other machines, and there are no accounts: anybody could change things. Open the "
        "workbench on this machine first and add an administrator, or use 127.0.0.1.",
    ),
}
