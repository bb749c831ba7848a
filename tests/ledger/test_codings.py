"""What coders coded by hand: kept as it came, in either store, copied and never changed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import book_records as make
import pytest
from by_hand import REFUSED, by_hand

from tollbook.ledger import Ledger
from tollbook.ledger.transfer import transfer
from tollbook.ledger.verify import verify
from tollbook.record.coding import Coded


def test_the_last_coding_of_a_coder_holds_and_all_are_kept(book: Ledger) -> None:
    late = make.NOON + timedelta(hours=1)
    book.codings.add(
        [
            Coded(0, "clm_1", "Ada", make.NOON, "yes", "killed", "incident", 3, 3, 3),
            Coded(0, "clm_2", "Ada", make.NOON, "no"),
        ]
    )
    book.codings.add([Coded(0, "clm_1", "Bo", make.NOON), Coded(0, "clm_1", "Ada", late, "no")])
    book.codings.add([])
    assert [(c.number, c.item, c.coder, c.told) for c in book.codings.standing()] == [
        (2, "clm_2", "Ada", "no"),
        (3, "clm_1", "Bo", None),
        (4, "clm_1", "Ada", "no"),
    ]
    first = book.codings.every()[0]
    assert first == Coded(1, "clm_1", "Ada", make.NOON, "yes", "killed", "incident", 3, 3, 3)
    assert book.codings.every()[3].coded_at == late


@pytest.mark.parametrize("change", ["DELETE FROM codings", "UPDATE codings SET told = 'no'"])
def test_a_coding_is_never_changed(book: Ledger, folder: Path, change: str) -> None:
    book.codings.add([Coded(0, "clm_1", "Ada", make.NOON, "yes")])
    with pytest.raises(REFUSED, match="append-only"):
        by_hand(folder, change, rules=True)
    assert len(book.codings.every()) == 1


def test_codings_go_along_in_a_copy(book: Ledger, tmp_path: Path) -> None:
    book.codings.add([Coded(0, "clm_1", "Ada", make.NOON, "yes", low=2)])
    transfer(book, str(tmp_path / "out"))
    with Ledger.open(tmp_path / "out") as out:
        assert out.codings.every() == book.codings.every()
        assert verify(out) == []
    book.drop_derived()
    assert len(book.codings.every()) == 1
