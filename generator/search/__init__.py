"""Looking for clauses by words: an index in SQLite, and the search in it."""
