"""Correction notices (校核意见书): what goes back to the issuer of a report."""
