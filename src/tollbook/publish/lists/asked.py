"""What is asked of a list: as the query of an address, and as an English sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from tollbook.errors import UsageError
from tollbook.publish.lists.nouns import FACETS, SAYS, Facet, Kind
from tollbook.publish.wording import VERDICT, country_name, harm_in_words

NOT_KNOWN = "-"
"""In an address: rows of which it is not known."""

_LONGEST = 400  # letters of a value
_SORTS = ("day", "-day", "number", "-number")

SPEAKERS = {
    "official": "officials",
    "military": "the military",
    "police": "the police",
    "medic": "medics",
    "witness": "witnesses",
    "ngo": "NGOs",
    "media": "other media",
    "party": "a party",
    "armed_group": "an armed group",
    "international": "international bodies",
    "relative": "relatives",
    "anonymous": "unnamed speakers",
    "report": "the report itself",
    "unknown": "speakers of a kind not known",
}

_DECIDED = {
    "accept": "accepted",
    "reject": "rejected",
    "unsure": "held unsure",
    "corrected": "corrected",
    "nothing": "not judged yet",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A filter of a list, its order, and where its page begins.

    :ivar facets: facet and word, in the list's order of facets; "" stands for not known.
    :ivar since / until: days, both included; None: no bound.
    :ivar sort: "day", "number", with "-" the greatest first; "": the list's own order.
    :ivar after / before: id of the row that the page follows, or comes before; "": the first page.
    """

    kind: Kind
    facets: tuple[tuple[Facet, str], ...] = ()
    words: str = ""
    since: date | None = None
    until: date | None = None
    sort: str = ""
    after: str = ""
    before: str = ""

    @classmethod
    def of(cls, kind: Kind, pairs: Iterable[tuple[str, str]]) -> Asked:
        """What the query of an address asks for; empty values ask nothing.

        :raises UsageError: a name that this list is not chosen by (a filter that is passed over
            would show more than was asked for), a value twice, or a day or order that is none.
        """
        given: dict[str, str] = {}
        for name, value in pairs:
            if not value or name == "done":
                continue
            if name not in (*FACETS[kind], "words", "since", "until", "sort", "after", "before"):
                raise UsageError(
                    f"the list of {kind} is not chosen by this",
                    value=name[:80],
                    next=f"it is chosen by {', '.join(FACETS[kind])}, words, since, until, sort",
                )
            if name in given:
                raise UsageError("this is asked for twice", value=name, next="leave one out")
            if len(value) > _LONGEST:
                raise UsageError("this is too long", value=name, next="shorten it")
            given[name] = value
        facets: list[tuple[Facet, str]] = []
        for facet in FACETS[kind]:
            if facet in given:
                word = given[facet]
                facets.append((facet, "" if word == NOT_KNOWN else word))
        sort = given.get("sort", "")
        if sort and sort not in _SORTS:
            raise UsageError("no such order", value=sort, next=f"one of {', '.join(_SORTS)}")
        return cls(
            kind,
            tuple(facets),
            " ".join(given.get("words", "").split()),
            _day(given, "since"),
            _day(given, "until"),
            sort,
            given.get("after", ""),
            given.get("before", ""),
        )

    def pairs(self) -> list[tuple[str, str]]:
        """Names and values of the query; what asks nothing is left out."""
        made: list[tuple[str, str]] = [(name, value or NOT_KNOWN) for name, value in self.facets]
        for name, value in (
            ("words", self.words),
            ("since", self.since.isoformat() if self.since else ""),
            ("until", self.until.isoformat() if self.until else ""),
            ("sort", self.sort),
            ("after", self.after),
            ("before", self.before),
        ):
            if value:
                made.append((name, value))
        return made

    def address(self, suffix: str = "") -> str:
        """The list's address with this filter: a permalink.

        :param suffix: ".csv" for a twin, which has all rows and so no page.
        """
        query = urlencode((replace(self, after="", before="") if suffix else self).pairs())
        return f"/list/{self.kind}{suffix}" + (f"?{query}" if query else "")

    @property
    def filters(self) -> bool:
        """Whether any row is left out."""
        return bool(self.facets or self.words or self.since or self.until)

    def value(self, name: Facet) -> str | None:
        """The word chosen of a facet; None: all pass."""
        return dict(self.facets).get(name)

    def without(self, name: Facet) -> Asked:
        """The same without a facet, from its first page."""
        kept = tuple(pair for pair in self.facets if pair[0] != name)
        return replace(self, facets=kept, after="", before="")

    def with_facet(self, name: Facet, value: str) -> Asked:
        """The same with a word of a facet chosen, from its first page."""
        chosen = {**dict(self.facets), name: value}
        ordered = tuple((each, chosen[each]) for each in FACETS[self.kind] if each in chosen)
        return replace(self, facets=ordered, after="", before="")

    def sentence(self, total: int) -> str:
        """The filter in English: "12 killed claims in Iraq between 1 and 31 October 2019, said by
        officials, most people first"."""
        said = dict(self.facets)
        noun = self.kind if total != 1 else self.kind[:-1]
        parts = [f"{total:,}", *_before(said), noun, *_after(said), *self._days()]
        text = " ".join(part for part in parts if part)
        commas = [*_beside(said), f"with the words “{self.words}”" if self.words else ""]
        commas.append(self.order_in_words())
        return ", ".join([text, *(part for part in commas if part)])

    def order_in_words(self) -> str:
        day, number = SAYS[self.kind]
        return {
            "day": f"earliest {day} first" if day else "",
            "-day": f"latest {day} first" if day else "",
            "number": f"fewest {number} first" if number else "",
            "-number": f"most {number} first" if number else "",
        }.get(self.sort, "")

    def _days(self) -> tuple[str, ...]:
        since, until = self.since, self.until
        if since and until:
            if since == until:
                return (f"on {_in_full(since)}",)
            if (since.year, since.month) == (until.year, until.month):
                return (f"between {since.day} and {_in_full(until)}",)
            if since.year == until.year:
                return (f"between {since.day} {since:%B} and {_in_full(until)}",)
            return (f"between {_in_full(since)} and {_in_full(until)}",)
        if since:
            return (f"since {_in_full(since)}",)
        return (f"until {_in_full(until)}",) if until else ()


