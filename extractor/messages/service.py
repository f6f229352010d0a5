"""Messages of the shared store, the HTTP service and its tokens."""

MESSAGES: dict[str, tuple[str, str]] = {
    "error.storage_unreachable": (
        "无法连接数据库 {store}:{reason}。请确认数据库服务已启动,稍后再试。",
        "The database {store} can't be reached: {reason}. See whether its server runs, and try again.",
    ),
    "error.storage_refused": (
        "数据库 {store} 拒绝访问:{reason}。请检查地址、数据库名、用户和权限。",
        "The database {store} refuses access: {reason}. Check address, name, user and rights.",
    ),
}
