"""Every error of the software, in one tree.

An error stops the work on one file or one command; what is wrong *in* a report is a finding
(`extractor.schema.report.Finding`), never an error.

    NianbaoError
    ├── ConfigError               a setting that can't be used
    ├── PromptError               a prompt file that can't be used
    │   └── PromptNotFoundError       no such prompt
    ├── DocumentError             this file can't become a report
    │   ├── EmptyDocumentError        nothing to read
    │   ├── UnsupportedFormatError    bytes of a kind that is not read (yet)
    │   ├── DocumentTooLargeError     over the size limit
    │   ├── DocumentLimitError        over the limit of time or memory
    │   ├── DocumentLoadError         damaged, protected or unreadable
    │   └── NotAReportError           readable, but no 政府信息公开工作年度报告
    ├── FetchError                an address that can't be fetched
    ├── StorageError              the store can't be opened, read or written
    │   ├── ReportNotFoundError       no report with that id
    │   ├── FindingNotFoundError      no finding with that key
    │   └── SchemaVersionError        the store was written by a newer version
    ├── ExportError               an export can't be written
    └── ModelError                a language model gave no answer (provider, retryable)
        ├── ModelUnreachableError     no connection, or it broke
        ├── ModelTimeoutError         it took too long
        ├── RateLimitError            it asks to slow down (retry_after)
        ├── ModelServerError          it failed
        ├── ModelRequestError         it refuses the request, the key or the model
        ├── ModelOutputError          what came is no answer (keeps raw text)
        ├── ModelBudgetError          not sent: it could cost more than allowed
        ├── ModelStoppedError         not sent: the endpoint is given up
        └── ReplayError               not recorded, so it can't be replayed

Each message names the file or value and says what to do next. The text comes from the message
catalogue (`extractor.messages`), so `message_id` and `params` are kept for the other language.
"""

from __future__ import annotations


class NianbaoError(Exception):
    """Base of every error raised on purpose.

    Attributes:
        message_id: Key in the message catalogue.
        params: Values for the placeholders of that message.
    """

    message_id = "error.unexpected"

    def __init__(self, message_id: str | None = None, **params: object) -> None:
        self.message_id = message_id or type(self).message_id
        self.params = params
        super().__init__(f"{self.message_id} {params}" if params else self.message_id)


class ConfigError(NianbaoError):
    """A setting that can't be used."""

    message_id = "error.config"


class PromptError(NianbaoError):
    """A prompt file is not as it should be."""

    message_id = "error.prompt"


class PromptNotFoundError(PromptError):
    """There is no prompt file of that name."""

    message_id = "error.prompt_missing"


class DocumentError(NianbaoError):
    """This file can't become a report; the others go on."""

    message_id = "error.document"


class EmptyDocumentError(DocumentError):
    """The file holds nothing to read."""

    message_id = "error.empty"


class UnsupportedFormatError(DocumentError):
    """The bytes are of a kind that is not read."""

    message_id = "error.unsupported"


class DocumentTooLargeError(DocumentError):
    """The file is over the size limit."""

    message_id = "error.too_large"


class DocumentLimitError(DocumentError):
    """Reading the file took longer or more memory than one file may."""

    message_id = "error.time_limit"


class DocumentLoadError(DocumentError):
    """The file is damaged, protected or can't be opened."""

    message_id = "error.load"


class NotAReportError(DocumentError):
    """The text can be read, but it is no 政府信息公开工作年度报告."""

    message_id = "error.not_a_report"


class FetchError(NianbaoError):
    """An address that can't or mustn't be fetched; the others go on."""

    message_id = "error.fetch"


class StorageError(NianbaoError):
    """The store can't be opened, read or written; what it held is unchanged."""

    message_id = "error.storage"


class ReportNotFoundError(StorageError):
    """No report with that id is stored."""

    message_id = "error.report_not_found"


class FindingNotFoundError(StorageError):
    """The report has no finding with that key."""

    message_id = "error.finding_not_found"


class SchemaVersionError(StorageError):
    """The store was written by another version of the software."""

    message_id = "error.schema_version"


class ExportError(NianbaoError):
    """An export can't be written."""

    message_id = "error.export"


class ModelError(NianbaoError):
    """A language model gave no answer.

    Attributes:
        provider: Who was asked: the host of the endpoint.
        retryable: Whether the same request may succeed later.
        sent: Whether anything was sent, so that it may have been paid for.
        retry_after: Seconds the endpoint asks to wait; None where it doesn't say.
        text: What came instead of an answer, as far as it was read.
    """

    message_id = "error.model"
    retryable = False
    sent = True

    def __init__(
        self,
        message_id: str | None = None,
        *,
        provider: str,
        retry_after: float | None = None,
        text: str = "",
        **params: object,
    ) -> None:
        self.provider, self.retry_after, self.text = provider, retry_after, text
        super().__init__(message_id, provider=provider, **params)


class ModelUnreachableError(ModelError):
    """No connection could be made, or it broke before the answer was whole."""

    message_id = "error.model_unreachable"
    retryable = True


class ModelTimeoutError(ModelError):
    """The answer took too long."""

    message_id = "error.model_timeout"
    retryable = True


class RateLimitError(ModelError):
    """The endpoint asks to slow down."""

    message_id = "error.model_rate_limit"
    retryable = True


class ModelServerError(ModelError):
    """The endpoint failed."""

    message_id = "error.model_server"
    retryable = True


class ModelRequestError(ModelError):
    """The endpoint refuses the request, the key or the model; asking again changes nothing."""

    message_id = "error.model_request"


class ModelOutputError(ModelError):
    """What came is no answer of the chat protocol; `text` keeps it."""

    message_id = "error.model_output"
    retryable = True


class ModelBudgetError(ModelError):
    """Not sent, since it could cost more than allowed."""

    message_id = "error.model_budget"
    sent = False


class ModelStoppedError(ModelError):
    """Not sent, since the endpoint is given up for this run."""

    message_id = "error.model_stopped"
    sent = False


class ReplayError(ModelError):
    """Not among the recorded exchanges."""

    message_id = "error.model_replay"
    sent = False
