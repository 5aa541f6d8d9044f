"""What clauses are to each other: relations, references, terms, texts alike."""
