"""The book as FollowTheMoney entities: events, the articles that prove them, who is involved.

Made with the library's own model (followthemoney 3.8), which checks every property. Organisations
only, as the registry has them; persons are not written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from tollbook import __version__
from tollbook.errors import MissingPart
from tollbook.publish.document import NOTICE
from tollbook.publish.ged.side import STATE_KINDS
from tollbook.publish.spared import Spared
from tollbook.publish.wording import harm_in_words, toll_in_words
from tollbook.record import Incident, Report
from tollbook.view import View


def ftm_files(view: View) -> dict[str, bytes]:
    """One entity a line, as ``ftm`` and Aleph read them.

    :raises MissingPart: followthemoney is not installed.
    """
    model = _model()
    lines = [msgspec.json.encode(_plain(entity)) for entity in _entities(view, model)]
    readme = (
        f"Computed by tollbook {__version__} by policy {view.policy}, in the model of "
        f"FollowTheMoney.\n{NOTICE}.\n"
    )
    return {
        "entities.ftm.json": b"\n".join(lines) + (b"\n" if lines else b""),
        "README.txt": readme.encode("utf-8"),
    }


def _model() -> Any:
    try:
        from followthemoney import model  # noqa: PLC0415 - optional and slow to load
    except ImportError as fault:
        raise MissingPart(
            "this format needs followthemoney, which is not installed",
            value="followthemoney",
            where="this Python's packages",
            next='pip install "tollbook[ftm]"',
        ) from fault
    return model


def _entities(view: View, model: Any) -> Iterator[Any]:
    told = {c for i in view.incidents for c in i.claims}
    cited = {c.report for c in view.claims if c.id in told}
    spared = Spared(view)
    for report in view.reports:
        if report.id in cited:
            yield _article(report, model, spared)
    named = {a.actor for i in view.incidents for a in i.perpetrators if a.actor}
    for own in sorted(named):
        actor = view.actor_by_id.get(own)
        if actor is not None:
            entity = model.make_entity(
                "PublicBody" if actor.kind in STATE_KINDS else "Organization"
            )
            entity.id = _id(own)
            _add(entity, "name", actor.name)
            _add(entity, "country", actor.country)
            yield entity
    for incident in view.incidents:
        yield _event(view, incident, model)


def _article(report: Report, model: Any, spared: Spared) -> Any:
    entity = model.make_entity("Article")
    entity.id = _plain_id(report.id)
    _add(entity, "title", spared.title(report))
    _add(entity, "publisher", spared.outlet(report))
    _add(entity, "sourceUrl", report.url)
    _add(entity, "language", report.language)
    if report.published and report.published.start == report.published.end:
        _add(entity, "publishedAt", report.published.end.isoformat())
    return entity


def _event(view: View, incident: Incident, model: Any) -> Any:
    entity = model.make_entity("Event")
    entity.id = _plain_id(incident.id)
    tolls = [f"{harm_in_words(t.harm)}: {toll_in_words(t)}" for t in incident.tolls]
    places = [place.name for place in incident.places]
    day = incident.when.start.isoformat() if incident.when and incident.when.start else None
    name = ", ".join(part for part in (*places[:1], day) if part) or incident.id
    _add(entity, "name", name)
    said = "; ".join(tolls) or "no figure"
    _add(entity, "summary", f"{said} (policy {view.policy}; grade {incident.grade}; {NOTICE})")
    if incident.when and incident.when.start:
        _add(entity, "startDate", incident.when.start.isoformat())
    if incident.when and incident.when.end:
        _add(entity, "endDate", incident.when.end.isoformat())
    for place in incident.places:
        _add(entity, "location", place.name)
        _add(entity, "country", place.country)
    for actor in incident.perpetrators:
        if actor.actor and actor.surety != "denied":
            _add(entity, "involved", _id(actor.actor))
    for report in view.reports_of(incident):
        _add(entity, "proof", _plain_id(report.id))
    return entity


def _add(entity: Any, name: str, value: str | None) -> None:
    if value:
        entity.add(name, value)
        if not entity.get(name):
            raise ValueError(f"the model takes no {name} {value!r}")


def _id(actor: str) -> str:
    """An actor's id as the model takes it."""
    return f"act-{_plain_id(actor)}"


def _plain_id(record: str) -> str:
    """A record's id as the model takes it: letters, digits, hyphens."""
    return record.replace("_", "-").replace(":", "-")


def _plain(entity: Any) -> dict[str, object]:
    made = entity.to_dict()
    properties = {name: sorted(values) for name, values in sorted(made["properties"].items())}
    return {"id": made["id"], "schema": made["schema"], "properties": properties}
