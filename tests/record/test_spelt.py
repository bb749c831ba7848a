"""A name that is written otherwise is hinted at; another name is not."""

from __future__ import annotations

import pytest

from tollbook.record.spelt import bones, spelt_otherwise


@pytest.mark.parametrize(
    ("name", "other", "same"),
    [
        ("Zuleika Quorn", "Zulaykha al-Qurn", True),
        ("Zuleika Quorn", "Suleika Corn", True),
        ("Muhammad Ferzan", "Mohamed Farzan", True),
        ("Ahmad al-Khatib", "أحمد الخطيب", True),
        ("Ahmad al-Khatib", "أَحْمَد الخَطِيب", True),
        ("Zuleika Quorn", "Zuleika Marrow", False),
        ("Zuleika Quorn", "Karim Quorn", False),
    ],
)
def test_bones(name: str, other: str, same: bool) -> None:
    assert (bones(name) == bones(other)) is same


def test_other_spellings_are_found_in_texts_and_known_ones_are_not_named_again() -> None:
    texts = [
        "Zulaykha al-Qurn was shot. Friends of Zuleika Quorn wept with Karim Dorral.",
        "قتلت زليخة القرن هنا",
        "ZULEIKA QUORN and Zuleika-Quorn and Suleika Corn",
    ]
    found = spelt_otherwise(["Zuleika Quorn"], texts, known=["Suleika Corn"])
    assert "Zulaykha al-Qurn" in found
    assert not {"Zuleika Quorn", "ZULEIKA QUORN", "Suleika Corn", "Karim Dorral"} & set(found)


@pytest.mark.parametrize("name", ["Quorn", "Ali Oya", ""])
def test_what_fits_everything_is_looked_for_nowhere(name: str) -> None:
    assert spelt_otherwise([name], ["Ali Aya and Quern Quorn"]) == []
