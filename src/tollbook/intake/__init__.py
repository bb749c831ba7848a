"""Bytes in: files and folders to items, items to reports, copies told from originals."""

from tollbook.intake.copies import copy_groups
from tollbook.intake.extract import EXTRACTOR, Extraction, extract, extract_all
from tollbook.intake.gather import items
from tollbook.intake.item import HTML, JSONL, TEXT, Item

__all__ = [
    "EXTRACTOR",
    "HTML",
    "JSONL",
    "TEXT",
    "Extraction",
    "Item",
    "copy_groups",
    "extract",
    "extract_all",
    "items",
]
