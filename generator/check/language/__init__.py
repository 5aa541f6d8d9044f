"""The language of a paper: words, sentences, demands."""
