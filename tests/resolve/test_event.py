"""Where and when an event was: which words decide, and what is kept open."""

from __future__ import annotations

from datetime import date

import pytest

from tollbook.record import (
    Claim,
    Count,
    Mention,
    Perpetrator,
    Published,
    Report,
    Resolution,
    Span,
    Speaker,
)
from tollbook.record.timewords import find_time_words
from tollbook.record.vocabulary import Scope
from tollbook.resolve import Atlas
from tollbook.resolve.dateline import dateline
from tollbook.resolve.metonym import is_metonym

FRIDAY = date(2019, 10, 4)


def report_of(text: str, title: str | None = None) -> Report:
    whole = f"{title}\n\n{text}" if title else text
    start = len(title) + 2 if title else 0
    return Report("rep_1", "0" * 64, title, whole, "en", None, None, None, 1, start)


def span_of(text: str, words: str, after: int = 0) -> Span:
    start = text.index(words, after)
    return Span(start, start + len(words), words)


def sentence_at(text: str, place: int) -> tuple[int, int]:
    start = max(text.rfind(". ", 0, place) + 2 if ". " in text[:place] else 0,
                text.rfind("\n\n", 0, place) + 2 if "\n\n" in text[:place] else 0)  # fmt: skip
    ends = [e for e in (text.find(". ", place), text.find("\n\n", place)) if e >= 0]
    return start, min(ends, default=len(text))


def mentions_of(report: Report, places: list[str]) -> list[Mention]:
    text, found = report.text, []
    for name in places:
        at = 0
        while (at := text.find(name, at)) >= 0:
            span = Span(at, at + len(name), name)
            found.append(
                Mention(f"men_p{at}", report.id, "place", span, sentence_at(text, at), (0, 0))
            )
            at += len(name)
    for span in find_time_words(text):
        sentence = sentence_at(text, span.start)
        found.append(Mention(f"men_t{span.start}", report.id, "time", span, sentence, (0, 0)))
    return found


def claim_of(
    report: Report,
    words: str,
    *,
    places: tuple[str, ...] = (),
    times: tuple[str, ...] = (),
    scope: Scope = "incident",
    past: bool = False,
    area: str | None = None,
    period: str | None = None,
    by: str | None = None,
) -> Claim:
    text = report.text
    evidence = span_of(text, words)
    sentence = sentence_at(text, evidence.start)
    return Claim(
        id=f"clm_{evidence.start}", report=report.id, harm="killed", count=Count.exact(3, "three"),
        scope=scope, modality="fact",
        said_by=(Speaker("report", None, "report", "asserts", "unknown"),),
        evidence=evidence, sentence=sentence, rule="test", reader="test",
        places=tuple(span_of(text, p, sentence[0]) for p in places),
        times=tuple(span_of(text, t, sentence[0]) for t in times),
        area=span_of(text, area) if area else None,
        period=span_of(text, period) if period else None,
        perpetrators=(Perpetrator(by, "stated", span_of(text, by)),) if by else (), past=past,
    )  # fmt: skip


def resolved(
    atlas: Atlas, report: Report, claim: Claim, places: list[str], day: date | None = FRIDAY
) -> list[Resolution]:
    published = Published(day, day, "meta") if day else None
    found = atlas.resolve(report, [claim], mentions_of(report, places), published)
    return [r for r in found if r.subject == claim.id]


def where(found: list[Resolution]) -> list[tuple[str, str]]:
    return [(r.place.name, r.basis) for r in found if r.kind == "place" and r.place]


def when(found: list[Resolution]) -> Resolution | None:
    return next((r for r in found if r.kind == "time"), None)


