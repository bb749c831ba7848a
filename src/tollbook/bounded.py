"""A reader and an extractor in processes of their own, bounded in time and memory."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tollbook import errors, intake
from tollbook.batch import Reader
from tollbook.errors import TollbookError
from tollbook.intake import Extraction, Item
from tollbook.record import Lexicon, Reading, Report, SetAside
from tollbook.record.codec import from_json, to_json
from tollbook.settings import Settings
from tollbook.worker import OneWorker, PageTooLarge, PageTooSlow


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the process says of a page: a reading, or the fault.

    :ivar kind: name of the fault's class; "": there was none.
    """

    kind: str
    text: str
    value: str | None = None
    where: str | None = None
    next: str | None = None


class BoundedReader(OneWorker):
    """A reader that answers within bounds, or says that it does not.

    :param seconds: for one page.
    :param megabytes: that a page may ask for beyond what the run has already.
    """

    def __init__(self, reader: Reader, *, seconds: int, megabytes: int) -> None:
        super().__init__(seconds=seconds, megabytes=megabytes)
        self._reader = reader
        self._lexicon = Lexicon()
        self.name = reader.name
        self.version = reader.version
        self.languages = getattr(reader, "languages", ("en",))
        self.repeatable = getattr(reader, "repeatable", True)

    def read(self, report: Report, lexicon: Lexicon) -> Reading:
        """The reader's reading, or its own error.

        :raises PageTooSlow: it took too long.
        :raises PageTooLarge: it asked for too much memory, or its process ended.
        """
        if self._lexicon is not lexicon:
            self.close()
            self._lexicon = lexicon
        answer = from_json(self._ask(to_json(report)), _Answer)
        if answer.kind == "MemoryError":
            self.close()  # what it holds by now is anybody's guess
            raise PageTooLarge(f"more than {self._megabytes:,} MB")
        if answer.kind:
            raise _fault(answer)
        return from_json(answer.text, Reading)

    def _begin(self) -> Callable[[str], str]:
        getattr(self._reader, "prepare", _nothing)()
        return _reading_by(self._reader, self._lexicon)


def _nothing() -> None:
    """What a reader without ``prepare`` has to load."""


def within_bounds(reader: Reader, settings: Settings) -> Reader:
    """The reader within the settings' bounds; itself, where it cannot be forked or needs none."""
    if getattr(reader, "in_process", False) or not settings.page_seconds:
        return reader
    return BoundedReader(reader, seconds=settings.page_seconds, megabytes=settings.page_megabytes)


def _reading_by(reader: Reader, lexicon: Lexicon) -> Callable[[str], str]:
    def answer(asked: str) -> str:
        return to_json(_answer(reader, from_json(asked, Report), lexicon))

    return answer


def _fault(answer: _Answer) -> Exception:
    kind = getattr(errors, answer.kind, None)
    if isinstance(kind, type) and issubclass(kind, TollbookError):
        return kind(answer.text, value=answer.value, where=answer.where, next=answer.next)
    made: type[Exception] = type(answer.kind, (Exception,), {})
    return made(answer.text)


def _answer(reader: Reader, report: Report, lexicon: Lexicon) -> _Answer:
    try:
        return _Answer("", to_json(reader.read(report, lexicon)))
    except TollbookError as fault:
        return _Answer(type(fault).__name__, fault.message, fault.value, fault.where, fault.next)
    except MemoryError:
        return _Answer("MemoryError", "")
    except Exception as fault:  # noqa: BLE001 - a reader may be anybody's code; told to the run
        return _Answer(type(fault).__name__, str(fault))


class BoundedExtractor(OneWorker):
    """What makes a report of an item, within bounds; an item that goes beyond them is set aside.

    :param seconds: for one item. :param megabytes: as for :class:`BoundedReader`.
    """

    bare = True

    def __call__(self, item: Item, *, sequence: int = 0) -> Extraction:
        """As :func:`tollbook.intake.extract_all`."""
        try:
            said = self._ask(to_json(_Asked(item, sequence)))
        except (PageTooSlow, PageTooLarge) as fault:
            why = f"its text was not found within bounds ({type(fault).__name__}: {fault})"
            to_do = "save the article's text as .txt and give that; or raise page_seconds"
            return Extraction(None, (SetAside("file", why, item.origin, to_do),))
        return from_json(said, Extraction)

    def _begin(self) -> Callable[[str], str]:
        intake.load()
        return _extracted


@dataclass(frozen=True, slots=True)
class _Asked:
    item: Item
    sequence: int


def _extracted(asked: str) -> str:
    wanted = from_json(asked, _Asked)
    return to_json(intake.extract_all(wanted.item, sequence=wanted.sequence))


@contextlib.contextmanager
def extracting(settings: Settings) -> Iterator[intake.Extractor]:
    """What makes reports, within the settings' bounds; its process ends with the block."""
    if not settings.page_seconds:
        yield intake.extract_all
        return
    made = BoundedExtractor(seconds=settings.page_seconds, megabytes=settings.page_megabytes)
    try:
        yield made
    finally:
        made.close()
