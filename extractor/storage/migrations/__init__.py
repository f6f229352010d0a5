"""The migrations of the store, run by `extractor.storage.engine`."""

HEAD = "m010"
"""The newest revision, so that an up-to-date store opens without alembic."""

KNOWN = ("m001", "m002", "m003", "m004", "m005", "m006", "m007", "m008", "m009", "m010")
"""Every revision this version of the software can read, oldest first."""
