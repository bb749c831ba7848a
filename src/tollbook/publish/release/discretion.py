"""What of a book's words may go out: names masked, places of some harms coarse, quotes short."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from tollbook.hand import DECISION
from tollbook.publish.release.cues import put_as_a_place
from tollbook.publish.release.known import Known, small_words, writes_small
from tollbook.publish.release.names import WITHHELD, unnamed, without_names
from tollbook.publish.release.profile import Profile
from tollbook.publish.wording import country_name
from tollbook.record import Claim, Incident, Place, Report, Resolution, Speaker, in_force
from tollbook.record.decided import SourceDeclared, Withheld, decode
from tollbook.record.text import fold, squeeze
from tollbook.record.vocabulary import PlaceLevel
from tollbook.record.withheld import NOTHING_WITHHELD, Mask, mask_of
from tollbook.view import View

Containing = Callable[[Place], Iterable[Place]]
"""The places that contain a place, nearest first."""

_FINEST_FIRST: tuple[PlaceLevel, ...] = (
    "exact", "street", "landmark", "neighbourhood", "village", "town", "city", "district",
    "province", "region", "country",
)  # fmt: skip
NOTE = "a note of the recorders"
NOT_TOLD = "(a note of the recorders, whose words are not told)"
_NEVER_BY_NAME = ("witness", "relative", "medic", "anonymous", "unknown", "report")
_KIND = {
    "official": "an official",
    "military": "a military source",
    "police": "a police source",
    "medic": "a medic",
    "witness": "a witness",
    "ngo": "an organisation",
    "media": "a news outlet",
    "party": "a party",
    "armed_group": "an armed group",
    "international": "an international body",
    "relative": "a relative",
    "anonymous": "a person not named",
    "report": "the report itself",
    "unknown": "a person or body not told",
}

_SAY_NOTHING = {
    *("the", "an", "of", "said", "and", "for", "in", "mr", "mrs", "dr"),
    *("it", "he", "she", "they", "who", "his", "her", "their", "which"),
    # what is left of a body's name says no more than its kind
    *(
        "news",
        "city",
        "town",
        "post",
        "times",
        "daily",
        "press",
        "tv",
        "radio",
        "channel",
        "agency",
    ),
}


def told_as_place(text: str, found: Resolution) -> bool:
    """Whether the words are put as a place is: "in Walker", and not "Walker was seen".

    A gazetteer has a town for many a family name.
    """
    if found.span is None or found.basis in ("clause", DECISION):
        return True
    start, end = found.span.start, found.span.end
    return put_as_a_place(text[max(0, start - 60) : start], text[end : end + 20])


def is_note(report: Report) -> bool:
    """Whether this stands for a note that a recorder typed: it has no page behind it."""
    return not report.capture


def in_gazetteer(place: Place) -> bool:
    """Whether the place is of a gazetteer or the book's own list, and not typed in a decision."""
    return place.id.startswith(("gn:", "tb:", "my:"))


