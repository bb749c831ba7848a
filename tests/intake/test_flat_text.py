"""Plain text: wrapped lines, headline, date line, and furniture that has lost its markup."""

from __future__ import annotations

import textwrap
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from saved_pages import HEADLINE, PARAGRAPHS

from tollbook.intake.bylines import dated_byline
from tollbook.intake.flat_text import paragraphs_of, read_flat_text
from tollbook.intake.furniture import clear, is_caption, is_furniture, without_tail
from tollbook.intake.prose import tidy

BODY = "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize("width", [60, 70, 80, 100])
@pytest.mark.parametrize("indent", ["", "     "])
def test_wrapped_lines_are_joined(width: int, indent: str) -> None:
    wrapped = [textwrap.fill(p, width, initial_indent=indent) for p in PARAGRAPHS]
    joiner = "\n" if indent else "\n\n"
    assert paragraphs_of(joiner.join(wrapped)) == list(PARAGRAPHS)


def test_wrapped_text_keeps_its_headline_apart() -> None:
    wrapped = "\n\n".join(textwrap.fill(p, 70) for p in PARAGRAPHS)
    flat = read_flat_text(f"{HEADLINE}\r\n\r\n{wrapped}".replace("\n", "\r\n"))
    assert (flat.title, flat.paragraphs) == (HEADLINE, list(PARAGRAPHS))


def test_a_line_a_paragraph_stays_so() -> None:
    assert paragraphs_of("\n".join(PARAGRAPHS)) == list(PARAGRAPHS)


def test_break_inside_a_sentence_is_mended() -> None:
    text = "Two doctors at the main hospital said that eleven\npeople were hurt.\nOne died later."
    assert paragraphs_of(text) == [
        "Two doctors at the main hospital said that eleven people were hurt.",
        "One died later.",
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The inquiry of the autumn counted forty civilians and", "8 guards killed in a week."),
        ("The second round of marches in the south began on", "25 October with many hurt."),
        ("Doctors spoke of two men from the old quarter of", "Basra who died in the night,"),
    ],
)
def test_a_line_that_is_not_done_goes_on(before: str, after: str) -> None:
    assert paragraphs_of(f"{before}\n{after}") == [f"{before} {after}"]
    done = before.rsplit(" ", 1)[0] + " alike."
    assert paragraphs_of(f"{done}\n{after}") == [done, after]


@given(st.lists(st.sampled_from(PARAGRAPHS), min_size=3, max_size=6), st.integers(50, 110))
def test_no_word_is_lost_by_joining(paragraphs: list[str], width: int) -> None:
    wrapped = "\n\n".join(textwrap.fill(p, width, break_on_hyphens=False) for p in paragraphs)
    assert " ".join(paragraphs_of(wrapped)).split() == " ".join(paragraphs).split()


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (HEADLINE, HEADLINE),
        (f"Home News General {HEADLINE}\n\n{HEADLINE}", HEADLINE),
        (f"Home News World {HEADLINE}", HEADLINE),
        (f"Home > News > {HEADLINE}", HEADLINE),
        (f"{HEADLINE}\n\n{HEADLINE}", HEADLINE),
        (f"{HEADLINE} | The Courier\n\n{HEADLINE}", HEADLINE),
        (f"Skip to content\n\nMenu\n\n{HEADLINE}\n\nShare this article", HEADLINE),
        (f"4 October 2019\n\n{HEADLINE}", HEADLINE),
        (f"{HEADLINE}\n\nPublished: 4 October 2019", HEADLINE),
        (f"{HEADLINE}\n\nQalat demonstrations", HEADLINE),
        ("What do we know of the march in Qalat?", "What do we know of the march in Qalat?"),
        ("", None),
    ],
)
def test_headline(head: str, title: str | None) -> None:
    flat = read_flat_text(f"{head}\n\n{BODY}\n\n\nExit mobile version")
    assert flat.title == title
    assert flat.paragraphs == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "first",
    [
        "A man was killed in the north on Sunday.",
        "By A. Reporter in Qalat",
        "QALAT (Courier) -- A man was killed",
        "Also today:",
    ],
)
def test_what_is_no_headline(first: str) -> None:
    flat = read_flat_text(f"{first}\n\n{BODY}")
    assert flat.title is None
    assert flat.paragraphs[0] == first


OFFICE = "Ministry of Public Works, Press Office (copy)"
TOLD = (PARAGRAPHS[0], "The Ministry of Public Works gave these figures on Friday.")


