"""One file with everything an office would miss, made while others work, and the way back into an empty place."""

from extractor.backup.make import make
from extractor.backup.manifest import Manifest
from extractor.backup.restore import restore

__all__ = ["Manifest", "make", "restore"]
