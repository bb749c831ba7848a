"""Frames: the examples in the data are their tests; what only looks like harm; other causes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from read_cases import Case, Read, case, check, row

from tollbook.read import RulesReader
from tollbook.read.checks import failing
from tollbook.read.frames import Frame, by_form, frames
from tollbook.read.triggers import needs, tells_of_harm


@pytest.mark.parametrize("frame", frames(), ids=lambda f: f.name)
def test_the_examples_of_a_frame(reader: RulesReader, frame: Frame) -> None:
    assert list(failing(reader, frame)) == []


@pytest.mark.parametrize("frame", frames(), ids=lambda f: f.name)
def test_every_frame_has_an_example_with_one_of_its_words(frame: Frame) -> None:
    assert frame.examples
    assert all(tells_of_harm(e.text) for e in frame.examples)
    words = {word for e in frame.examples for word in re.findall(r"\w+", e.text.lower())}
    assert words & frame.forms


@pytest.mark.parametrize("form", sorted(by_form()))
def test_the_gate_knows_every_trigger_word(form: str) -> None:
    needed = needs()[form]
    beside = "" if needed is None else min(needed)
    assert tells_of_harm(f"They {form} there {beside}.")
    assert tells_of_harm(f"{form.upper()} there {beside.upper()}")
    assert not tells_of_harm(f"They road-{form} there.")


@pytest.mark.parametrize(
    "text",
    [
        "She spent her life in Kut and received a letter.",
        "A number of residents opened shops; the road stays closed.",
        "The government cut taxes and prices run high.",
    ],
)
def test_words_that_tell_of_harm_only_beside_others(text: str) -> None:
    assert not tells_of_harm(text)
    assert tells_of_harm(text + " Two men were shot.")


NO_HARM: list[Any] = [
    row("Lawmakers killed the bill on Tuesday.", id="killed the bill"),
    row("The council killed off the plan for a bridge.", id="killed off the plan"),
    row("The race ended in a dead heat.", id="dead heat"),
    row("Talks are dead in the water.", id="dead in the water"),
    row("The crew shot a film in the old town.", id="shot a film"),
    row("The noise died down after midnight.", id="died down"),
    row("The wind died and the boat drifted.", id="the wind died"),
    row("Frost killed 40 cows in the valley.", id="cows"),
    row("Farmers killed 200 dogs last year.", id="dogs"),
    row("The minister took a shot at his critics.", id="took a shot"),
    row("The flood of insults wounded his pride.", id="wounded his pride"),
    row("The murder mystery sold 40,000 copies.", id="murder mystery"),
    row("The judge survived an attempt on his life.", id="survived an attempt"),
    row("The phone battery was dead.", id="dead battery"),
    row("Workers went on strike in 12 towns.", id="strike"),
    row("The joke killed the mood.", id="killed the mood"),
    row("He was charged with attempted murder.", id="attempted murder"),
    row("A court sentenced a man to death.", id="sentenced to death"),
    row("He was dying to see the match.", id="dying to see"),
    row("The team was beaten 3-0 at home.", id="beaten 3-0"),
    row("The striker shot over the bar.", id="shot over the bar"),
    row("The senator was shot down in the debate.", id="shot down in debate"),
]


@pytest.mark.parametrize("text", NO_HARM)
def test_no_harm(read: Read, text: str) -> None:
    assert [(c.harm, c.evidence.quote) for c in read(text).claims] == []


HARM = [
    case("Gunmen killed three shopkeepers.", count=(3, 3, 3), perpetrators=("Gunmen",)),
    case("Three shopkeepers were killed by gunmen.", count=(3, 3, 3), perpetrators=("gunmen",)),
    case("A rocket hit a bakery, killing five people.", count=(5, 5, 5), means=("rocket",)),
    case("The explosion left 12 dead and 30 wounded.", count=(12, 12, 12)),
    case("The explosion left 12 dead and 30 wounded.", "injured", count=(30, 30, 30)),
    case("Clashes left at least 12 people dead.", count=(12, None, None)),
    case(
        "12 dead, 30 hurt in Mosul blast",
        count=(12, 12, 12),
    ),
    case(
        "12 dead, 30 hurt in Mosul blast",
        "injured",
        count=(30, 30, 30),
    ),
    case("The attack claimed the lives of six villagers.", count=(6, 6, 6)),
    case("The mayor succumbed to his wounds.", count=(1, 1, 1)),
    case("The bodies of nine men were found in a well.", count=(9, 9, 9)),
    case("Nine bodies were recovered from the rubble.", count=(9, 9, 9)),
    case("The killing of a lawyer by gunmen shocked Kut.", perpetrators=("gunmen",)),
    case("The murder of two nuns has not been solved.", count=(2, 2, 2)),
    case("Two protesters were burned alive.", count=(2, 2, 2)),
    case("A driver was beaten to death with clubs.", means=("clubs", "beating")),
    case("The men killed in the raid were farmers.", count=(2, None, None)),
    case("Two guards who tried to flee were killed.", count=(2, 2, 2)),
    case("The driver, who was shot in the chest, died in hospital.", count=(1, 1, 1)),
    case("Two teachers were shot and wounded in Amarah.", "injured", count=(2, 2, 2)),
    case("A guard was shot in the leg.", "injured", count=(1, 1, 1)),
    case("A man was stabbed outside a bakery.", "injured", count=(1, 1, 1)),
    case("Masked men kidnapped two engineers.", "abducted", perpetrators=("Masked men",)),
    case("Police detained 40 students in Basra.", "detained", count=(40, 40, 40)),
    case("Ten miners are feared dead.", "missing", count=(10, 10, 10)),
    case("The army shelled a market.", "attacked", target="a market", shape="unknown"),
    case("Rebels attacked a convoy.", "attacked", target="a convoy", counts=False),
    case("Police fired live rounds at protesters.", "attacked", means=("live rounds",)),
    case(
        "Police fired live rounds at demonstrators, killing three of them.",
        count=(3, 3, 3),
        perpetrators=("Police",),
    ),
    case(
        "Gunmen shot dead three shopkeepers in Kut.",
        victims=("three shopkeepers",),
        evidence="shot dead three shopkeepers",
    ),
    case(
        "Six people died in the shelling, two of them soldiers.",
        count=(6, 6, 6),
    ),
    case(
        "Four fishermen went missing off the coast.",
        "missing",
        count=(4, 4, 4),
    ),
    case(
        "A mine killed one farmer and injured another.",
        "injured",
        count=(1, 1, 1),
    ),
    case("Police shot dead a man and wounded his brother.", count=(1, 1, 1)),
    case("Police shot dead a man and wounded his brother.", "injured", count=(1, 1, 1)),
    case("The two men were later found shot dead.", count=(2, 2, 2)),
    case(
        "The militia holds six aid workers captive.",
        "abducted",
        count=(6, 6, 6),
    ),
]


@pytest.mark.parametrize("case", HARM)
def test_harm_in_its_grammar(read: Read, case: Case) -> None:
    check(read, case)


CAUSES = [
    case("Two men died of cancer in Kut.", cause="illness"),
    case("Forty patients died of cholera in the camp.", cause="illness"),
    case("Three people died in a car crash near Hilla.", cause="accident"),
    case("A student died in police custody in Kut.", cause="custody"),
    case("Nine pilgrims died in a stampede at the shrine.", cause="crush"),
    case("Twelve sailors drowned when the ferry capsized.", cause="accident"),
    case("Five people died in an earthquake.", cause="disaster"),
    case("A clerk killed himself at home.", cause="suicide"),
    case("The state executed a man by lethal injection.", cause="execution"),
    case("A suicide bomber killed four guards.", cause=None),
    case("Three people died in a drone strike.", cause=None),
    case(
        "The bomber killed himself and four guards.",
        cause=None,
        count=(5, 5, 5),
        attackers=1,
    ),
    case(
        "Two prisoners were executed for murder.",
        cause="execution",
    ),
]


@pytest.mark.parametrize("case", CAUSES)
def test_causes_other_than_direct_violence(read: Read, case: Case) -> None:
    check(read, case)
