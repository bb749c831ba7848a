"""The ledger: the only room that touches the book."""

from tollbook.ledger.ledger import Ledger

__all__ = ["Ledger"]
