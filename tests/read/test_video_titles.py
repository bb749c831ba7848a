"""Titles of other videos are no part of a report; times of a day are."""

from __future__ import annotations

import pytest

from tollbook.read.sentences import split_sentences
from tollbook.read.video_titles import video_titles

_LIST = (
    "Boy shot\n\n1:05 Two killed at a fair Pause\n\n0:08 How the fire began\n\n2:31 Parade in Kut"
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (_LIST, 3),
        (f"{_LIST}\n\nA boy was shot on Friday.", 3),
        # told by the hour, from the first or from the last
        ("Boy shot\n\n9:05 Two men enter\n\n9:20 Police arrive\n\n10:01 All is quiet", 0),
        ("Boy shot\n\n10:01 All is quiet\n\n9:20 Police arrive\n\n9:05 Two men enter", 0),
        # sentences, and fewer than three
        ("Boy shot\n\n9:05 Two died.\n\n9:01 Shots fell.\n\n9:20 Police came.", 0),
        ("Boy shot\n\n1:05 Two killed at a fair\n\n0:08 How the fire began", 0),
    ],
)
def test_titles_of_videos(text: str, number: int) -> None:
    assert len(video_titles(text, 10)) == number


def test_they_are_no_sentences() -> None:
    text = f"{_LIST}\n\nA boy was shot on Friday."
    told = [s.text_of(text) for s in split_sentences(text, 10)]
    assert told == ["Boy shot", "A boy was shot on Friday."]