@pytest.mark.parametrize(
    ("text", "own", "names", "wanted"),
    [
        ("Three men were shot in Kut.", ("Kut",), ["Kut"], [("Kut", "clause")]),
        ("In Kut, officials said three men were shot.", (), ["Kut"], [("Kut", "sentence")]),
        ("Crowds met in Kut. In all, three men were shot.", (), ["Kut"], [("Kut", "paragraph")]),
        ("Crowds met in Kut.\n\nIn all, three men were shot.", (), ["Kut"],
         [("Kut", "paragraph")]),
        ("KUT, Iraq (Agency) - Guards fired; three men were shot.", (), ["Iraq"],
         [("Kut", "dateline")]),
        ("Guards fired and three men were shot in Tahrir Square in Baghdad, Iraq.",
         ("Tahrir Square", "Baghdad", "Iraq"), ["Tahrir Square", "Baghdad", "Iraq"],
         [("Tahrir Square", "clause")]),
        ("Guards fired and three men were shot in Kut and Amarah in Iraq.", ("Kut", "Amarah"),
         ["Kut", "Amarah", "Iraq"], [("Kut", "clause"), ("Amarah", "clause")]),
        ("Baghdad denied that three men were shot.", (), ["Baghdad"], []),
    ],
)  # fmt: skip
def test_place_of_the_event(
    atlas: Atlas, text: str, own: tuple[str, ...], names: list[str], wanted: list[tuple[str, str]]
) -> None:
    report = report_of(text)
    words = "three men" if "three men" in text else "Three men"
    assert where(resolved(atlas, report, claim_of(report, words, places=own), names)) == wanted


@pytest.mark.parametrize(("scope", "past"), [("generic", False), ("incident", True)])
def test_background_takes_no_place_from_elsewhere(atlas: Atlas, scope: Scope, past: bool) -> None:
    report = report_of("Crowds met in Kut on Friday. Three men were shot.")
    claim = claim_of(report, "Three men were shot", scope=scope, past=past)
    found = resolved(atlas, report, claim, ["Kut"])
    assert where(found) == []
    assert when(found) is None


def test_near_widens(atlas: Atlas) -> None:
    report = report_of("Three men were shot 30 km north of Kut in Iraq.")
    found = resolved(atlas, report, claim_of(report, "Three men", places=("Kut",)), ["Kut", "Iraq"])
    place = next(r.place for r in found if r.kind == "place")
    assert place is not None
    assert place.radius_km == 30.0


@pytest.mark.parametrize(
    ("text", "times", "span", "basis"),
    [
        ("Three men were shot on Thursday.", ("on Thursday",), ("2019-10-03",) * 2, "clause"),
        ("On Thursday, a unit fired: three men were shot.", (), ("2019-10-03",) * 2, "sentence"),
        ("A unit fired on Thursday. In all, three men were shot.", (), ("2019-10-03",) * 2,
         "paragraph"),
        ("In all, three men were shot.", (), ("2019-10-01", "2019-10-04"), "report"),
    ],
)  # fmt: skip
def test_time_of_the_event(
    atlas: Atlas, text: str, times: tuple[str, ...], span: tuple[str, str], basis: str
) -> None:
    report = report_of(text)
    words = "Three men" if text.startswith("Three") else "three men"
    found = when(resolved(atlas, report, claim_of(report, words, times=times), []))
    assert found is not None
    assert found.when is not None
    assert (str(found.when.start), str(found.when.end)) == span
    assert found.basis == basis


def test_undated_report_says_why_not(atlas: Atlas) -> None:
    report = report_of("Three men were shot on Thursday.")
    claim = claim_of(report, "Three men", times=("on Thursday",))
    found = when(resolved(atlas, report, claim, [], None))
    assert found is not None
    assert found.when is None
    assert "not known" in found.reasons[0]


def test_a_running_total_has_area_and_period(atlas: Atlas) -> None:
    report = report_of("Three people have been killed in Iraq since 1 October.")
    claim = claim_of(
        report, "Three people", scope="cumulative", area="Iraq", period="since 1 October"
    )
    found = resolved(atlas, report, claim, ["Iraq"])
    area = next(r for r in found if r.role == "area")
    period = next(r for r in found if r.role == "period")
    assert area.place is not None
    assert area.place.country == "IQ"
    assert period.when is not None
    assert (period.when.start, period.when.end) == (date(2019, 10, 1), FRIDAY)
    assert all(r.role for r in found)


def test_perpetrators_of_the_registry(atlas: Atlas) -> None:
    report = report_of("Asaeb al-Haq gunmen shot three men.")
    found = resolved(atlas, report, claim_of(report, "three men", by="Asaeb al-Haq"), [])
    actor = next(r for r in found if r.kind == "actor")
    assert actor.role == "perpetrator"
    assert actor.actor is not None
    assert actor.actor.id == "iq-aah"


