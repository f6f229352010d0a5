"""One module a migration, `m001_…`, `m002_…`; a released one is never edited."""
