"""Words of reports in forms that leave the team: without names of persons, as in a release.

The tables of nouns (``csv``, ``jsonl``, ``parquet``, ``geojson``) are the book itself and hold
everything; every other form goes to somebody else, so its free text passes through here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tollbook.publish.release.discretion import Discretion, in_gazetteer
from tollbook.publish.release.profile import Profile
from tollbook.record import Claim, Incident, IncidentActor, Report
from tollbook.record.text import squeeze
from tollbook.view import View

_A_PERSON = "a person, name withheld"


def places_without_persons(view: View) -> View:
    """The view with places that a person typed ("the house of ...") named as a release names them;
    those of a gazetteer keep their names."""
    if all(in_gazetteer(place) for incident in view.incidents for place in incident.places):
        return view
    allowed = Discretion(view, Profile(), lambda _: ())

    def spared(incident: Incident) -> Incident:
        reports = allowed.incident_reports(incident)
        named = (replace(p, name=allowed.place_name(p, reports)) for p in incident.places)
        return replace(incident, places=tuple(named))

    return replace(view, incidents=tuple(map(spared, view.incidents)))


class Spared:
    """Asked for every free text of an export, by the profile that lets out the least."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._allowed = Discretion(view, Profile(), lambda _: ())

    def title(self, report: Report) -> str | None:
        """The headline with what may be a person's name masked; None: there is none."""
        if not report.title:
            return None
        if report.text.startswith(report.title):
            return self._allowed.words(report, 0, len(report.title))
        return self._allowed.text(report.title, [report.id])

    def outlet(self, report: Report) -> str | None:
        """The outlet; who told a recorder and who was declared a witness is nobody's outlet."""
        return self._allowed.outlet(report)

    def words(self, report: str, start: int, end: int) -> str:
        """Words of a report, masked likewise; empty: there is no such report."""
        found = self._view.report_by_id.get(report)
        return self._allowed.words(found, start, end) if found else ""

    def speaker(self, claim: Claim) -> str:
        """Who says so, by office or kind."""
        return self._allowed.speaker(claim.said_by, claim.report)

    def party(self, text: str, reports: Iterable[str]) -> str:
        """A party that is in no registry: a description as it is, a person not by name."""
        return self._allowed.body(squeeze(text), reports, _A_PERSON)

    def accused(self, actor: IncidentActor) -> str:
        """A perpetrator: an organisation of the registry by name, else as :meth:`party`."""
        name = self._view.actor_name(actor.actor)
        if name is not None and name != actor.actor:
            return squeeze(name)
        claims = (self._view.claim_by_id.get(own) for own in actor.claims)
        return self.party(name or actor.text, sorted({c.report for c in claims if c}))
