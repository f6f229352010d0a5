"""The review: corrections beside what was extracted, states, people, double review; what the workbench stands on."""

from extractor.review.errors import ConflictError, EditError, NotAllowedError, ReviewError, SignInError, StateError
from extractor.review.model import (
    AddFact,
    AddItem,
    AsRead,
    Edit,
    Kind,
    LogEntry,
    Logged,
    Move,
    Read,
    Remove,
    ReviewState,
    SetValue,
    TakeSuggestion,
    Value,
)
from extractor.review.people import LOCAL, Person, Role
from extractor.review.saving import Saved
from extractor.review.service import Case, ReviewService
from extractor.review.view import ReviewedReport, reviewed

__all__ = [
    "LOCAL", "AddFact", "AddItem", "AsRead", "Case", "ConflictError", "Edit", "EditError", "Kind", "LogEntry",
    "Logged", "Move", "NotAllowedError", "Person", "Read", "Remove", "ReviewError", "ReviewService", "ReviewState",
    "ReviewedReport", "Role", "Saved", "SetValue", "SignInError", "StateError", "TakeSuggestion", "Value", "reviewed",
]  # fmt: skip
