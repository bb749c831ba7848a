"""Documents made ready, and which incident a document is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from stubs import GAZA, DigitsReader, OnePlace, stub_bench

from tollbook import tally
from tollbook.evals.bench import Bench, document, first_incidents, said_at
from tollbook.record import Claim, Lexicon, Place, Reading, Report, Resolution, Span

ELSEWHERE = replace(GAZA, id="my:rafah", name="Rafah", lat=10.0, lon=10.0)


def test_a_title_stands_above_the_body() -> None:
    report = document("d", "Two died.", title="Blast", published=date(2019, 10, 5))
    assert report.text == "Blast\n\nTwo died."
    assert report.text[report.body_start :] == "Two died."
    assert report.published is not None
    assert report.published.basis == "given"


def test_the_same_text_under_two_ids_is_two_reports() -> None:
    assert document("a", "Two died.").id != document("b", "Two died.").id


def test_a_report_is_read_once_until_forgotten() -> None:
    reader = DigitsReader()
    bench = Bench.of(reader, OnePlace())
    report = document("d", "2 killed.")
    policy = tally.load_policy("default")
    bench.work_out([report], policy)
    bench.work_out([report], policy)
    assert reader.times_read == 1
    bench.forget()
    bench.work_out([report], policy)
    assert reader.times_read == 2


class TwoPlaces(OnePlace):
    """Where 5 were killed is far from where 2 were."""

    def resolve(self, report: Report, claims: object, *rest: object) -> tuple[Resolution, ...]:
        assert isinstance(claims, tuple)
        places: dict[int | None, Place] = {5: GAZA, 2: ELSEWHERE}
        return tuple(
            Resolution(c.id, "place", None, 1.0, "clause", ("stub",), place=places[c.count.best])
            for c in claims
        )


class RepeatsReader(DigitsReader):
    """Merges "five dead" at the head of the text into the claim "5 killed" below it."""

    def read(self, report: Report, lexicon: Lexicon) -> Reading:
        reading = super().read(report, lexicon)
        lede = "Five dead"
        if not report.text.startswith(lede):
            return reading
        merged: list[Claim] = [
            replace(c, repeats=(Span(0, len(lede), lede),)) if c.count.best == 5 else c
            for c in reading.claims
        ]
        return replace(reading, claims=tuple(merged))


def test_a_document_is_about_the_incident_it_tells_of_first() -> None:
    policy = tally.load_policy("default")
    for text, killed in (
        ("2 killed in the south. 5 killed in the north.", 2),
        ("Five dead. 2 killed in the south. 5 killed in the north.", 5),
    ):
        report = document("d", text)
        workings = Bench.of(RepeatsReader(), TwoPlaces()).work_out([report], policy)
        assert len(workings.tallied.incidents) == 2
        toll = first_incidents(workings)[report.id].toll("killed")
        assert toll is not None
        assert toll.best == killed


def test_a_document_without_a_figure_is_about_nothing() -> None:
    report = document("d", "Nothing happened.")
    assert first_incidents(stub_bench().work_out([report], tally.load_policy("default"))) == {}


def test_a_claim_is_said_at_its_own_words_and_at_its_repeats() -> None:
    report = document("d", "Five dead. 5 killed in the north.")
    (claim,) = RepeatsReader().read(report, OnePlace.lexicon).claims
    assert [span.quote for span in said_at(claim)] == ["5 killed", "Five dead"]
