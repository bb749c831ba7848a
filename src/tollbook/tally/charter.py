"""A book's charter as it is written: ``hand/charter.toml``."""

from __future__ import annotations

from datetime import date
from importlib import resources
from pathlib import Path

import msgspec

from tollbook.errors import UsageError
from tollbook.record import EVERYTHING, Causes, Charter, Interval
from tollbook.record.charter import IncidentUnit
from tollbook.record.vocabulary import HARMS, Harm, VictimStatus
from tollbook.settings import written_toml

CHARTER = "charter.toml"

_MEND = (
    "mend the file; docs/charter.md explains every key, and moving the file away makes the book "
    "count all direct violence"
)


class _Territory(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    countries: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()


class _Period(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    start: date | None = None
    end: date | None = None


class _Victims(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    status: tuple[VictimStatus, ...] = ()
    roles: tuple[str, ...] = ()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it is written; ``example_charter()`` explains every key."""

    title: str = ""
    harms: tuple[Harm, ...] = HARMS
    incident_unit: IncidentUnit = "event"
    territory: _Territory = _Territory()
    period: _Period = _Period()
    victims: _Victims = _Victims()
    causes: Causes = Causes()


def load_charter(hand: Path | None) -> Charter:
    """The charter in a book's ``hand`` folder; where there is none, one that bounds nothing.

    :raises UsageError: for a file that cannot be read or is no TOML, a key that is not known, a
        value that does not fit its key: the error names the key and says what fits.
    """
    path = hand / CHARTER if hand is not None else None
    if path is None or not path.exists():
        return EVERYTHING
    given = written_toml(path, "the charter", next=_MEND)
    try:
        _known_causes(given)
        read = msgspec.convert(given, _File)
        _well_formed(read)
        period = Interval(read.period.start, read.period.end)
    except ValueError as fault:  # msgspec's are such
        raise UsageError(
            f"the charter cannot be used: {fault}", where=str(path), next=_MEND
        ) from fault
    return Charter(
        title=read.title,
        countries=read.territory.countries,
        provinces=read.territory.provinces,
        period=period,
        harms=read.harms,
        statuses=read.victims.status,
        roles=read.victims.roles,
        causes=read.causes,
        incident_unit=read.incident_unit,
    )


def example_charter() -> str:
    """A charter to begin with: every key, explained; as it stands it bounds nothing."""
    return (resources.files(__package__) / CHARTER).read_text("utf-8")


def _known_causes(given: dict[str, object]) -> None:
    causes = given.get("causes", {})
    known = Causes.__dataclass_fields__
    unknown = sorted(set(causes) - set(known)) if isinstance(causes, dict) else []
    if unknown:
        raise ValueError(f"no such cause as {unknown[0]!r} - at `$.causes`; use {', '.join(known)}")


def _well_formed(read: _File) -> None:
    for code in read.territory.countries:
        if len(code) != 2 or not code.isupper():
            raise ValueError(
                f"{code!r} is no country code - at `$.territory.countries`; write two capitals "
                '(ISO 3166-1), such as "IQ"'
            )
    for code in read.territory.provinces:
        country, point, own = code.partition(".")
        if len(country) != 2 or not country.isupper() or not point or not own:
            raise ValueError(
                f"{code!r} is no province - at `$.territory.provinces`; write the code of "
                'GeoNames, such as "IQ.09" (tollbook show INCIDENT prints it of a place)'
            )
    if not read.harms:
        raise ValueError(f"no harm is named - at `$.harms`; use some of: {', '.join(HARMS)}")
    start, end = read.period.start, read.period.end
    if start and end and start > end:
        raise ValueError(f"the period ends ({end}) before it starts ({start}) - at `$.period`")
