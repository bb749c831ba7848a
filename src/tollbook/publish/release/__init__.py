"""Releases: an immutable folder of what goes out, which anybody can check without the book."""
