"""Workbench: what every page shares, and signing in."""

MESSAGES: dict[str, tuple[str, str]] = {
    "ui.name": ("年报工作台", "Annual report workbench"),
    "ui.accounts.title": ("账号", "Accounts"),
    "ui.accounts.first": (
        "还没有账号:本机任何人都可以使用,也只有本机能访问。先添加一位管理员,之后打开工作台都要登录。",
        "There are no accounts: whoever sits at this machine may do everything, and nobody else comes in. Add an "
        "administrator first; from then on everybody signs in.",
    ),
    "ui.accounts.add": ("添加账号", "Add an account"),
    "ui.accounts.added": ("已添加 {login}。", "{login} was added."),
    "ui.accounts.first_added": ("已添加 {login},请登录。", "{login} was added; sign in now."),
    "ui.accounts.change": ("修改账号", "Change an account"),
    "ui.accounts.name": ("姓名", "Name"),
    "ui.accounts.role": ("角色", "Role"),
    "ui.accounts.email": ("邮箱", "E-mail"),
    "ui.accounts.email.help": (
        "用统一身份认证登录的人靠邮箱识别。",
        "Who signs in with your organisation is known by this address.",
    ),
    "ui.accounts.login.help": ("登录用的名称,不分大小写。", "To sign in with; upper and lower case are the same."),
    "ui.accounts.password": ("密码(至少 {least} 个字符)", "Password (at least {least} characters)"),
    "ui.accounts.password.help": (
        "只用统一身份认证登录的人可以不设密码,但要填邮箱。",
        "May be left out for who signs in with your organisation; then the e-mail is needed.",
    ),
    "ui.accounts.new_password": ("新密码(至少 {least} 个字符)", "New password (at least {least} characters)"),
    "ui.accounts.set_password": ("重设密码", "Set the password"),
    "ui.accounts.password_set": ("已重设 {login} 的密码。", "The password of {login} was set."),
    "ui.accounts.active": ("启用", "Active"),
    "ui.accounts.may_sign_in": ("可以登录", "May sign in"),
    "ui.accounts.save": ("保存", "Save"),
    "ui.accounts.saved": ("已保存 {login}。", "{login} was saved."),
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
