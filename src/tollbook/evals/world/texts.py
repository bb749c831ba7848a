"""A world rendered as texts, so that reader, resolver and tally are measured together.

Each sentence keeps what it truly tells of, by its place in the text: so a claim that is read
from it can be held against the truth.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

from tollbook.evals.world.grammar import dated, grammar, pick, raised, single
from tollbook.evals.world.names import names
from tollbook.evals.world.rendered import Rendered
from tollbook.evals.world.told import Article, Stated, Told, World
from tollbook.record import Claim, Count, Published, Report
from tollbook.record.ids import digest_of, report_id

_FILLERS = (2, 5)


@dataclass(frozen=True, slots=True)
class Label:
    """What the words from start to end tell of.

    :ivar happening / total: its number; None: it is none of this kind.
    """

    start: int
    end: int
    happening: int | None
    total: int | None


@dataclass(slots=True)
class Texts:
    """Reports as an outlet would print them, with what their sentences tell of.

    :ivar labels: by report id.
    """

    world: World
    reports: list[Report] = field(default_factory=list)
    labels: dict[str, list[Label]] = field(default_factory=dict)

    def with_claims(self, claims: Iterable[Claim]) -> Rendered:
        """The world with claims that a reader read, each with what it truly tells of.

        A claim read from words that tell of nothing is left without an answer.
        """
        rendered = Rendered(self.world, reports=self.reports)
        for claim in claims:
            rendered.claims.append(claim)
            at = claim.evidence.start
            for label in self.labels[claim.report]:
                if label.start <= at < label.end:
                    if label.happening is not None:
                        rendered.happening_of[claim.id] = label.happening
                    if label.total is not None:
                        rendered.total_of[claim.id] = label.total
        return rendered


def as_texts(world: World) -> Texts:
    """The world's articles as texts, in the order of their numbers; copies word for word."""
    texts = Texts(world)
    written: list[_Page] = []
    for article in world.articles:
        page = written[article.copy_of] if article.copy_of is not None else _Page(article, world)
        written.append(page)
        digest = digest_of("world", world.seed, article.number)
        report = Report(
            id=report_id(digest),
            capture=digest,
            title=page.title,
            text=page.text,
            language="en",
            source=article.outlet,
            url=None,
            published=Published(article.published, article.published, "given"),
            sequence=article.number + 1,
            body_start=page.body_start,
        )
        texts.reports.append(report)
        texts.labels[report.id] = page.labels
    return texts


class _Page:
    """One article being written."""

    def __init__(self, article: Article, world: World) -> None:
        self._article = article
        self._grammar = grammar()
        self._rng = Random(f"{world.seed} {article.number}")  # noqa: S311  # no secret
        self.text = ""
        self.labels: list[Label] = []
        self.title = self._title()
        self.text = f"{self.title}\n\n"
        self.body_start = len(self.text)
        if self._first is not None:
            self.labels.append(Label(0, len(self.title), self._first, None))
        if article.credit:
            self.text += f"({article.credit}) - "
        self._write_body()

    @property
    def _first(self) -> int | None:
        """The one incident that the article tells of; None: several, or none."""
        numbers = {told.happening.number for told in self._article.told}
        return numbers.pop() if len(numbers) == 1 else None

    def _title(self) -> str:
        article, g = self._article, self._grammar
        country = article.country.name
        if article.totals:
            form = pick(g.title_total, self._rng)
            return form.format(area=g.area(article.totals[0].area))
        if self._first is None:
            return pick(g.title_summary, self._rng).format(country=country)
        told = article.told[0]
        harm, count = told.counts[0]
        plain = not told.asserts or not told.source.credible or harm != "killed"
        form = pick(g.titles[1:] if plain else g.titles, self._rng)
        return raised(
            form.format(killed=g.victims(count, told.role or "person"), place=g.place(told))
        )

    def _write_body(self) -> None:
        article, rng = self._article, self._rng
        seen: set[int] = set()
        for told in article.told:
            self._write(list(self._sentences(told, again=told.happening.number in seen)), told)
            seen.add(told.happening.number)
            if self._first is None:
                self.text = self.text.rstrip() + "\n\n"
        for stated in article.totals:
            self._total(stated)
        fillers = rng.sample(self._grammar.fillers, rng.randint(*_FILLERS))
        self.text += " ".join(f.format(country=article.country.name) for f in fillers)

    def _write(self, sentences: list[str], told: Told) -> None:
        for sentence in sentences:
            start = len(self.text)
            self.text += raised(sentence) + " "
            self.labels.append(Label(start, len(self.text), told.happening.number, None))

    def _sentences(self, told: Told, *, again: bool) -> Iterable[str]:
        g, rng = self._grammar, self._rng
        words = self._words(told)
        if told.stance == "denies":
            yield pick(g.more.denial, rng).format(**words)
        elif told.stance == "retracts":
            yield pick(g.more.retraction, rng).format(outlet=self._article.outlet, **words)
        elif not told.source.credible:
            yield pick(g.more.boast, rng).format(**words)
        elif again:
            yield from self._second(told, words)
        else:
            harms = tuple(harm for harm, _ in told.counts)
            pools = g.clauses.of(harms) + 2 * g.clauses.by(told.happening.means).of(harms)
            claim = pick(pools, rng).format(**words)
            own = told.source.kind == "report"
            form = pick(g.unattributed if own else g.attributions, rng)
            yield form.format(claim=claim, source=told.source.words)
        if told.fighters:
            form = pick(g.more.fighter if told.fighters == 1 else g.more.fighters, rng)
            yield form.format(number=g.number(Count.exact(told.fighters)))

    def _second(self, told: Told, words: dict[str, str]) -> Iterable[str]:
        g, rng = self._grammar, self._rng
        for harm, count in told.counts:
            if harm == "injured":
                pool = g.more.second_hurt
            else:
                pool = g.more.second_word if count.shape == "vague" else g.more.second
            yield pick(pool, rng).format(source=told.source.words, number=g.number(count), **words)

    def _words(self, told: Told) -> dict[str, str]:
        g = self._grammar
        counts = dict(told.counts)
        killed, hurt = counts.get("killed"), counts.get("injured")
        noun = told.role or ("person" if told.source.credible or not told.asserts else "fighter")
        return {
            "side": names().sides[told.happening.side].words,
            "killed": g.victims(killed, noun) if killed else "",
            "were": "was" if killed and single(killed) else "were",
            "hurt": g.victims(hurt, "other" if killed else "person") if hurt else "",
            "hurt_were": "was" if hurt and single(hurt) else "were",
            "place": g.place(told),
            "day": g.day(told, self._article.published),
        }

    def _total(self, stated: Stated) -> None:
        g = self._grammar
        start = len(self.text)
        self.text += (
            raised(
                pick(g.totals, self._rng).format(
                    speaker=stated.speaker.words,
                    total=g.victims(stated.count, "person"),
                    area=g.area(stated.area),
                    since=dated(stated.since),
                )
            )
            + " "
        )
        self.labels.append(Label(start, len(self.text), None, stated.number))
