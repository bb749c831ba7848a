"""The JSON Schema of the ``--json`` document, made from its dataclasses."""

from __future__ import annotations

import msgspec

from tollbook.publish.document import Document

SCHEMA_ID = "urn:tollbook:schema:book:1"
"""Changes when a key changes its meaning or goes; added keys keep it."""


def json_schema() -> dict[str, object]:
    """The schema (JSON Schema 2020-12), ready to be encoded."""
    made = msgspec.json.schema(Document)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "tollbook document",
        "description": (
            "What `tollbook run --json` prints. Unknown is null; lists are empty, not null; "
            "offsets count code points of the report's text."
        ),
        **made,
    }


def schema_json() -> bytes:
    """The schema as indented JSON."""
    return msgspec.json.format(msgspec.json.encode(json_schema()), indent=2) + b"\n"
