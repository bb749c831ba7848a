"""How the book's tables came to be, step by step; run by :mod:`tollbook.ledger.migrate`."""
