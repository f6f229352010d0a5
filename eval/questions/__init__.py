"""Questions people ask about reports, with what a right answer says; see README.md."""
