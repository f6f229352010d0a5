"""What can be wrong with the index. The store and the questions about numbers never depend on it.

    IndexFault
    ├── VectorsMissingError       the store knows of vectors that are not there
    ├── VectorsUnreachableError   the Chroma server doesn't answer
    ├── VectorsHeldError          another process holds the folder and doesn't answer
    ├── VectorsUnreadableError    the folder is damaged, or of another version
    ├── EmbedderMismatchError     the vectors are another embedder's
    └── EmbedderError             the endpoint gave no embeddings

Each message says what to do next; an error that came from another process is made again from its message id.
"""

from __future__ import annotations

from extractor.errors import NianbaoError


class IndexFault(NianbaoError):  # noqa: N818  the base of errors that say what is wrong, not an error of its own
    """The index can't be used as it is."""

    message_id = "error.index"


class VectorsMissingError(IndexFault):
    """The store knows of vectors that are not where they should be."""

    message_id = "error.index_missing"


class VectorsUnreachableError(IndexFault):
    """The Chroma server doesn't answer."""

    message_id = "error.index_unreachable"


class VectorsHeldError(IndexFault):
    """Another process holds the folder and doesn't answer."""

    message_id = "error.index_held"


class VectorsUnreadableError(IndexFault):
    """The vectors can't be opened: damaged, or written by another version."""

    message_id = "error.index_unreadable"


class EmbedderMismatchError(IndexFault):
    """The vectors were made by another embedder than the settings name."""

    message_id = "error.index_embedder"


class EmbedderError(IndexFault):
    """The endpoint gave no embeddings, or not of the kind the index has."""

    message_id = "error.embedder"


KINDS: dict[str, type[IndexFault]] = {
    kind.message_id: kind
    for kind in (
        VectorsMissingError,
        VectorsUnreachableError,
        VectorsHeldError,
        VectorsUnreadableError,
        EmbedderMismatchError,
        EmbedderError,
    )
}
"""By message id, for an error that comes from another process."""
