"""A real page against what a careful reader books from it, row by row.

The page is its publisher's and is not part of the project: where it is not there, these tests
are skipped and counted as such. Only the few words that name a row are quoted here.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from running import Record, printed_by_run

PAGE = "000_9a3819d3190d61ef.txt"
ASAIB = "Asa'ib Ahl al-Haq"
KATAIB = "Kata'ib Hezbollah"


@pytest.fixture(scope="module")
def document(shared_reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Record:
    """What ``tollbook run --json`` prints for the page."""
    page = shared_reports / PAGE
    if not page.is_file():
        pytest.skip(f"{page} is not there")
    return printed_by_run([page], tmp_path_factory.mktemp("real-page"))


@pytest.fixture(scope="module")
def report(document: Record) -> Record:
    (only,) = document["reports"]
    found: Record = only
    return found


def by_quote(records: list[Record], words: str) -> Record:
    """The one record whose quote holds these words, whatever its apostrophes."""
    found = [r for r in records if words in r["quote"].replace("’", "'")]
    assert len(found) == 1, [r["quote"] for r in records]
    return found[0]


@pytest.fixture(scope="module")
def balance(document: Record) -> Record:
    (found,) = (c for c in document["claims"] if c["scope"] == "cumulative")
    only: Record = found
    return only


@pytest.fixture(scope="module")
def habit(document: Record) -> Record:
    """ "are killing protesters" """
    return by_quote(document["claims"], "killing protesters")


@pytest.fixture(scope="module")
def sent(document: Record) -> Record:
    """ "the killing of protesters", by groups that a government dispatched"""
    return by_quote(document["claims"], "killing of protesters")


@pytest.fixture(scope="module")
def camps(document: Record) -> Record:
    """ "attacked the ... (PMOI ...)" """
    found = [
        c
        for c in document["claims"]
        if c["harm"] == "attacked" and {"Ashraf", "Liberty"} & {p["text"] for p in c["places"]}
    ]
    assert len(found) == 1
    only: Record = found[0]
    return only


def statement(report: Record, kind: str) -> Record:
    found = [s for s in report["statements"] if s["kind"] == kind]
    assert len(found) == 1, report["statements"]
    only: Record = found[0]
    return only


# "Over 180 Killed ..."


def test_the_headline_s_figure_is_a_balance(balance: Record) -> None:
    assert balance["harm"] == "killed"
    count = balance["count"]
    assert (count["low"], count["best"], count["high"]) == (181, None, None)
    assert (count["shape"], count["raw"]) == ("more_than", "Over 180")


def test_the_balance_has_an_area_and_no_period(balance: Record) -> None:
    assert "Iraq" in balance["area"]
    assert balance["period"] is None


def test_the_balance_is_said_by_the_report_itself(balance: Record) -> None:
    assert [s["speaker"] for s in balance["said_by"]] == ["report"]
    assert balance["modality"] == "fact"


def test_the_balance_is_said_twice_and_booked_once(document: Record) -> None:
    assert len([c for c in document["claims"] if c["count"]["low"] == 181]) == 1
    assert len(document["accounts"]) == 1


def test_documented_stays_zero_for_the_balance(document: Record, balance: Record) -> None:
    (account,) = document["accounts"]
    assert account["claim"] == balance["id"]
    assert account["stated"] == {"low": 181, "best": None, "high": None}
    assert account["surely"] == {"min": 0, "max": 0}
    assert account["maybe"] == {"min": 0, "max": 0}
    assert account["verdict"] == "incidents_missing"
    assert any("181" in line for line in account["arithmetic"])


# "... are killing protesters ..."


def test_the_habit_is_generic_and_has_no_number(habit: Record) -> None:
    assert (habit["harm"], habit["scope"]) == ("killed", "generic")
    count = habit["count"]
    assert (count["low"], count["best"], count["high"]) == (2, None, None)


def test_the_habit_joins_no_incident_and_no_toll(document: Record, habit: Record) -> None:
    assert all(habit["id"] not in i["claims"] for i in document["incidents"])
    assert all("killed" not in i["tolls"] for i in document["incidents"])


def test_its_victims_are_protesters_among_them_leaders(habit: Record) -> None:
    assert [(v["text"], v["role"]) for v in habit["victims"]] == [("protesters", "protester")]
    assert [p["text"] for p in habit["includes"]["parts"]] == ["demonstration leaders"]


def test_both_groups_are_its_perpetrators(habit: Record) -> None:
    assert [(p["actor"], p["surety"]) for p in habit["perpetrators"]] == [
        (ASAIB, "stated"),
        (KATAIB, "stated"),
    ]
    assert [s["speaker"] for s in habit["said_by"]] == ["report"]


def test_its_means_are_snipers_and_direct_fire(habit: Record) -> None:
    assert {"snipers", "direct fire"} <= set(habit["means"])


def test_the_offices_of_media_outlets_are_attacked(document: Record) -> None:
    claim = by_quote(document["claims"], "attacking the offices")
    assert (claim["harm"], claim["scope"]) == ("attacked", "generic")
    assert "offices" in claim["target"]
    assert "media outlets" in claim["target"]
    assert [p["actor"] for p in claim["perpetrators"]] == [ASAIB, KATAIB]


def test_one_actor_under_two_spellings(report: Record) -> None:
    names = {m["text"]: m["name"] for m in report["mentions"] if m["kind"] == "actor"}
    assert names["Asaib al-Haq"] == names["Asaeb al-Haq"] == ASAIB


def test_iraqi_hezbollah_is_the_group_or_kept_open(report: Record) -> None:
    (mention,) = (m for m in report["mentions"] if m["text"] == "Iraqi Hezbollah")
    assert mention["name"] == KATAIB or (mention["name"] is None and mention["candidates"])


# "both branches of the ... (IRGC) Quds Force"


def test_the_affiliation_is_a_statement(report: Record) -> None:
    found = statement(report, "affiliation")
    assert "branches of the" in found["quote"]
    assert found["said_by"][0] == "report"
    assert any("Hezbollah" in p for p in found["parties"])


def test_the_affiliation_is_of_both_groups_to_the_force(report: Record) -> None:
    parties = " / ".join(statement(report, "affiliation")["parties"])
    assert "Asaib al-Haq" in parties
    assert "Quds Force" in parties


# "these Iran-backed mercenaries also attacked the ... (PMOI ...)"


def test_the_attack_on_the_camps(camps: Record) -> None:
    harmed = [camps["target"] or "", *(v["text"] for v in camps["victims"])]
    assert any("Mojahedin" in words or "PMOI" in words for words in harmed)
    assert camps["count"]["low"] is None


def test_its_perpetrators_are_inherited_and_marked(camps: Record) -> None:
    assert {ASAIB, KATAIB} <= {p["actor"] for p in camps["perpetrators"]}
    assert "perpetrators" in camps["inherited"]


def test_it_names_two_places(camps: Record) -> None:
    assert [(p["name"], p["country"]) for p in camps["places"] if p["text"] != "Iraq"] == [
        ("Camp Ashraf", "IQ"),
        ("Camp Liberty", "IQ"),
    ]


def test_it_has_no_date_and_is_no_plan(camps: Record) -> None:
    assert camps["when"] is None
    assert camps["modality"] in ("fact", "reported")


def test_it_is_told_as_past(camps: Record) -> None:
    assert camps["past"] is True


# "Senior Iraqi security officials said ... This lead to the killing of protesters"


def test_the_killing_after_the_dispatch_is_generic(document: Record, sent: Record) -> None:
    assert (sent["harm"], sent["scope"], sent["modality"]) == ("killed", "generic", "reported")
    assert all(sent["id"] not in i["claims"] for i in document["incidents"])


def test_the_chain_of_the_dispatch(sent: Record) -> None:
    assert [s["speaker"] for s in sent["said_by"]] == [
        "report",
        "Senior Iraqi security officials",
    ]
    assert sent["said_by"][1]["stance"] == "asserts"


def test_who_was_sent_and_by_whom(sent: Record) -> None:
    assert [p["text"] for p in sent["perpetrators"]] == ["Iran-backed armed groups"]
    assert [o.removeprefix("the ") for o in sent["ordered_by"]] == ["Iraqi government"]
    assert {"perpetrators", "ordered_by"} <= set(sent["inherited"])


# "Videos posted online show that most of those killed were unarmed"


def test_the_videos_are_evidence_about_the_dead(document: Record, report: Record) -> None:
    found = statement(report, "evidence")
    assert "Videos" in found["quote"]
    assert "unarmed" in found["quote"]
    about = {c["id"]: c["harm"] for c in document["claims"]}
    assert about[found["about"]] == "killed"


def test_the_videos_give_no_new_toll(document: Record) -> None:
    assert [c["quote"] for c in document["claims"] if "those killed" in c["quote"]] == []


# "journalists and activists ... warrants ... are denying ... and blame the PMF instead"


def test_nobody_is_booked_as_detained(document: Record) -> None:
    assert {c["harm"] for c in document["claims"]} == {"killed", "attacked"}


def test_the_denial_by_the_council(report: Record) -> None:
    found = statement(report, "denial")
    assert any("National Security Council" in s for s in found["said_by"])
    assert "denying" in found["quote"]


@pytest.mark.parametrize("kind", ["denial", "blame"])
def test_what_the_council_says_of_warrants_answers_no_killing(report: Record, kind: str) -> None:
    assert statement(report, kind)["about"] is None
    assert statement(report, kind)["disputes"] is None


def test_the_blame_of_the_pmf(report: Record) -> None:
    found = statement(report, "blame")
    assert any("National Security Council" in s for s in found["said_by"])
    assert any("PMF" in p for p in found["parties"])
    assert "blame the PMF instead" in found["quote"]


# "7,500 troops", "1,600 kilometers", "Khamenei is burning ..."


@pytest.mark.parametrize("figure", ["7,500", "1,600"])
def test_troops_and_kilometres_are_no_toll(document: Record, figure: str) -> None:
    number = int(figure.replace(",", ""))
    for claim in document["claims"]:
        count = claim["count"]
        assert number not in (count["low"], count["best"], count["high"])
        assert figure not in claim["quote"]


def test_nobody_burned(document: Record) -> None:
    assert [c["quote"] for c in document["claims"] if "burn" in c["quote"].casefold()] == []
    assert all("Khamenei" not in v["text"] for c in document["claims"] for v in c["victims"])


def test_nothing_else_is_claimed(document: Record) -> None:
    assert len(document["claims"]) == 5
    assert sorted(c["scope"] for c in document["claims"]) == [
        "cumulative",
        "generic",
        "generic",
        "generic",
        "incident",
    ]


# "... Nasiriyah, Baghdad, and Najaf [in Iraq] to Lordegan, Arak, and Isfahan [in Iran]"


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Nasiriyah", "IQ"),
        ("Baghdad", "IQ"),
        ("Najaf", "IQ"),
        ("Lordegan", "IR"),
        ("Arak", "IR"),
        ("Isfahan", "IR"),
    ],
)
def test_the_six_places(report: Record, name: str, country: str) -> None:
    found = [m for m in report["mentions"] if m["kind"] == "place" and m["text"] == name]
    assert {m["country"] for m in found} == {country}


def test_the_arak_in_iran_and_no_other(report: Record) -> None:
    (arak,) = (m for m in report["mentions"] if m["text"] == "Arak")
    assert (round(arak["lat"]), round(arak["lon"])) == (34, 50)


def test_the_six_places_bear_no_harm(document: Record) -> None:
    named = {p["text"] for c in document["claims"] for p in c["places"]}
    assert not named & {"Nasiriyah", "Baghdad", "Najaf", "Lordegan", "Arak", "Isfahan"}


# the page's furniture, and the whole page


@pytest.mark.parametrize("words", ["Home News General", "Exit mobile version"])
def test_furniture_is_off_title_and_text(report: Record, words: str) -> None:
    assert words not in report["title"]
    assert words not in report["text"]


def test_the_caption_is_off(report: Record) -> None:
    lines = [line.strip() for line in report["text"].splitlines()]
    assert "Iraq demonstrations" not in lines


def test_the_title_stands_once(report: Record) -> None:
    assert report["title"] == "Over 180 Killed in Anti-Iran Regime Demos in Iraq"
    assert report["text"].count(report["title"]) == 1
    assert report["text"].startswith(report["title"])


def test_date_and_source_are_unknown_and_the_language_english(report: Record) -> None:
    assert report["published"] is None
    assert report["source"] is None
    assert report["language"] == "en"


def test_every_quote_stands_in_the_text(document: Record, report: Record) -> None:
    for record in (*document["claims"], *report["statements"]):
        assert report["text"][record["start"] : record["end"]] == record["quote"]
    for mention in report["mentions"]:
        assert report["text"][mention["start"] : mention["end"]] == mention["text"]


def test_targets_are_the_page_s_own_words(document: Record, report: Record) -> None:
    assert all(c["target"] in report["text"] for c in document["claims"] if c["target"])
