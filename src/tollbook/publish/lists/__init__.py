"""Lists of every noun of a book: facets with counts, words, order, pages, and the same as files."""
