"""How do you know? The answer for a claim, an incident and an account."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import sample_view as sample

from tollbook.publish.explain import explain
from tollbook.publish.explain_claim import Explanation
from tollbook.record import SetAside, Transition


def text_of(explanation: Explanation) -> str:
    lines = [explanation.title]
    for section in explanation.sections:
        lines.append(section.heading)
        for point in section.points:
            lines += [point.words, *point.below]
    return "\n".join(lines)


def section(explanation: Explanation, heading: str) -> str:
    found = next(s for s in explanation.sections if s.heading.startswith(heading))
    return "\n".join("\n".join((p.words, *p.below)) for p in found.points)


def test_a_claim_is_explained_by_words_speaker_rules_and_outcome() -> None:
    made = explain(sample.VIEW, sample.WIRE_CLAIM)
    words = section(made, "In the words")
    assert "«shot dead three protesters» in Nasiriyah on Friday, a medic said." in words
    assert f'{sample.WIRE.id} "Three killed in Nasiriyah" (Example Wire, 5 Oct 2019)' in words
    assert "said again" in words
    assert 'a medic ("said"): medic; speaks of others' in section(made, "Who says so")
    rules = section(made, "Which words")
    assert 'harm: from "shot dead", rule frame shoot_dead' in rules
    assert "perpetrators" in rules
    assert "(inherited from an earlier mention)" in rules
    worked_out = section(made, "Where, when")
    assert "Nasiriyah, Iraq (city, within 8 km)" in worked_out
    assert "4 Oct 2019" in worked_out
    assert "the only one in Iraq" in worked_out
    outcome = section(made, "What came of it")
    assert f"used for killed 3 to 5 or more, best 5 of {sample.INCIDENT.id}" in outcome
    assert "the lowest credible figure" in outcome


def test_who_died_later_stands_with_the_incident() -> None:
    passed = Transition(
        "injured", "killed", 2, 2, date(2019, 10, 8), (sample.WIRE_CLAIM.id,), "2 of those died"
    )
    made = explain(sample.VIEW, replace(sample.INCIDENT, transitions=(passed,)))
    words = section(made, "From one harm to another")
    assert words.startswith("2 of those died, told by 2019-10-08\n")
    assert sample.WIRE_CLAIM.id in words


def test_an_ambiguous_place_shows_its_candidates() -> None:
    made = explain(sample.VIEW, sample.AMARA_CLAIM)
    assert "ambiguous: Amara, Iraq; Amara, Tunisia" in section(made, "Where, when")


def test_a_claim_that_counts_nowhere_says_so() -> None:
    made = explain(sample.VIEW, sample.GENERIC_CLAIM)
    assert section(made, "What came of it") == "it enters no figure"
    assert "counted nowhere" in section(made, "What it was read as")
    assert "the report itself" in section(made, "Who says so")


def test_a_claim_set_aside_gives_the_reason() -> None:
    aside = SetAside("claim", "rejected by A. Recorder", sample.GENERIC_CLAIM.id, "undo it")
    made = explain(replace(sample.VIEW, set_asides=(aside,)), sample.GENERIC_CLAIM)
    assert "set aside: rejected by A. Recorder" in section(made, "What came of it")


def test_every_figure_of_a_toll_is_there_used_or_set_aside() -> None:
    made = explain(sample.VIEW, sample.INCIDENT)
    killed = section(made, "killed: 3 to 5 or more")
    assert "3 reports, 2 independent sources proven; by policy default" in killed
    for claim in (sample.WIRE_CLAIM, sample.COPY_CLAIM, sample.MINISTRY_CLAIM):
        assert claim.id in killed
    assert 'set aside: 3 ("three")' in killed
    assert f"a copy of {sample.WIRE.id}" in killed
    assert 'said by the health ministry ("said")' in killed
    assert killed.index("used: 5") < killed.index("set aside: 3")


def test_a_contested_incident_puts_the_answers_side_by_side() -> None:
    who = section(explain(sample.VIEW, sample.INCIDENT), "Who did it: contested")
    assert "by River Band (according to a medic)" in who
    assert "denied by River Band" in who


def test_links_give_their_reasons() -> None:
    links = section(explain(sample.VIEW, sample.INCIDENT), "Why these claims")
    assert "score 0.93" in links
    assert "same town" in links


def test_claims_in_no_figure_are_listed_too() -> None:
    bare = replace(sample.INCIDENT, tolls=())
    others = section(explain(sample.VIEW, bare), "Further claims")
    assert sample.COPY_CLAIM.id in others


def test_an_account_shows_its_arithmetic_and_members() -> None:
    made = explain(sample.VIEW, sample.ACCOUNT)
    assert "«More than 180 people have been killed»" in section(made, "The total, as stated")
    assert sample.INCIDENT.id in section(made, "Surely inside: 3 or more")
    assert section(made, "The arithmetic").splitlines() == list(sample.ACCOUNT.arithmetic)
    assert section(made, "Verdict") == "incidents are missing here"


def test_decisions_in_force_are_named() -> None:
    made = explain(sample.VIEW, sample.MINISTRY_CLAIM)
    assert "note by A. Recorder on 2019-12-01" in section(made, "Decisions")
    assert "asked the ministry for its list" in text_of(made)


def test_an_account_whose_claim_is_gone_still_prints() -> None:
    made = explain(replace(sample.VIEW, claims=()), sample.ACCOUNT)
    assert "at least 176 not documented here" in text_of(made)


def test_a_claim_is_explained_with_what_was_denied_of_it() -> None:
    said = section(explain(sample.VIEW, sample.MINISTRY_CLAIM), "Denied, blamed, doubted")
    assert said == 'denial of responsibility, by The Band\n"The Band denied any part"'
    incident = next(i for i in sample.VIEW.incidents if sample.MINISTRY_CLAIM.id in i.claims)
    assert said in section(explain(sample.VIEW, incident), "Denied, blamed, doubted")
