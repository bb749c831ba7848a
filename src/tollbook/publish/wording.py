"""The book's terms in plain words: dates, places, figures, speakers, verdicts."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from functools import cache

from tollbook.record import Claim, Count, Place, Report, Speaker, Toll, When
from tollbook.record.interval import Interval, Published
from tollbook.record.text import squeeze

SURETY = {
    "stated": "by",
    "alleged": "allegedly by",
    "accused": "blamed on",
    "self_claimed": "claimed by",
    "denied": "denied by",
}
"""How a perpetrator is introduced. Only "by" says it outright, as the report does."""

VERDICT = {
    "consistent": "agrees with the incidents documented here",
    "incidents_missing": "incidents are missing here",
    "over_documented": "more is documented here than the total says",
    "not_comparable": "cannot be compared with the incidents here",
    "undetermined": "cannot be decided from what is documented here",
    "contradicts_earlier": "contradicts an earlier total of the same speaker",
}

SCOPE = {
    "incident": "one event",
    "cumulative": "a running total, held against the incidents and never added to them",
    "generic": "habitual or summarising: kept and shown, counted nowhere",
    "unclear": "not decided whether one event or a total: for a person, counted nowhere",
}

MODALITY = {
    "fact": "stated as a fact",
    "reported": "reported, with a speaker",
    "hypothetical": "hypothetical: never counts",
    "future": "about the future: never counts",
}

STAKE = {
    "own_losses": "speaks of losses of its own side",
    "own_doing": "concedes its own doing",
    "enemy_losses": "speaks of its enemy's losses",
    "third_party": "speaks of others",
    "unknown": "stake not known",
}

_DISPUTES = {"responsibility": "responsibility", "figure": "the figure", "event": "the event"}

_STANCE = {
    "asserts": "",
    "denies": "denies it",
    "doubts": "doubts it",
    "relays": "relays it",
    "retracts": "takes it back",
}


def statement_in_words(kind: str, disputes: str | None) -> str:
    """ "denial of responsibility", "claim of responsibility", "doubt of the figure"."""
    said = kind.replace("_", " ")
    return f"{said} of {_DISPUTES[disputes]}" if disputes else said


@cache
def country_name(code: str) -> str:
    """English name of an ISO 3166-1 alpha-2 code; the code where CLDR has none."""
    from babel import Locale  # noqa: PLC0415 - slow to load

    return str(Locale("en").territories.get(code) or code)


def place_in_words(place: Place) -> str:
    """ "Nasiriyah, Iraq"; "Qurmiya, in Iraq" of a place known by its name alone."""
    return with_country(place.name, place.country if place.level != "country" else None)


def with_country(name: str, country: str | None) -> str:
    """A place's name and its country, unless the name ends with that ("Qurmiya, in Iraq").

    :param country: ISO 3166-1 alpha-2; None: none is to be said.
    """
    if country is None:
        return name
    land = country_name(country)
    return name if name.endswith((f", in {land}", f", near {land}")) else f"{name}, {land}"


def harm_in_words(harm: str) -> str:
    return harm.replace("_", " ")


def plural(n: int, noun: str) -> str:
    """ "1 report", "2 reports"."""
    return f"{n:,} {noun if n == 1 else noun + 's'}"


def day_in_words(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def interval_in_words(interval: Interval | None) -> str | None:
    """ "1-7 Oct 2019", "Oct 2019", "by 12 Oct 2019"; None: no end of it is known."""
    if interval is None or not interval.known:
        return None
    start, end = interval.start, interval.end
    if start is None or end is None:
        return f"by {day_in_words(end)}" if end else f"from {day_in_words(start or date.min)}"
    if start == end:
        return day_in_words(start)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return str(start.year)
    if (start.year, start.month) == (end.year, end.month):
        if (start.day, end.day) == (1, monthrange(end.year, end.month)[1]):
            return f"{end:%b %Y}"
        return f"{start.day}-{day_in_words(end)}"
    if start.year == end.year:
        return f"{start.day} {start:%b} to {day_in_words(end)}"
    return f"{day_in_words(start)} to {day_in_words(end)}"


def when_in_words(when: When | None) -> str:
    return (interval_in_words(when.interval) if when else None) or "no date known"


def published_in_words(published: Published | None) -> str:
    return (interval_in_words(published.interval) if published else None) or "undated"


def count_in_words(count: Count) -> str:
    """The bounds, and the words behind them where they differ: 181 or more ("over 180")."""
    words = count.in_words()
    raw = squeeze(count.raw)
    plain = raw.casefold() in ("", words.casefold(), words.replace(",", ""))
    return words if plain else f'{words} ("{raw}")'


def toll_in_words(toll: Toll) -> str:
    """ "25 to 32 or more, best 29"."""
    words = toll.in_words()
    if toll.best is not None and toll.min != toll.max:
        words += f", best {toll.best:,}"
    return words


def sum_in_words(low: int, high: int | None) -> str:
    if high is None:
        return f"{low:,} or more"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def speaker_in_words(speaker: Speaker) -> str:
    """A medic ("said"; relays it)."""
    if speaker.kind == "report":
        return "the report itself"
    notes = [f'"{speaker.verb}"' if speaker.verb else "", _STANCE[speaker.stance]]
    inside = "; ".join(note for note in notes if note)
    name = squeeze(speaker.speaker)
    return f"{name} ({inside})" if inside else name


def chain_in_words(said_by: Sequence[Speaker]) -> str:
    """Who told whom, the first to speak first; the report is named only where it speaks alone."""
    speakers = [s for s in said_by if s.kind != "report"] or list(said_by)
    return ", as told by ".join(speaker_in_words(s) for s in reversed(speakers))


def report_in_words(report: Report) -> str:
    """rep_0123 "Title" (Outlet, 5 Oct 2019)."""
    title = f'"{squeeze(report.title)}"' if report.title else "without a title"
    where = f"({report.source or 'outlet not known'}, {published_in_words(report.published)})"
    return f"{report.id} {title} {where}"


def sources_in_words(toll: Toll) -> str:
    """ "5 reports, 3 independent sources proven, 4 possible"."""
    independent = plural(toll.lineages, "independent source")
    more = (toll.lineages_most or 0) > toll.lineages
    possible = f", {toll.lineages_most} possible" if more else ""
    return f"{plural(toll.articles, 'report')}, {independent} proven{possible}"


def claim_in_words(claim: Claim) -> str:
    """ "killed: 181 or more"; an attack has its target instead of a number."""
    if claim.harm == "attacked":
        return f"attacked: {squeeze(claim.target)}" if claim.target else "attacked"
    return f"{harm_in_words(claim.harm)}: {count_in_words(claim.count)}"


def marked_quote(claim: Claim, report: Report) -> str:
    """The claim's sentence, with the words that assert the harm between « and »."""
    start = min(claim.sentence[0], claim.evidence.start)
    end = max(claim.sentence[1], claim.evidence.end)
    before = report.text[start : claim.evidence.start]
    after = report.text[claim.evidence.end : end]
    return squeeze(f"{before}«{claim.evidence.quote.strip()}»{after}")