class Discretion:
    """Asked for every text that leaves the book.

    :param view: the book with what was withheld by decision masked already.
    """

    def __init__(self, view: View, profile: Profile, containing: Containing) -> None:
        self.view = view
        self.profile = profile
        self._containing = containing
        self._tells = re.compile(
            "|".join(rf"\b(?:{word})\b" for word in profile.sensitive_words) or r"(?!)"
        )
        self._masks: dict[tuple[str, ...], Mask] = {}
        self._known: dict[str, Known] = {}

    # -- sensitive harm ------------------------------------------------------------------

    def is_sensitive(self, claim: Claim) -> bool:
        """Whether the claim's words tell of sexual violence or torture."""
        report = self.view.report_by_id.get(claim.report)
        said = report.text[slice(*claim.sentence)] if report else ""
        texts = (said, claim.evidence.quote, claim.cause or "", *claim.means)
        return any(self._tells.search(fold(text)) for text in texts)

    @cached_property
    def sensitive(self) -> frozenset[str]:
        """Incidents of which any claim tells of such harm."""
        telling = {claim.id for claim in self.view.claims if self.is_sensitive(claim)}
        return frozenset(i.id for i in self.view.incidents if not telling.isdisjoint(i.claims))

    @cached_property
    def _sensitive_reports(self) -> frozenset[str]:
        telling = {c.report for c in self.view.claims if self.is_sensitive(c)}
        for incident in self.view.incidents:
            if incident.id in self.sensitive:
                telling.update(self.incident_reports(incident))
        return frozenset(telling)

    def tells_of_sensitive(self, report: str) -> bool:
        return report in self._sensitive_reports

    def place(self, place: Place, *, sensitive: bool) -> Place | None:
        """The place as finely as it may be told; None: nothing that contains it is known."""
        profile = self.profile
        finest = _FINEST_FIRST.index(profile.finest_place)
        if sensitive:
            finest = max(finest, _FINEST_FIRST.index(profile.sensitive_place))
        for each in (place, *self._containing(place)):
            if _FINEST_FIRST.index(each.level) >= finest:
                return each
        return None

    # -- names ---------------------------------------------------------------------------

    def may_be_named(self, claim: Claim, age: str) -> bool:
        """Whether a victim may go out by name: an adult who was killed, if the profile says so."""
        return (
            self.profile.names_of_the_dead
            and claim.harm == "killed"
            and age in ("adult", "elderly")
            and claim.counts
            and not self.tells_of_sensitive(claim.report)
        )

    def named_victims(self, claim: Claim) -> dict[str, bool]:
        """Name to whether it may go out; a name that may not in one place may not in another."""
        found: dict[str, bool] = {}
        for group in (*claim.victims, *claim.includes.parts):
            for name in group.names:
                found[name] = found.get(name, True) and self.may_be_named(claim, group.age)
        return found

    @cached_property
    def _victims(self) -> dict[str, dict[str, bool]]:
        """By report."""
        reports: dict[str, dict[str, bool]] = {}
        for claim in self.view.claims:
            mine = reports.setdefault(claim.report, {})
            for name, may in self.named_victims(claim).items():
                mine[name] = mine.get(name, True) and may
        return reports

    @cached_property
    def private(self) -> frozenset[str]:
        """Every victim's name that may not go out, in any report."""
        named = {n for mine in self._victims.values() for n, may in mine.items() if not may}
        return frozenset(n for n in named if fold(n) not in self._persons)

    @cached_property
    def _may_be_told(self) -> frozenset[str]:
        """Names that may go out; each stands for its last word too ("Example's brother")."""
        told = {n for mine in self._victims.values() for n, may in mine.items() if may}
        return frozenset({*self.profile.persons, *told})

    @cached_property
    def _persons(self) -> frozenset[str]:
        return frozenset(fold(name) for name in self.profile.persons)

    def mask(self, reports: Iterable[str]) -> Mask:
        """What masks the private names, and fine places of sensitive harm, that reports tell."""
        key = tuple(sorted({each for own in reports for each in self._alike(own)}))
        if key not in self._masks:
            names: dict[str, None] = {}
            for report in key:
                mine = self._victims.get(report, {})
                names.update(dict.fromkeys(n for n in mine if n in self.private))
                if self.tells_of_sensitive(report):
                    names.update(dict.fromkeys(self._fine_places(report)))
            tellable = [n for n in names if any(c.isalnum() for c in n)]
            self._masks[key] = (
                mask_of(Withheld(name) for name in tellable) if tellable else NOTHING_WITHHELD
            )
        return self._masks[key]

    def _fine_places(self, report: str) -> Iterable[str]:
        """Words for places finer than the district, and whatever may be one."""
        finest = _FINEST_FIRST.index(self.profile.sensitive_place)
        mentions = self.view.mentions_of_report.get(report, ())
        subjects = [m.id for m in mentions] + [
            c.id for c in self.view.claims_of_report.get(report, ())
        ]
        for subject in subjects:
            for found in self.view.resolutions_of.get(subject, ()):
                if found.kind != "place":
                    continue
                places = (found.place,) if found.place else found.candidate_places
                if any(_FINEST_FIRST.index(p.level) < finest for p in places) or not places:
                    yield from (found.span.quote,) if found.span else ()
                    yield from (p.name for p in places if _FINEST_FIRST.index(p.level) < finest)

    @cached_property
    def _common(self) -> frozenset[str]:
        return small_words(report.text for report in self.view.reports)

    def known(self, report_id: str) -> Known:
        """What names no person in this report's words."""
        if report_id not in self._known:
            names: list[str] = list(self.profile.persons)
            places: list[str] = []
            report = self.view.report_by_id.get(report_id)
            if report is not None and report.source and not is_note(report):
                names.append(report.source)
            names += [n for n, may in self._victims.get(report_id, {}).items() if may]
            names += [n.split()[-1] for n in names if n in self._may_be_told]
            for subject, own in self._resolved(report_id):
                for found in self.view.resolutions_of.get(subject, ()):
                    words = [found.span.quote] if found.span else []
                    if found.kind == "place":
                        places += self._named_places(found, own)
                    elif found.actor is not None and found.actor.kind:
                        names += [found.actor.name, *words]
            small = report is not None and writes_small(report.text)
            bare = Known(frozenset(), self._common, small=small)
            self._known[report_id] = bare.and_names(names, places)
        return self._known[report_id]

    def _alike(self, report_id: str) -> tuple[str, ...]:
        """The report, and the one that it copies: a copy is not read, and tells the same."""
        original = self.view.copies.get(report_id)
        return (report_id,) if original is None else (report_id, original)

    def _resolved(self, report_id: str) -> Iterator[tuple[str, Report | None]]:
        """Ids of what the report's words resolved for, with the report whose words they are."""
        for own in self._alike(report_id):
            report = self.view.report_by_id.get(own)
            yield from ((m.id, report) for m in self.view.mentions_of_report.get(own, ()))
            yield from ((c.id, report) for c in self.view.claims_of_report.get(own, ()))

    def _named_places(self, found: Resolution, report: Report | None) -> list[str]:
        """Names that a resolution explains; each of its candidates is a place."""
        there = (found.place,) if found.place else found.candidate_places
        of_gazetteer = [place for place in there if in_gazetteer(place)]
        names = [country_name(p.country) for p in of_gazetteer if p.country and found.place]
        if of_gazetteer and report is not None and told_as_place(report.text, found):
            names += [place.name for place in of_gazetteer if found.place]
            names += [found.span.quote] if found.span else []
        return names

    def _known_of(self, reports: Iterable[str]) -> Known:
        known = Known(frozenset(), self._common)
        for report in reports:
            known = known.and_known(self.known(report))
        return known

    # -- texts ---------------------------------------------------------------------------

    def text(self, text: str, reports: Iterable[str]) -> str:
        """Free text that rests on these reports, with what may be a name masked."""
        ids = list(reports)
        return unnamed(squeeze(text), self._known_of(ids), self.mask(ids), parts=True)

    def label(self, text: str, reports: Iterable[str]) -> str:
        """The same with what may be a name cut out; empty: nothing else was in it."""
        ids = list(reports)
        return without_names(squeeze(text), self._known_of(ids), self.mask(ids), parts=True)

    def quote(self, claim: Claim) -> str:
        """The claim's words, as many and as much of them as may go out."""
        report = self.view.report_by_id[claim.report]
        if is_note(report) and not self.profile.notes:
            return NOT_TOLD
        start, end = claim.evidence.start, claim.evidence.end
        whole = self.profile.quote == "sentence" and not self.tells_of_sensitive(report.id)
        if whole:
            start, end = min(start, claim.sentence[0]), max(end, claim.sentence[1])
        return self.words(report, start, end)

    def words(self, report: Report, start: int, end: int) -> str:
        """Words of a report, masked as they stand there, then cut."""
        before = max(0, start - 80)
        masked = unnamed(
            report.text[before : end + 80],
            self.known(report.id),
            self.mask([report.id]),
            parts=True,
        )
        words = masked[start - before : end - before].split()
        most = self.profile.quote_words
        return " ".join(words) if len(words) <= most else " ".join(words[:most]) + " …"

    def speaker(self, said_by: tuple[Speaker, ...], report_id: str) -> str:
        """Who it goes back to, by office or kind, or by name where that may go out."""
        last = said_by[-1]
        report = self.view.report_by_id.get(report_id)
        if last.kind == "report":
            return (self.outlet(report) if report else None) or _KIND["report"]
        by_name = self.profile.speakers == "name" and last.kind not in _NEVER_BY_NAME
        if by_name and not self.tells_of_sensitive(report_id):
            return self.mask([report_id]).text(squeeze(last.speaker), parts=True)
        label = self.label(last.speaker, [report_id])
        return label if _says_something(label) else _KIND[last.kind]

    def body(self, text: str, reports: Iterable[str], otherwise: str = WITHHELD) -> str:
        """A perpetrator or other party: its name with what may be a person's cut out."""
        label = self.label(text, reports)
        return label if _says_something(label) else otherwise

    def outlet(self, report: Report) -> str | None:
        """The outlet of a report; None: not known. Who told a recorder, and what a person declared
        a witness, is nobody's outlet."""
        if is_note(report):
            return NOTE
        if report.source is None:
            return None
        if fold(report.source) in self._witnesses:
            return _KIND["witness"]
        return self.mask([report.id]).text(report.source, parts=True)

    @cached_property
    def _witnesses(self) -> frozenset[str]:
        told = [d.after for d in in_force(self.view.decisions) if d.verb == "source"]
        declared = [decode("source", after) for after in told if after is not None]
        return frozenset(
            fold(d.outlet)
            for d in declared
            if isinstance(d, SourceDeclared) and d.kind == "witness"
        )

    def place_name(self, place: Place, reports: Iterable[str]) -> str:
        """The name of a place: of the gazetteer as it is; one that a person typed is free text."""
        if in_gazetteer(place):
            return place.name
        return self.body(place.name, reports, "a place, name withheld")

    def incident_reports(self, incident: Incident) -> list[str]:
        claims = self.view.claim_by_id
        return sorted({claims[c].report for c in incident.claims if c in claims})


def _says_something(label: str) -> bool:
    return any(word not in _SAY_NOTHING for word in re.findall(r"[^\W\d_]{2,}", label.casefold()))
