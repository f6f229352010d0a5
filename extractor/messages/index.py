"""The index of passages: `nianbao index`, and what can be wrong with vectors and embedders."""

MESSAGES: dict[str, tuple[str, str]] = {
    "error.index": (
        "检索索引不能使用:{reason}。数字类问题不受影响;可用 nianbao index --rebuild 重建索引。",
        "The index cannot be used: {reason}. Questions about numbers are not affected; nianbao index --rebuild makes "
        "it anew.",
    ),
    "error.index_missing": (
        "检索索引的向量不见了({shelf}):文件夹被移走,或连到了别的 Chroma 服务器。请恢复原处,"
        "或用 nianbao index --rebuild 重建。",
        "The index's vectors are gone ({shelf}): the folder was moved, or this is another Chroma server. Put it back, "
        "or make them anew with nianbao index --rebuild.",
    ),
    "error.index_unreachable": (
        "连不上 Chroma 服务器 {where}:{reason}。请启动服务器,或检查 NIANBAO_CHROMA_URL。",
        "The Chroma server {where} cannot be reached: {reason}. Start it, or check NIANBAO_CHROMA_URL.",
    ),
    "error.index_held": (
        "检索索引的文件夹 {folder} 由另一个进程(PID {pid})占用,而它没有应答。请等它结束或将其关闭后再试。",
        "The folder of the index, {folder}, is held by another process (PID {pid}) that does not answer. Wait until "
        "it has ended, or end it, and try again.",
    ),
    "error.index_syncing": (
        "另一个进程更新检索索引({folder})已超过 {seconds} 秒。请等它结束后再试。",
        "Another process has been bringing the index ({folder}) up to date for more than {seconds} seconds. Try again "
        "when it has ended.",
    ),
    "error.index_unreadable": (
        "检索索引 {where} 打不开,文件损坏或由其他版本写成:{reason}。报告库不受影响;"
        "请用 nianbao index --rebuild 重建索引。",
        "The index {where} cannot be opened; it is damaged, or of another version: {reason}. The store is not "
        "affected; make the index anew with nianbao index --rebuild.",
    ),
    "error.index_embedder": (
        "检索索引由“{found}”建成,而现在设置的是“{wanted}”,两者的向量不能混用。请改回 NIANBAO_EMBEDDINGS_MODEL,"
        "或用 nianbao index --rebuild 重建。",
        "The index was made by “{found}”, the settings now name “{wanted}”; their vectors must not be mixed. Set "
        "NIANBAO_EMBEDDINGS_MODEL back, or make the index anew with nianbao index --rebuild.",
    ),
    "error.embedder": (
        "向量模型 {model} 没有应答:{reason}",
        "The embeddings model {model} gave no answer: {reason}",
    ),
    "error.embedder_output": (
        "向量模型 {model}({provider})的应答不是每段文字一个等长的向量。请检查 NIANBAO_EMBEDDINGS_MODEL 与接口地址。",
        "What the embeddings model {model} ({provider}) answered is not one vector of equal length for each text. "
        "Check NIANBAO_EMBEDDINGS_MODEL and the address.",
    ),
    "error.embedder_dimensions": (
        "向量模型 {model} 给出 {found} 维向量,而索引是 {known} 维的:模型换过了。请改回原模型,"
        "或用 nianbao index --rebuild 重建。",
        "The embeddings model {model} gives vectors of {found} dimensions, the index has {known}: it is another model. "
        "Set it back, or make the index anew with nianbao index --rebuild.",
    ),
    "index.question_cut": (
        "问题有 {length} 字,只用前 {kept} 字检索",
        "The question has {length} characters; only the first {kept} were searched for",
    ),
    "index.help": (
        "使检索索引与报告库一致;--check 核对两者,--rebuild 从头重建。",
        "Bring the index of passages in step with the store; --check compares both, --rebuild starts anew.",
    ),
    "index.help.check": (
        "逐份核对索引与报告库是否一致,不作改动;不一致时退出码为 1",
        "Compare index and store report by report and change nothing; exit with 1 where they differ",
    ),
    "index.help.rebuild": ("丢弃索引,从报告库重建", "Throw the index away and make it anew from the store"),
    "index.help.json": ("以 JSON 输出", "Print as JSON"),
    "index.progress": ("已索引 {count} 份…", "{count} reports indexed…"),
    "index.synced": (
        "已索引 {indexed} 份报告、{chunks} 段,移除 {removed} 份。",
        "{indexed} reports with {chunks} passages indexed, {removed} removed.",
    ),
    "index.nothing": ("索引已是最新。", "The index is up to date."),
    "index.agrees": (
        "一致:{reports} 份报告,{chunks} 段,{vectors} 个向量。",
        "In step: {reports} reports, {chunks} passages, {vectors} vectors.",
    ),
    "index.pending": ("另有 {count} 份等待索引:运行 nianbao index。", "{count} reports wait: run nianbao index."),
    "index.differs": (
        "不一致(共 {reports} 份报告,{chunks} 段,{vectors} 个向量):请用 nianbao index --rebuild 重建。",
        "Not in step ({reports} reports, {chunks} passages, {vectors} vectors): make the index anew with "
        "nianbao index --rebuild.",
    ),
    "index.missing": ("  不在索引中({count}):{ids}", "  not in the index ({count}): {ids}"),
    "index.stale": ("  内容与报告库不同({count}):{ids}", "  other passages than in the store ({count}): {ids}"),
    "index.vectors_wrong": ("  向量多、少或缺失({count}):{ids}", "  too many, too few or no vectors ({count}): {ids}"),
    "index.surplus": ("  报告库中没有({count}):{ids}", "  not in the store ({count}): {ids}"),
}
