"""The store as an HTTP service."""
