"""The book as a table in the form of UCDP GED: 49 columns, and what they cannot hold beside."""

from tollbook.publish.ged.export import GedExport, export_ged, ged_csv

__all__ = ["GedExport", "export_ged", "ged_csv"]
