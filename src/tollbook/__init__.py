"""tollbook: the bookkeeping of death tolls."""

__version__ = "0.1.0"
