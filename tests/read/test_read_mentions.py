"""Places, actors and times in the whole text."""

from __future__ import annotations

from typing import Any

import pytest
from read_cases import NAMES, Read, row

from tollbook.record import Lexicon

TABLE: list[Any] = [
    row("A crowd met in Basra.", "place", ["Basra"], id="in a town"),
    row("Basra, Najaf and Kut were calm.", "place", ["Basra", "Najaf", "Kut"], id="a list"),
    row("From Nasiriyah to Arak people met.", "place", ["Nasiriyah", "Arak"], id="from and to"),
    row("They met in Arak [in Iran].", "place", ["Arak", "Iran"], id="square brackets"),
    row("They met in Diyala province.", "place", ["Diyala"], id="province"),
    row("They met on Tahrir Square.", "place", ["Tahrir Square"], id="a landmark by its name"),
    row("They met Basra’s mayor.", "place", ["Basra"], id="Basra's"),
    row("Basra Police Department officers came.", "place", ["Basra"], id="whose police"),
    row("A Basra teacher was there.", "place", ["Basra"], id="after a word that opens a sentence"),
    row("It was at a Basra home.", "place", ["Basra"], id="a home of the town"),
    row("It was at the Basra home.", "place", [], id="a home of a family"),
    row("It was at his Basra home.", "place", ["Basra"], id="a home of his in the town"),
    row("Basra girl dead.", "place", ["Basra"], id="a girl of the town, first in a headline"),
    row("He met a Basra girl.", "place", ["Basra"], id="a girl of the town"),
    row("It was at a Basra motel.", "place", ["Basra"], id="a motel of the town"),
    row("Young man dead.", "place", [], id="an adjective first in a headline"),
    row("They marched on Basra's crowded streets.", "place", ["Basra"], id="streets of a town"),
    row("It was on the Basra-Najaf road.", "place", ["Basra", "Najaf"], id="a way between two"),
    row("Shots fell in southeast Basra.", "place", ["Basra"], id="a side of a town"),
    row("They met east of Basra, East of Kut.", "place", ["Basra", "Kut"], id="no town Of"),
    row("They met at 9 PM.", "place", [], id="an hour is no place"),
    row("The march was calm.", "place", [], id="no place"),
    row("The PMF came.", "actor", ["PMF"], id="an acronym"),
    row("The pmf came.", "actor", [], id="an acronym in small letters is none"),
    row("The islamic state came.", "actor", ["islamic state"], id="long names in any case"),
    row(
        "Kata’ib Hezbollah came.",
        "actor",
        ["Kata’ib Hezbollah"],
        id="a curly apostrophe",
    ),
    row(
        "Kata'ib\N{NO-BREAK SPACE}Hezbollah came.",
        "actor",
        ["Kata'ib\N{NO-BREAK SPACE}Hezbollah"],
        id="a no-break space",
    ),
    row("They came on Friday.", "time", ["on Friday"], id="on Friday"),
    row("It is so since 1 October.", "time", ["since 1 October"], id="since"),
    row("They came in 2016.", "time", ["in 2016"], id="in a year"),
    row("They may march.", "time", [], id="may and march are no months"),
]


ARABIC = {"Deir ez-Qor": "town", "Tal al-Nawar": "town", "Qor": "town", "Nawar": "town"}


@pytest.mark.parametrize("name", ["Deir ez-Qor", "Tal al-Nawar"])
def test_a_name_with_an_article_inside_is_one_name(read: Read, name: str) -> None:
    """Taken apart, "Deir ez-Zor" was the town of Zor, in another country."""
    lexicon = Lexicon(place_name=lambda own: ARABIC.get(own, "no"))
    found = read(f"Nine people were killed in {name} on Friday.", lexicon=lexicon).mentions
    assert [m.span.quote for m in found if m.kind == "place"] == [name]


@pytest.mark.parametrize(("text", "kind", "words"), TABLE)
def test_mentions(read: Read, text: str, kind: str, words: list[str]) -> None:
    found = read(text, lexicon=NAMES).mentions
    assert [m.span.quote for m in found if m.kind == kind] == words


def test_a_place_inside_an_actor_s_name_is_no_place(read: Read) -> None:
    found = read("The Islamic State came to Kut.", lexicon=NAMES).mentions
    assert [(m.kind, m.span.quote) for m in found] == [("actor", "Islamic State"), ("place", "Kut")]


def test_mentions_know_their_sentence_and_paragraph(read: Read) -> None:
    text = "It was calm. They met in Basra.\n\nAll left Kut."
    found = read(text, lexicon=NAMES).mentions
    assert [(m.span.quote, text[slice(*m.sentence)], text[slice(*m.paragraph)]) for m in found] == [
        ("Basra", "They met in Basra.", "It was calm. They met in Basra."),
        ("Kut", "All left Kut.", "All left Kut."),
    ]


def test_times_and_places_go_with_their_claim(read: Read) -> None:
    reading = read(
        "A bomb killed three people in Basra on Monday.\n\nGunmen killed two men in Kut on "
        "Tuesday.",
        lexicon=NAMES,
    )
    assert [([p.quote for p in c.places], [t.quote for t in c.times]) for c in reading.claims] == [
        (["Basra"], ["on Monday"]),
        (["Kut"], ["on Tuesday"]),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two men were shot in the village of Qurmiya on Sunday.", "Qurmiya"),
        ("Two men were shot in the Tabriyat neighbourhood.", "Tabriyat"),
        ("Shells fell on Umm Qarsa village.", "Umm Qarsa"),
        ("Gunmen raided a station in Ketuna local government area.", "Ketuna"),
        ("A bomb went off at Qorrat junction.", "Qorrat"),
        ("Two men were shot in the Qurmiya area.", "Qurmiya"),
        ("Shells fell on the areas of Qurmiya and Tabriyat.", "Qurmiya Tabriyat"),
        ("Two men were shot in Qurmiya on Sunday.", "Qurmiya"),
        ("Two men were shot near Qurmiya, police said.", "Qurmiya"),
        ("Two men were shot at Qurmiya, a village on the river.", "Qurmiya"),
        ("Troops stormed Qurmiya on Sunday.", "Qurmiya"),
        ("Two men were shot in Wadi Tabriyat.", "Wadi Tabriyat"),
        ("Troops stormed the Tabriyat Hills.", "Tabriyat Hills"),
        ("Shells fell on the village of Rasm al-\u2018Awda.", "Rasm al-\u2018Awda"),
        ("Two men were shot in \u2018Awda on Sunday.", "\u2018Awda"),
        # no places, though something stands before or after them as it does beside places
        ("Gunmen fired at Qurmiya on Sunday.", None),
        ("Two men were shot in Parliament on Sunday.", None),
        ("Two men were shot in the Qurmiya on Sunday.", None),
        ("Two men were shot in Nov. last year.", None),
        ("Two men were shot in a Qurmiya-held village.", None),
        ("Two men were shot in a Sunni area.", None),
        ("Two men were shot in UNRWA, it said.", None),
        ("Police of Qurmiya were not told.", None),
        ("The village was shelled.", None),
    ],
)
def test_a_place_that_no_gazetteer_knows_is_one_where_the_words_call_it_so(
    read: Read, text: str, expected: str | None
) -> None:
    places = [m.span.quote for m in read(text).mentions if m.kind == "place"]
    assert " ".join(places) == (expected or "")
