"""Words to places, days and actors: offline, with reasons, and with candidates where unsure."""

from tollbook.resolve.atlas import Atlas

__all__ = ["Atlas"]
