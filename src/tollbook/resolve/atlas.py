"""The room's front: opens the gazetteer and the registry, and resolves what a report says."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from tollbook.errors import UsageError
from tollbook.record import (
    Claim,
    Lexicon,
    Mention,
    Place,
    Published,
    Report,
    Resolution,
    Span,
)
from tollbook.resolve.around_claim import opening
from tollbook.resolve.choice import Choice
from tollbook.resolve.dateline import dateline
from tollbook.resolve.event import EventPlaces
from tollbook.resolve.event_time import EventTimes
from tollbook.resolve.gazetteer import Gazetteer, gazetteer_version
from tollbook.resolve.gazetteer_sources import supplement_rows
from tollbook.resolve.lands import countries_of, shown_by_words
from tollbook.resolve.name_use import NameUse
from tollbook.resolve.page_address import listed_home, outlet_town, page_address
from tollbook.resolve.places import choose_places
from tollbook.resolve.registry import Found, Registry, load_registry
from tollbook.resolve.state_deeds import state_behind
from tollbook.resolve.summed_days import with_days_of_sums
from tollbook.resolve.timed import Timed
from tollbook.resolve.universal_time import at_the_place
from tollbook.resolve.writing_day import is_in_utc

_LANDS = 4  # countries a report names most: they decide between namesakes
RULES = "18"
"""Version of the rules that resolve; a change makes every report be resolved again."""

_THEIR_OWN = re.compile(
    r"(?:(?:one|two|three|four|five|six|several|some|members|all) of )?(?:its|their|our)\s",
    re.IGNORECASE,
)


class Atlas:
    """Places, days and actors for what readers found. One instance serves one thread.

    :ivar lexicon: the names a reader may use before it parses.
    :ivar version: rules, packages and tables that resolutions depend on.
    """

    def __init__(self, gazetteer: Gazetteer, registry: Registry, version: str) -> None:
        self.gazetteer = gazetteer
        self.registry = registry
        self.version = version
        self.lexicon = Lexicon(registry.surfaces, gazetteer.place_name)

    @classmethod
    def open(
        cls,
        *,
        cache: Path | None = None,
        hand: Path | None = None,
        on_build: Callable[[str], None] | None = None,
    ) -> Atlas:
        """The atlas, its index built first where there is none (about twenty seconds, once).

        :param cache: folder for the index; None: TOLLBOOK_CACHE, else the user's cache folder.
        :param hand: the book's ``hand`` folder, whose places.csv and actors.toml add to ours.
        :param on_build: told in words when a build begins.
        :raises MissingPart: where a package the index is built from is not installed.
        :raises UsageError: for a file in ``hand`` that cannot be read.
        """
        extra = _own_places(hand)
        gazetteer = Gazetteer.open(cache=cache, extra=extra, on_build=on_build)
        return cls(gazetteer, load_registry(hand), _version(hand, cache))

    def close(self) -> None:
        self.gazetteer.close()

    def resolve(
        self,
        report: Report,
        claims: Sequence[Claim],
        mentions: Sequence[Mention],
        published: Published | None,
    ) -> tuple[Resolution, ...]:
        """Everything the words of claims and mentions resolve to.

        :param published: the date to count from (that of the earliest copy); None: undated.
        """
        line = dateline(report)
        spans = {
            *(m.span for m in mentions if m.kind == "place"),
            *(s for c in claims for s in c.places),
            *(c.area for c in claims if c.area is not None),
            *((line[0],) if line is not None else ()),
        }
        address = page_address(report.url)
        local = listed_home(address, self.gazetteer)
        nations = countries_of(
            report.text, self.gazetteer, local=local.country if local is not None else None
        )
        use = NameUse(report.text)
        shown = nations + Counter(dict.fromkeys(shown_by_words(report.text), 2))
        outlet = outlet_town(address, self.gazetteer, [code for code, _ in shown.most_common()])
        if outlet is not None and outlet.country is not None and not shown:
            shown[outlet.country] = 1
        choices = choose_places(
            report.text, tuple(spans), self.gazetteer, shown, use, outlet=outlet
        )
        named = nations.most_common(_LANDS)
        home = self._home(shown, choices, use)
        own = {home.country} if home is not None and home.country else set()
        lands = frozenset({code for code, _ in named} | own)
        where = EventPlaces(
            report, mentions, choices, home, use=use, gazetteer=self.gazetteer, address=address,
            outlet=outlet, local=local,
        )  # fmt: skip
        where.opens_with(opening(report, claims))
        when = EventTimes(
            report, claims, mentions, choices, published,
            zones=self._zones(where, published), south=_is_south(where),
        )  # fmt: skip
        found = [self._mention(mention, choices, when, lands) for mention in mentions]
        for claim in claims:
            found += self._claim(report.text, claim, where, when, lands)
        return tuple(with_days_of_sums(claims, found))

    def _home(
        self, named: Counter[str], choices: Mapping[Span, Choice], use: NameUse
    ) -> Place | None:
        """The country a report is about: its name, people and well-known places clearly more
        often than the next country's."""
        weight: Counter[str] = Counter()
        for code, times in named.most_common(_LANDS):
            weight[code] += times // 2 + 1  # a people is named for what it does elsewhere, too
        for span, choice in choices.items():
            place = choice.place
            if not choice.listed and use.no_place(span):
                continue
            if place is not None and place.country and place.level != "country":
                if choice.listed or choice.placed:
                    weight[place.country] += 2
                elif choice.supported and not choice.people:
                    weight[place.country] += 1
        if not weight or weight.most_common(1)[0][1] < 2:
            return None
        (first, most), *rest = weight.most_common(2)
        return self.gazetteer.country(first) if not rest or most >= 1.5 * rest[0][1] else None

    def _zones(self, where: EventPlaces, published: Published | None) -> tuple[str, ...]:
        """Time zones of the place that a report was written from: of its dateline; for a stamp in
        UTC, which tells nothing of where the outlet is, of what the report is about."""
        place = where.written_from
        if place is None and is_in_utc(published):
            place = where.scene.centre.place if where.scene.centre is not None else where.home
        return self.gazetteer.zones(place) if place is not None else ()

    def _claim(
        self,
        text: str,
        claim: Claim,
        where: EventPlaces,
        when: EventTimes,
        lands: frozenset[str],
    ) -> list[Resolution]:
        total = claim.scope == "cumulative"
        places = where.area_of(claim) if total else where.of(claim)
        found = [
            Resolution(
                claim.id, "place", p.span, p.choice.score, p.basis, p.reasons,
                place=p.place, candidate_places=p.choice.candidates,
                role="area" if total else "",
            )
            for p in places
        ]  # fmt: skip
        first = places[0].place if places else None
        maybe = (first,) if first is not None else places[0].choice.candidates if places else ()
        timed = when.period_of(claim) if total else when.of(claim, maybe)
        if timed is not None and first is not None:
            timed = at_the_place(timed, self.gazetteer.zones(first))
        if timed is not None:
            found.append(_time(claim.id, timed, "period" if total else ""))
        for who in claim.perpetrators:
            whose = claim.said_by[-1].speaker if _THEIR_OWN.match(who.text) else who.text
            named = self.registry.find(whose, lands)  # "its fighters": whose they are
            if named.actor is None and not named.candidates and who.span is not None:
                state = state_behind(text, who.span, self.registry.by_id)
                named = Found(state[0], (), state[1]) if state is not None else named
            if named.actor is not None or named.candidates:
                found.append(_actor(claim.id, who.span, "clause", named, "perpetrator"))
        return found

    def _mention(
        self,
        mention: Mention,
        choices: Mapping[Span, Choice],
        when: EventTimes,
        lands: frozenset[str],
    ) -> Resolution:
        if mention.kind == "place":
            choice = choices[mention.span]
            return Resolution(
                mention.id, "place", mention.span, choice.score, "mention", choice.reasons,
                place=choice.place, candidate_places=choice.candidates,
            )  # fmt: skip
        if mention.kind == "time":
            return _time(mention.id, when.of_words(mention.span), "")
        named = self.registry.find(mention.span.quote, lands)
        return _actor(mention.id, mention.span, "mention", named, "")


