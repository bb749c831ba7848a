"""MUC-4's templates beside our incidents, and the metric of GTT, on templates of our own."""

from __future__ import annotations

import pytest

from tollbook.evals.gtt import Filled, entity, score
from tollbook.evals.muc4_templates import Level, Template, doers_of, organisations
from tollbook.record import Actor, Incident, IncidentActor, Resolution, Span

ATTACK = Filled("attack", perp_org=(("red front", "rf"),), victim=(("a b",),))


def test_mentions_are_compared_without_case_punctuation_and_articles() -> None:
    assert entity(["The RED Front", "", "a 'mine'"]) == ("red front", "mine")


@pytest.mark.parametrize(
    ("predicted", "counts"),
    [
        ([], (0, 0, 0, 3)),
        ([ATTACK], (3, 3, 3, 3)),
        ([Filled("attack", perp_org=(("rf",),))], (2, 2, 2, 3)),  # one mention of it is enough
        ([Filled("attack", perp_org=(("rf", "blue front"),))], (1, 2, 1, 3)),  # ... but no other
        ([Filled("bombing", perp_org=(("rf",),))], (0, 2, 0, 3)),  # another type: not paired
        ([Filled("attack"), ATTACK], (3, 4, 3, 3)),  # the better of two is paired
        ([Filled("attack", victim=(("c",),))], (1, 2, 1, 3)),
    ],
)
def test_the_metric_of_gtt(predicted: list[Filled], counts: tuple[int, ...]) -> None:
    found = score(predicted, [ATTACK])
    assert (found.right, found.predicted, found.found, found.gold) == counts


def test_each_template_of_the_gold_is_paired_once() -> None:
    found = score([Filled("attack"), Filled("attack")], [Filled("bombing / attack")])
    assert (found.right, found.found, found.f1) == (1, 1, pytest.approx(2 / 3))


def test_places_of_a_template_are_those_below_the_country() -> None:
    country, town = Level("ELBONIA", "COUNTRY"), Level("SAN TOMAS", "CITY")
    assert Template(False, loc_parsed=(((country, town),),)).places == {"san tomas"}
    assert Template(False, loc_parsed=(((country,),),)).places == {"elbonia"}


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("members of the Red Front", ["red front"]),
        ("The gunmen", []),
        ("Gunmen", []),
        ("the RFA", ["rfa"]),
        ("soldiers", []),
        ("Two members of the army", ["army"]),
    ],
)
def test_organisations_are_names_in_the_words_for_who_did_it(words: str, names: list[str]) -> None:
    found = organisations([actor(words)], [])
    assert [one for mentions in found for one in mentions] == names


def test_who_is_said_not_to_have_done_it_is_left_out() -> None:
    told = (actor("Red Front", "denied"), actor("Red Front"), actor("red front", "accused"))
    incident = Incident("inc_1", (), None, (), told, False, "weak", ())
    assert [doer.surety for doer in doers_of(incident)] == ["stated"]


def test_an_actor_of_the_registry_has_its_own_name_and_its_words() -> None:
    known = actor("Red Front of Elbonia", actor_id="tb:rf")
    words = Resolution("clm_1", "actor", Span(0, 2, "RF"), 1.0, "clause", (), actor=FRONT)
    told = organisations([known, actor("members of the RF")], [words])
    assert told == [("red front of elbonia", "rf")]


FRONT = Actor("tb:rf", "Red Front of Elbonia", "armed_group", None)


def actor(text: str, surety: str = "stated", actor_id: str | None = None) -> IncidentActor:
    return IncidentActor(text, actor_id, surety, (), ())
