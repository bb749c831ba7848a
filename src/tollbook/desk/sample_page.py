"""A random sample of sentences in which nothing was read: do they tell of harm?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from tollbook.desk.desk import Desk
from tollbook.publish.passed_by import Passed, estimate, judgement, judgements, sample
from tollbook.view import View

AROUND = 300  # letters shown either side of a sentence


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence with what stands around it, and the notes that would judge it."""

    report: str
    title: str
    before: str
    words: str
    after: str
    harm: str
    no_harm: str
    judged: bool | None


def routes(desk: Desk) -> APIRouter:
    """The sample."""
    router = APIRouter()

    @router.get("/sample")
    def sample_page(
        request: Request,
        seed: Annotated[int, Query(ge=0, le=10**9)] = 1,
        size: Annotated[int, Query(ge=1, le=2000)] = 100,
    ) -> Response:
        sight = desk.shelf.sight()
        population = sight.population(seed)
        drawn = sample(population.sentences, size, seed)
        judged = judgements(sight.view.standing)
        left = [one for one in drawn if one.key not in judged]
        done = [one for one in drawn if one.key in judged]
        return desk.page(
            request,
            "sample.html",
            "Sample",
            seed=seed,
            size=size,
            drawn=len(drawn),
            left=len(left),
            now=_shown(sight.view, left[0], None) if left else None,
            harmful=[_shown(sight.view, one, True) for one in done if judged[one.key]],
            estimate=estimate(drawn, judged, population),
        )

    return router


def _shown(view: View, one: Passed, judged: bool | None) -> Shown:
    report = view.report_by_id[one.report]
    return Shown(
        report.id,
        report.title or report.source or report.id,
        from_a_word(report.text[max(one.start - AROUND, 0) : one.start], one.start > AROUND),
        report.text[one.start : one.end],
        from_a_word(report.text[one.end : one.end + AROUND][::-1], True)[::-1],
        judgement(one.key, harm=True),
        judgement(one.key, harm=False),
        judged,
    )


def from_a_word(text: str, cut: bool) -> str:
    """The text without the word that it begins in the middle of, where it was cut there."""
    _, space, rest = text.partition(" ")
    return f"… {rest}" if cut and space and len(text) >= AROUND else text
