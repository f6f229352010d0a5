"""Questions across reports: what is asked, how it is computed from the store, and the answer with its sources."""
