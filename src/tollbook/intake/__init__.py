"""Bytes in: files and folders to items, items to reports, copies told from originals."""

from tollbook.intake.copies import copy_groups
from tollbook.intake.extract import EXTRACTOR, Extraction, Extractor, extract, extract_all
from tollbook.intake.gather import items
from tollbook.intake.ged_table import GED_TABLE, GedTable, foreign_incidents, read_ged_table
from tollbook.intake.item import HTML, JSONL, TEXT, Item
from tollbook.intake.page_body import load

__all__ = [
    "EXTRACTOR",
    "GED_TABLE",
    "HTML",
    "JSONL",
    "TEXT",
    "Extraction",
    "Extractor",
    "GedTable",
    "Item",
    "copy_groups",
    "extract",
    "extract_all",
    "foreign_incidents",
    "items",
    "load",
    "read_ged_table",
]
