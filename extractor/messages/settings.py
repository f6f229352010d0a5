"""The settings of an office: what is wrong with the file, what a setting did, and the list of rules."""

MESSAGES: dict[str, tuple[str, str]] = {
    "error.settings_file": (
        "设置文件 {path} 不能读取:{reason}。请检查文件,可参照 docs/nianbao.example.toml。",
        "The settings file {path} cannot be read: {reason}. Check it; docs/nianbao.example.toml is an example.",
    ),
    "error.settings_unknown": (
        "设置文件 {path} 中的 {entry} 不是可用的设置。可用的设置见 docs/nianbao.example.toml。",
        "The settings file {path} has {entry}, which is no setting. docs/nianbao.example.toml has all of them.",
    ),
    "error.settings_value": (
        "设置文件 {path} 中 {entry} 的值 {value} 不能用:{reason}",
        "In the settings file {path}, {entry} cannot be {value}: {reason}",
    ),
    "error.settings_rule": (
        "设置文件 {path} 中的 {entry}:没有这条规则(最接近的是 {near})。全部规则见 nianbao rules。",
        "In the settings file {path}, {entry}: there is no such rule (the nearest is {near}). nianbao rules lists all.",
    ),
    "error.settings_twice": (
        "设置文件 {path} 中,规则 {rule} 既被关闭又设了严重程度;请只留一项。",
        "In the settings file {path}, the rule {rule} is switched off and given a severity; keep one of them.",
    ),
    "settings.off": (
        "按设置关闭了 {count} 条规则,没有核对:{rules}",
        "{count} rules are switched off by the settings and were not checked: {rules}",
    ),
    "settings.off_remarks": (
        "按设置关闭了 {count} 条规则,没有核对:{rules};其中读取时已发现的 {dropped} 项未列出",
        "{count} rules are switched off by the settings and were not checked: {rules}; of what the reading found, "
        "{dropped} are not listed",
    ),
    "rules.help": (
        "列出全部核对规则:编号、严重程度、含义,以及改动它的设置。",
        "List all rules: id, severity, meaning, and the setting that changed it.",
    ),
    "settings.help.file": (
        "核对设置文件(TOML);默认用 NIANBAO_SETTINGS,再默认为数据文件夹中的 nianbao.toml",
        "Settings of the checks (TOML); by default NIANBAO_SETTINGS, else nianbao.toml in the data folder",
    ),
    "rules.column.id": ("规则", "Rule"),
    "rules.column.severity": ("程度", "Severity"),
    "rules.column.meaning": ("含义", "What holds"),
    "rules.column.setting": ("设置", "Setting"),
    "rules.off": ("关闭", "off"),
    "rules.source": ("设置文件:{path}(指纹 {hash})", "Settings: {path} (hash {hash})"),
    "rules.no_source": ("没有设置文件,全部规则按默认执行。", "No settings file; every rule runs as declared."),
    "rules.tolerances": ("容差", "Tolerances"),
    "rules.default": ("默认", "default"),
}