def _is_south(where: EventPlaces) -> bool | None:
    """Whether a report speaks of a place south of the equator; None: of none that is known."""
    centre = where.scene.centre
    for place in (centre.place if centre is not None else None, where.home, where.written_from):
        if place is not None and place.lat is not None:
            return place.lat < 0
    return None


def _time(subject: str, timed: Timed, role: str) -> Resolution:
    return Resolution(
        subject, "time", timed.span, timed.score, timed.basis, (timed.reason,),
        when=timed.when, role=role,
    )  # fmt: skip


def _actor(subject: str, span: Span | None, basis: str, named: Found, role: str) -> Resolution:
    score = 0.9 if named.actor else (0.4 if named.candidates else 0.0)
    return Resolution(
        subject, "actor", span, score, basis, (named.reason,),
        actor=named.actor, candidate_actors=named.candidates, role=role,
    )  # fmt: skip


def _own_places(hand: Path | None) -> list[tuple[Place, list[str]]]:
    own = hand / "places.csv" if hand is not None else None
    if own is None or not own.exists():
        return []
    try:
        return supplement_rows(own.read_text("utf-8-sig"), "my")
    except (KeyError, ValueError) as fault:
        raise UsageError(
            f"the list of places cannot be read: {fault}",
            where=str(own),
            next="head its columns id,name,variants,lat,lon,country,admin1,level,radius_km,parent",
        ) from fault


def _version(hand: Path | None, cache: Path | None) -> str:
    digest = hashlib.sha256()
    data = files("tollbook.resolve").joinpath("data")
    digest.update(data.joinpath("actors.toml").read_bytes())
    for name in ("actors.toml", "places.csv"):
        own = hand / name if hand is not None else None
        digest.update(own.read_bytes() if own is not None and own.exists() else b"")
    return f"{RULES}-{gazetteer_version(cache)}-{digest.hexdigest()[:8]}"
