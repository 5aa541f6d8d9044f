"""What a kind of document is to have, and what belongs in the articles of association."""