def label(name: Facet, value: str) -> str:
    """A word of a facet as it is shown."""
    if not value:
        return "not known"
    match name:
        case "country":
            return country_name(value)
        case "speaker":
            return SPEAKERS.get(value, value.replace("_", " "))
        case "decided":
            return _DECIDED.get(value, value)
        case "state":
            return VERDICT.get(value, value).replace("_", " ")
        case "language":
            from babel import Locale  # noqa: PLC0415 - slow to load

            return str(Locale("en").languages.get(value) or value)
        case "harm" | "kind" | "scope" | "stance" | "status":
            return value.replace("_", " ")
        case _:
            return value


def _before(said: dict[Facet, str]) -> list[str]:
    words = []
    if said.get("contested") == "yes":
        words.append("contested")
    order: tuple[Facet, ...] = ("decided", "status", "scope", "harm")
    return [*words, *(_adjective(name, said[name]) for name in order if name in said)]


def _adjective(name: Facet, value: str) -> str:
    if not value:
        return f"{name}-not-known"
    if name == "decided" and value == "nothing":
        return "unjudged"
    if name == "harm":
        return harm_in_words(value)
    return label(name, value)


def _after(said: dict[Facet, str]) -> list[str]:
    words = []
    if "place" in said:
        words.append(f"at {said['place']}" if said["place"] else "at no known place")
    if "country" in said:
        words.append(
            f"in {label('country', said['country'])}" if said["country"] else "in no known country"
        )
    return words


def _beside(said: dict[Facet, str]) -> list[str]:
    """What a sentence says after its noun, between commas."""
    made = []
    for name, value in said.items():
        word = label(name, value)
        match name:
            case "speaker":
                made.append(f"said by {word}")
            case "stance":
                made.append(f"the speaker {word}" if value else "stance not known")
            case "source":
                made.append(f"from {value}" if value else "from an outlet not known")
            case "language":
                made.append(f"in {word}" if value else "in a language not known")
            case "state":
                made.append(f"{word}")
            case "kind":
                made.append(f"of the kind “{word}”")
            case "by":
                made.append(f"by {value}" if value else "by a person whose name was destroyed")
            case "holds":
                made.append("in force" if value == "yes" else "not in force")
            case "contested":
                if value != "yes":
                    made.append("not contested")
            case _:
                pass
    return made


def _day(given: dict[str, str], name: str) -> date | None:
    if name not in given:
        return None
    try:
        return date.fromisoformat(given[name])
    except ValueError:
        raise UsageError(
            "this is no day", value=given[name][:40], next="write it as 2019-10-01"
        ) from None


def _in_full(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
