"""Whole reports on who did it and who denies it, from text to book: agencies, an office, NGOs.

Each was written, and what a careful recorder books from it, before it was read; the share right at
the first run is in docs/whole_reports.md. A row with a reason must fail: when the reader learns
it, the mark has to go.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from running import Record, accounts_of, figures_of, printed_by_run

FOLDER = Path(__file__).parent / "wires_doers"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """What ``tollbook run --json`` prints for all of them together."""
    return printed_by_run([FOLDER], tmp_path_factory.mktemp("wires_doers"))


def _row(*values: Any, gap: str = "") -> Any:
    marks = [pytest.mark.xfail(reason=gap, strict=True)] if gap else []
    return pytest.param(*values, marks=marks)


INCIDENTS = [
    # place (None: the book has another), latest day, harm: least, best, most
    _row(None, "2025-03-11", {"abducted": (214, 214, 214)}),
    _row("Quetta", "2024-11-30", {"killed": (26, 26, 26)}),
    _row("Marawi City", "2023-12-03", {"killed": (4, 4, 4), "injured": (45, 45, 45)}),
    _row("Maguindanao del Sur", "2023-12-01", {"killed": (11, 11, 11)}),
    _row("Texcapilla", "2023-12-08", {"killed": (14, 14, 14), "injured": (7, 7, 7)}),
    _row("Texcapilla", "2023-12-08", {"missing": (10, 10, 10)}),
    _row(None, "2023-12-04", {"killed": (8, 8, 8)}),
    _row(None, "2025-01-16", {"killed": (9, 9, 9)}),
    _row("Filo Gringo, in El Tarra", "2025-01-19", {"killed": (1, 1, 1), "injured": (2, 2, 2)}),
    _row("Teorama", "2025-01-20", {"killed": (3, 3, 3)}),
    _row(
        None,
        "2021-03-26",
        {"killed": (7, 7, 12)},
        gap="five beheaded in the town two days before are taken for a lower figure",
    ),
    _row(None, "2023-06-21", {"injured": (12, 12, 12)}),
    _row(None, "2023-06-20", {"killed": (5, 5, 5), "injured": (4, 4, 4)}),
    _row("Jenin", "2023-06-19", {"killed": (6, 6, 6), "injured": (91, 91, 91)}),
    _row("Kahramankazan", "2024-10-23", {"injured": (22, 22, 22)}),
    _row(
        "Kahramankazan",
        "2024-10-23",
        {"killed": (7, 7, 7)},
        gap="the taxi driver has no number, and both attackers are taken for two of the four",
    ),
    _row("Krasnogorsk", "2024-03-22", {"killed": (137, 137, 137), "injured": (180, 180, 180)}),
    _row(None, "2002-12-31", {"abducted": (801, 801, 801)}),
    _row("Mamfe", "2020-04-19", {"killed": (1, 1, 1)}),
    _row("Yaoundé", "2020-04-22", {"detained": (3, 3, 3)}),
    _row("St Francis Catholic Church, in Owo", "2022-06-05", {"killed": (40, 40, 40)}),
    _row("Barmal, in Paktīkā", "2024-12-24", {"killed": (46, 46, 50), "injured": (6, 6, 6)}),
    _row("South Waziristan", "2024-12-21", {"killed": (16, 16, 16)}),
    _row("Khōst", "2024-03-31", {"killed": (8, 8, 8)}),
    _row(None, "2023-01-09", {"injured": (68, 68, 68)}),
    _row(
        "Juliaca",
        "2023-01-10",
        {"killed": (1, 1, 1)},
        gap="the eighteenth of the protest's dead, of that day, is added to the policeman",
    ),
    _row("Kerman", "2024-01-03", {"injured": (284, 284, 284)}),
    _row("Mer’āwī", "2024-01-29", {"killed": (45, 45, 62)}),
    _row("Shiraz", "2022-10-31", {"killed": (13, 13, 13)}),
    _row("Beirut", "2024-01-02", {"killed": (7, 7, 7)}),
]


@pytest.mark.parametrize(("place", "day", "tolls"), INCIDENTS)
def test_an_incident_and_its_figures(
    book: Record, place: str | None, day: str, tolls: dict[str, tuple[int, int, int]]
) -> None:
    found = [
        figures_of(i)
        for i in book["incidents"]
        if i["when"] and i["when"]["end"] == day
        if place is None or place in {p["name"] for p in i["places"]}
    ]
    assert any(tolls.items() <= one.items() for one in found), found


DOERS = [
    # harm and best figure of the incident, who did it, how surely
    _row("abducted", 214, "Balochistan Liberation Army", "self_claimed"),
    _row("killed", 26, "Baloch Liberation Army", "self_claimed"),
    _row("killed", 4, "Islamic State", "self_claimed"),
    _row("killed", 4, "foreign terrorists", "accused"),
    _row("killed", 4, "the Dawlah Islamiyah-Maute group", "accused"),
    _row("killed", 4, "The Moro Islamic Liberation Front", "denied"),
    _row("missing", 10, "La Familia Michoacana", "accused"),
    _row("injured", 17, "helicopters", "stated"),
    _row("abducted", 18, "Soldiers", "stated"),
    _row("killed", 1, "Both armed groups", "denied"),
    _row("killed", 3, "the 33rd Front", "accused"),
    _row(
        "killed",
        9,
        "ELN fighters",
        "accused",
        gap="who went from house to house is not said to have killed the nine",
    ),
    _row("killed", 7, "gunmen", "stated"),
    _row("killed", 7, "Islamic State", "self_claimed"),
    _row(
        "injured",
        12,
        "The army",
        "denied",
        gap="an officer's fire on Wednesday, told without a day, is put with Tuesday's shooting",
    ),
    _row(
        "killed",
        1,
        "Israeli police",
        "accused",
        gap="the shot man's death and his being shot, as residents tell it, are not put together",
    ),
    _row("killed", 5, "two Palestinian gunmen", "stated"),
    _row("killed", 5, "an armed civilian", "stated"),
    _row("injured", 22, "Kurdistan Workers' Party", "accused"),
    _row("injured", 22, "The SDF", "denied"),
    _row(
        "injured",
        22,
        "a man",
        "stated",
        gap="who opened fire is told two sentences before who died of it",
    ),
    _row("killed", 59, "Turkey's air force", "stated"),
    _row("killed", 137, "Islamic State", "self_claimed"),
    _row("killed", 137, "ISIS-K", "accused"),
    _row("killed", 137, "Four men", "accused"),
    _row("killed", 137, "the Kremlin", "accused"),
    _row("killed", 137, "Kyiv", "denied"),
    _row("abducted", 801, "Chechen gunmen", "stated"),
    _row("killed", 40, "Islamic State West Africa Province", "accused"),
    _row("killed", 40, "herdsmen", "accused"),
    _row("killed", 40, "Miyetti Allah", "denied"),
    _row("injured", 6, "Government of Pakistan", "stated"),
    _row("killed", 16, "Tehrik-i-Taliban Pakistan", "self_claimed"),
    _row("injured", 68, "police", "stated"),
    _row("injured", 68, "foreign interests", "accused"),
    _row("injured", 284, "Islamic State", "self_claimed"),
    _row("injured", 284, "Israel", "accused"),
    _row("injured", 284, "the United States", "accused"),
    _row("injured", 284, "The United States", "denied"),
    _row("killed", 13, "Islamic State", "self_claimed"),
    _row("killed", 7, "Government of Israel", "accused"),
]


@pytest.mark.parametrize(("harm", "figure", "who", "surety"), DOERS)
def test_who_did_it(book: Record, harm: str, figure: int, who: str, surety: str) -> None:
    told = {
        (p["text"], p["surety"])
        for i in book["incidents"]
        if harm in i["tolls"] and i["tolls"][harm]["best"] == figure
        for p in i["perpetrators"]
    }
    assert (who, surety) in told


def test_who_killed_others_of_their_enemies_did_not_kill_these(book: Record) -> None:
    (shot,) = (i for i in book["incidents"] if "Teorama" in {p["name"] for p in i["places"]}
               if i["when"]["end"] == "2025-01-20")  # fmt: skip
    assert {p["text"] for p in shot["perpetrators"]} == {"the 33rd Front"}


STATEMENTS = [
    # kind, who says so, of whom (None: nobody), what a denial disputes, words that it is about
    _row("denial", "The Taliban government in Kabul", "The Taliban government in Kabul",
         "responsibility", "214 people captive"),
    _row("claim_of_responsibility", "The Baloch Liberation Army", "The Baloch Liberation Army",
         None, "214 people captive"),
    _row("blame", "The foreign ministry in Islamabad", "Afghanistan", None, "214 people captive"),
    _row("claim_of_responsibility", "The same group", "Baloch Liberation Army", None,
         "killed 26 people"),
    _row("claim_of_responsibility", "Islamic State", "Islamic State", None,
         "Four people were killed"),
    _row("denial", "The Moro Islamic Liberation Front", "The Moro Islamic Liberation Front",
         "responsibility", "Four people were killed"),
    _row("blame", "President Ferdinand Marcos Jr.", "foreign terrorists", None,
         "Four people were killed"),
    _row("blame", "Relatives", "La Familia Michoacana", None, "disappearance of ten people"),
    _row("denial", "Both armed groups", "Both armed groups", "responsibility", "killed a man"),
    _row("blame", "Residents", "the 33rd Front", None, "three men were shot"),
    _row("concession", "the ELN", "the ELN", None, "killed members"),
    _row("denial", "the ELN", "the ELN", "responsibility", "killed members"),
    _row("denial", "A spokesman for Fano", "A spokesman for Fano", "event", "17 soldiers had died"),
    _row("denial", "Ankara", "Ankara", "event", "killed 12 civilians",
         gap="'rejected that' says not what it disputes"),
    _row("denial", "The SDF", "The SDF", "responsibility", "Four people died"),
    _row("blame", "the minister", "the PKK", None, "Four people died"),
    _row("claim_of_responsibility", "Islamic State", "Islamic State", None,
         'attacked "a large gathering of Christians'),
    _row("denial", "Kyiv", "Kyiv", "responsibility", "180 people had been injured"),
    _row("denial", "An adviser", None, "responsibility", "180 people had been injured"),
    _row("blame", "Ukrainian military intelligence", "the Kremlin", None,
         "180 people had been injured"),
    _row("concession", "Cameroon's presidency", "three soldiers", None, "number of dead at 13"),
    _row("blame", "The governor", "separatists", None, "shot dead the mayor"),
    _row("blame", "the council", "the Islamic State West Africa Province", None,
         "Forty people were killed"),
    _row("blame", "A spokesman for Afenifere", "herdsmen", None, "Forty people were killed"),
    _row("denial", "Miyetti Allah", "Miyetti Allah", "responsibility", "Forty people were killed"),
    _row("denial", "the diocese", "the diocese", None, None),
    _row("claim_of_responsibility", "The TTP", "The TTP", None, "killed 16 soldiers"),
    _row("denial", "A security official in Islamabad", None, "event",
         "Six others were wounded"),
    _row("denial", "Leaders of the protest", "Leaders of the protest", "responsibility",
         "attacked them"),
    _row("claim_of_responsibility", "Islamic State", "Islamic State", None, "toll at 84"),
    _row("blame", "a political adviser", "Israel", None, "toll at 84"),
    _row("denial", "a State Department spokesman", "The United States", "responsibility",
         "toll at 84"),
    _row("claim_of_responsibility", "Islamic State", "Islamic State", None, "killed 13 people"),
    _row("blame", "Hezbollah and Lebanese officials", "Israeli", None,
         "the deputy chief of Hamas, who was killed with six others"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "who", "party", "disputes", "about"), STATEMENTS)
def test_a_statement(
    book: Record, *, kind: str, who: str, party: str | None, disputes: str | None, about: str | None
) -> None:
    quotes = {c["id"]: c["quote"] for c in book["claims"]}
    quotes[None] = None
    told = {
        (
            s["said_by"][-1],
            s["parties"][0] if s["parties"] else None,
            s["disputes"],
            quotes.get(s["about"]),
        )
        for r in book["reports"]
        for s in r["statements"]
        if s["kind"] == kind
    }
    assert (who, party, disputes, about) in told


TOTALS = [
    # harm, figure, area, first and last day, who says so
    ("killed", 2298, "Myanmar", "2021-02-01", "2022-09-21",
     "the Assistance Association for Political Prisoners"),
    ("killed", 80, "Norte de Santander", "2025-01-16", "2025-01-22",
     "the governor of Norte de Santander"),
    ("abducted", 32, "Colombia", "2025-01-16", "2025-01-22", "the Ombudsman's Office"),
    ("killed", 2601, "Cabo Delgado", "2017-10-01", "2021-03-30", "the monitoring group ACLED"),
    ("killed", 28, "Palestine", "2023-01-01", "2023-06-21", "a count"),
]  # fmt: skip


@pytest.mark.parametrize("total", TOTALS)
def test_a_running_total(book: Record, total: tuple[str, int, str, str, str, str]) -> None:
    harm, figure, area, start, end, speaker = total
    found = [(a["area"], a["period"], a["speaker"]) for a in accounts_of(book, harm, figure)]
    assert (area, {"start": start, "end": end}, speaker) in found


def test_who_does_not_deny_it_denies_nothing(book: Record) -> None:
    said = [s["said_by"][-1] for r in book["reports"] for s in r["statements"]]
    assert "The military council" not in said