@pytest.mark.parametrize(
    ("lines", "title", "source", "first"),
    [
        # A letterhead: name, headline, date; the name is said again below.
        (
            (OFFICE, HEADLINE, "Qalat, 4 October 2019", *TOLD),
            HEADLINE,
            OFFICE,
            "Qalat, 4 October 2019",
        ),
        # Without a date it may be the section: no source, but no headline either.
        ((OFFICE, HEADLINE, *TOLD), HEADLINE, None, OFFICE),
        # Not said again: it may be a headline in capital letters.
        ((OFFICE, HEADLINE, "Qalat, 4 October 2019", *PARAGRAPHS), OFFICE, None, HEADLINE),
        (
            ("Army Storms Ministry of Public Works", "Crowd is scattered", "4 October 2019", *TOLD),
            "Army Storms Ministry of Public Works",
            None,
            "Crowd is scattered",
        ),
        # A place and a day above the headline.
        (
            ("Qalat, 4 October 2019", HEADLINE, *PARAGRAPHS),
            HEADLINE,
            None,
            "Qalat, 4 October 2019",
        ),
    ],
)
def test_what_stands_above_the_headline(
    lines: tuple[str, ...], title: str, source: str | None, first: str
) -> None:
    flat = read_flat_text("\n\n".join(lines))
    assert (flat.title, flat.source, flat.paragraphs[0]) == (title, source, first)
    dated = any("4 October 2019" in line for line in lines)
    assert (flat.published is not None) == dated


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("The Courier, Friday 4 October 2019", "The Courier"),
        ("Qalat, 4 October 2019", "Qalat"),
        ("By A. Reporter in Qalat, 4 October 2019 6:20 PM", "By A. Reporter in Qalat"),
        ("Press office | 4 October 2019 | Views: 2,318", "Press office"),
        ("Own report, 4 October 2019", "Own report"),
        ("By Our Staff · October 4, 2019 3:30 PM UTC · 2 min read", "By Our Staff"),
        ("Four Killed in Qalat, 4 October 2019", None),
        ("March from Qalat, 4 October 2019", None),
        ("Qalat, October 2019", None),
        ("4 October 2019", None),
        ("The commission met on 4 October 2019.", None),
        ("The Courier, Friday", None),
    ],
)
def test_name_beside_a_date(line: str, name: str | None) -> None:
    assert dated_byline(line) == name


def test_one_paragraph_has_no_headline() -> None:
    assert read_flat_text("Three killed in Qalat").title is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"{HEADLINE}\n\nPublished: 4 October 2019\n\n{BODY}", date(2019, 10, 4)),
        (f"{HEADLINE}\n\nFriday, October 4, 2019 6:20 PM\n\n{BODY}", date(2019, 10, 4)),
        (f"QALAT, October 4, 2019 (Courier) - Soldiers fired.\n\n{BODY}", date(2019, 10, 4)),
        (f"{HEADLINE}\nQalat, 4 October 2019\n\n{BODY}", date(2019, 10, 4)),
        (f"{HEADLINE}\n\nUmm Qalat, Upper Valley, October 4, 2019\n\n{BODY}", date(2019, 10, 4)),
        (f"{HEADLINE}\n\nQalat, October 2019\n\n{BODY}", None),
        (f"{HEADLINE}\n\nMarch from Qalat, 4 October 2019\n\n{BODY}", None),
        (f"{HEADLINE}\n\nUpdated, 4 October 2019\n\n{BODY}", None),
        (f"{HEADLINE}\n\nUpdated: 4 October 2019\n\n{BODY}", None),
        (f"QALAT, Oct 4 (Courier) - Soldiers fired.\n\n{BODY}", None),
        (f"{HEADLINE}\n\nThe commission met on 4 October 2019.\n\n{BODY}", None),
        (BODY, None),
    ],
)
def test_date_of_a_text(text: str, day: date | None) -> None:
    published = read_flat_text(text).published
    assert (published.start if published else None) == day
    assert published is None or (published.end, published.basis) == (day, "text")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("ADVERTISEMENT", True),
        ("Read more: Floods cut off villages", True),
        ("Sign up for our newsletter", True),
        ("— Share this article —", True),
        ("© 2024 The Courier. All rights reserved.", True),
        ("***", True),
        ("By A. Reporter", False),
        ("Background", False),
        ("Three people died.", False),
        ("Follow us on the road to Qalat, the man told his sons. " * 5, False),
        ("He read: “Three people died.”", False),
    ],
)
def test_is_furniture(line: str, told: bool) -> None:
    assert is_furniture(line) is told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Qalat demonstrations", True),
        ("A street in Qalat", True),
        ("Qalat, Zabul", False),
        ("By Our Correspondent", False),
        ("Death toll rises", False),
        ("Protesters shot in Qalat", False),
        ("12 hurt in clashes", False),
        ("No one was hurt", False),
        ("The army denies firing.", False),
    ],
)
def test_caption_under_the_headline(line: str, told: bool) -> None:
    assert is_caption(line, PARAGRAPHS[0]) is told


@pytest.mark.parametrize(
    ("paragraph", "kept"),
    [
        ("Three people died.Exit mobile version", "Three people died."),
        ("“We saw it.” Leave a reply", "“We saw it.”"),
        ("They made an exit mobile version", "They made an exit mobile version"),
        ("Three people died.", "Three people died."),
    ],
)
def test_phrase_glued_to_the_end(paragraph: str, kept: str) -> None:
    assert without_tail(paragraph) == kept


def test_list_of_other_headlines_is_cut() -> None:
    others = ["Related articles", "Nine dead in bus crash", "Floods cut off twelve villages"]
    assert clear([PARAGRAPHS[0], *others, PARAGRAPHS[1]], None) == list(PARAGRAPHS[:2])


def test_tidy_changes_spaces_and_form_alone() -> None:
    assert tidy("  Cafe\u0301\u00a0“bomb”\u200b — \u00ad3\u202fdead\x07 ") == "Café “bomb” — 3 dead"


@given(st.text(max_size=200))
def test_tidy_is_idempotent(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
