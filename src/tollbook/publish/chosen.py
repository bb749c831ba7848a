"""The records of a view that are wanted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tollbook.record import Account, Claim, Incident, Report
from tollbook.record.wanted import Wanted
from tollbook.view import View


@dataclass(frozen=True, slots=True)
class Chosen:
    """A view with what is asked for: which of its records a list, a sheet or a picture holds.

    An incident, report or account is chosen by its claims where it says nothing of the kind
    itself: a report by the harm and place of a claim in it, say.
    """

    view: View
    wanted: Wanted

    def source_of(self, claim_id: str) -> str | None:
        claim = self.view.claim_by_id.get(claim_id)
        report = self.view.report_by_id.get(claim.report) if claim else None
        return report.source if report else None

    def named(self, source: str | None) -> bool:
        return self.wanted.takes_name(self.wanted.source, source)

    def takes_claim(self, claim: Claim) -> bool:
        return (
            self._says(claim)
            and self.named(self.source_of(claim.id))
            and self.wanted.takes_day(self._day_of(claim))
        )

    def _says(self, claim: Claim) -> bool:
        wanted = self.wanted
        if wanted.harm not in (None, claim.harm) or wanted.scope not in (None, claim.scope):
            return False
        return wanted.place is None or wanted.takes_name(wanted.place, self._place_of(claim))

    def _place_of(self, claim: Claim) -> str | None:
        found = (*self.view.places(claim), *self.view.places(claim, "area"))
        return next((r.place.name for r in found if r.place), None)

    def _day_of(self, claim: Claim) -> date | None:
        found = self.view.time(claim) or self.view.time(claim, "period")
        when = found.when if found else None
        return (when.start or when.end) if when else None

    def takes_incident(self, incident: Incident) -> bool:
        claims = [self.view.claim_by_id[c] for c in incident.claims if c in self.view.claim_by_id]
        harms = {toll.harm for toll in incident.tolls} | {claim.harm for claim in claims}
        when, wanted = incident.when, self.wanted
        return (
            (wanted.harm is None or wanted.harm in harms)
            and (wanted.scope is None or any(c.scope == wanted.scope for c in claims))
            and any(self.named(self.source_of(claim)) for claim in incident.claims)
            and wanted.takes_name(wanted.place, *(place.name for place in incident.places))
            and wanted.takes_day((when.start or when.end) if when else None)
        )

    def takes_report(self, report: Report) -> bool:
        wanted = self.wanted
        by_claims = (wanted.harm, wanted.scope, wanted.place) != (None, None, None)
        claims = self.view.claims_of_report.get(report.id, ())
        return (
            (not by_claims or any(self._says(claim) for claim in claims))
            and self.named(report.source)
            and wanted.takes_day(report.published.start if report.published else None)
        )

    def takes_account(self, account: Account) -> bool:
        wanted, period = self.wanted, account.period
        return (
            wanted.harm in (None, account.harm)
            and wanted.scope in (None, "cumulative")
            and (wanted.source is None or self.named(self.source_of(account.claim)))
            and wanted.takes_name(wanted.place, account.area)
            and wanted.takes_day((period.start or period.end) if period else None)
        )