def test_every_mention_gets_one_answer(atlas: Atlas) -> None:
    report = report_of("On Friday in Kut, and in Qwertyuiop, three men were shot.")
    mentions = mentions_of(report, ["Kut", "Qwertyuiop"])
    found = atlas.resolve(report, [], mentions, None)
    assert [r.subject for r in found] == [m.id for m in mentions]
    assert {r.basis for r in found} == {"mention"}


@pytest.mark.parametrize(
    ("text", "name", "metonym"),
    [
        ("Baghdad denied it.", "Baghdad", True),
        ("Tehran says it knows nothing.", "Tehran", True),
        ("Police in Baghdad denied it.", "Baghdad", False),
        ("Baghdad was quiet.", "Baghdad", False),
    ],
)
def test_metonyms(text: str, name: str, metonym: bool) -> None:
    assert is_metonym(text, span_of(text, name)) is metonym


@pytest.mark.parametrize(
    ("text", "place", "time"),
    [
        ("BASRA, Iraq (Agency) - Two men", "BASRA", None),
        ("BASRA, Oct 1 (Agency) - Two men", "BASRA", "Oct 1"),
        ("Baghdad (Agency) - Two men", "Baghdad", None),
        ("Updated: two men", None, None),
        ("Two men died in Basra - police", None, None),
    ],
)
def test_datelines(text: str, place: str | None, time: str | None) -> None:
    found = dateline(report_of(text))
    assert (found[0].quote if found else None) == place
    assert (found[1].quote if found and found[1] else None) == time


def test_a_dateline_is_not_where_its_own_sentence_tells_of_another_town(atlas: Atlas) -> None:
    text = "BAGHDAD, 3 Oct 2019 - Three people were shot dead in Karbala on Wednesday, police said."
    report = report_of(text)
    names = ("BAGHDAD", "Karbala")
    claim = claim_of(report, "Three people were shot dead", places=names)
    found = atlas.resolve(report, [claim], mentions_of(report, list(names)), None)
    places = [r.place.name for r in found if r.subject == claim.id and r.place is not None]
    assert places == ["Karbala"]


CHRONICLE = (
    "The inquiry in Basra counted 40 people killed; in Karbala three people were shot dead on "
    "3 October 2019."
)


def test_a_place_behind_a_semicolon_is_not_where_what_stands_before_it_was(atlas: Atlas) -> None:
    report = report_of(CHRONICLE)
    mentions = mentions_of(report, ["Basra", "Karbala"])
    for words, town in (("40 people killed", "Basra"), ("three people were shot", "Karbala")):
        claim = claim_of(report, words)
        found = atlas.resolve(report, [claim], mentions, None)
        places = [r.place.name for r in found if r.subject == claim.id and r.place is not None]
        assert places == [town]


def test_a_total_takes_no_area_from_behind_a_semicolon(atlas: Atlas) -> None:
    report = report_of(
        "An inquiry counted 40 people killed in the protests; in Karbala three people were shot."
    )
    claim = claim_of(report, "40 people killed", scope="cumulative")
    found = atlas.resolve(report, [claim], mentions_of(report, ["Karbala"]), None)
    assert not [r for r in found if r.subject == claim.id and r.basis == "sentence"]


def test_a_day_behind_a_semicolon_is_not_when_what_stands_before_it_was(atlas: Atlas) -> None:
    report = report_of(CHRONICLE)
    claim = claim_of(report, "40 people killed")
    found = atlas.resolve(report, [claim], mentions_of(report, ["Basra", "Karbala"]), None)
    days = [r for r in found if r.subject == claim.id and r.kind == "time"]
    assert [r.basis for r in days] == ["report"]  # only as the day that the report gives its event


def test_another_town_does_not_stand_for_a_province_with_a_town_of_its_name(atlas: Atlas) -> None:
    text = (
        "Two men were killed in Ibadan in Nigeria on Friday. The shooting happened in Ibadan.\n\n"
        "Gunmen killed three people in Oyo on Friday. Ibadan police spoke of it."
    )
    report = report_of(text, "Nigeria: the week")
    claim = claim_of(report, "three people", places=("Oyo",))
    found = resolved(atlas, report, claim, ["Ibadan", "Nigeria", "Oyo"])
    places = [r.place.name for r in found if r.kind == "place" and r.place]
    assert places
    assert "Ibadan" not in places
