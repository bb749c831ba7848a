"""What people decided, put in place: records as read go in, records as decided come out.

Pure: nothing is read or written. Decisions come in the log's order; of two on one field the
later holds, so that an undo brings back exactly what was there before.
"""

from tollbook.hand.put_in_place import AsDecided, put_in_place
from tollbook.hand.whereabouts import DECISION

__all__ = ["DECISION", "AsDecided", "put_in_place"]
