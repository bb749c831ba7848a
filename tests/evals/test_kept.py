"""Readings kept from run to run: found again only where text and names are the same."""

from __future__ import annotations

from pathlib import Path

from stubs import DigitsReader, OnePlace

from tollbook.evals.bench import document
from tollbook.evals.kept import KeptAtlas, KeptReader
from tollbook.record import EMPTY_LEXICON, Claim, Report, Resolution


class CountingPlace(OnePlace):
    """Counts how often it is asked."""

    times = 0

    def resolve(self, report: Report, claims: object, *rest: object) -> tuple[Resolution, ...]:
        self.times += 1
        assert isinstance(claims, tuple)
        place = OnePlace().resolve(report, claims, (), None)
        return tuple(place)


def test_a_text_is_read_once_for_all_runs(tmp_path: Path) -> None:
    report = document("d", "2 killed and 3 injured.")
    first = DigitsReader()
    read = KeptReader(first, "names 1", tmp_path).read(report, EMPTY_LEXICON)
    second = DigitsReader()
    again = KeptReader(second, "names 1", tmp_path)
    assert again.read(report, EMPTY_LEXICON) == read
    assert (first.times_read, second.times_read) == (1, 0)


def test_other_words_names_or_versions_are_read_anew(tmp_path: Path) -> None:
    KeptReader(DigitsReader(), "names 1", tmp_path).read(document("d", "2 killed."), EMPTY_LEXICON)
    reader = DigitsReader()
    kept = KeptReader(reader, "names 1", tmp_path)
    kept.read(document("d", "3 killed."), EMPTY_LEXICON)
    kept.read(document("e", "2 killed."), EMPTY_LEXICON)
    KeptReader(reader, "names 2", tmp_path).read(document("d", "2 killed."), EMPTY_LEXICON)
    reader.version = "1"
    KeptReader(reader, "names 1", tmp_path).read(document("d", "2 killed."), EMPTY_LEXICON)
    assert reader.times_read == 4


def test_a_broken_file_is_read_anew(tmp_path: Path) -> None:
    report = document("d", "2 killed.")
    read = KeptReader(DigitsReader(), "names 1", tmp_path).read(report, EMPTY_LEXICON)
    for path in tmp_path.rglob("*.json"):
        path.write_text("{", encoding="utf-8")
    assert KeptReader(DigitsReader(), "names 1", tmp_path).read(report, EMPTY_LEXICON) == read


def test_resolutions_are_kept_for_the_same_claims_and_day(tmp_path: Path) -> None:
    report = document("d", "2 killed and 3 injured.")
    claims = DigitsReader().read(report, EMPTY_LEXICON).claims
    atlas = CountingPlace()
    kept = KeptAtlas(atlas, tmp_path)
    found = kept.resolve(report, claims, (), None)
    assert KeptAtlas(atlas, tmp_path).resolve(report, claims, (), None) == found
    assert atlas.times == 1
    fewer: tuple[Claim, ...] = claims[:1]
    kept.resolve(report, fewer, (), None)
    assert atlas.times == 2
