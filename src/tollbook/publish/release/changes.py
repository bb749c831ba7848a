"""What a release changes against the one before it, and where permalinks that ended lead."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tollbook.publish.release.rows import ChangeRow, IncidentRow, RedirectRow, TollRow

_Record = Mapping[str, object]


@dataclass(frozen=True)
class Before:
    """What the release before says.

    :ivar incidents: by public id; ``tolls`` by id and harm; ``redirects`` by old id.
    :ivar figures: public ids of claims, by incident; ``decisions`` numbers, by incident.
    """

    name: str
    digest: str
    policy: str
    tollbook: str
    incidents: Mapping[str, _Record]
    tolls: Mapping[tuple[str, str], _Record]
    figures: Mapping[str, frozenset[str]]
    decisions: Mapping[str, frozenset[str]]
    redirects: Mapping[str, tuple[str | None, str]]


def read_before(folder: Path, digest: str) -> Before:
    """A release that was checked, as the next one is compared with it.

    :param digest: of its SHA256SUMS, so that the next names the very files.
    """
    about = json.loads((folder / "release.json").read_text("utf-8"))
    figures: dict[str, set[str]] = {}
    for row in _rows(folder, "figures"):
        figures.setdefault(str(row["incident"]), set()).add(str(row["claim"]))
    decisions: dict[str, set[str]] = {}
    for row in _rows(folder, "decisions"):
        if row["incident"]:
            decisions.setdefault(str(row["incident"]), set()).add(str(row["number"]))
    return Before(
        name=str(about["name"]),
        digest=digest,
        policy=str(about["policy"]),
        tollbook=str(about["tollbook"]),
        incidents={str(row["id"]): row for row in _rows(folder, "incidents")},
        tolls={(str(t["incident"]), str(t["harm"])): t for t in _rows(folder, "tolls")},
        figures={own: frozenset(claims) for own, claims in figures.items()},
        decisions={own: frozenset(numbers) for own, numbers in decisions.items()},
        redirects={
            str(row["old"]): (str(row["new"]) if row["new"] else None, str(row["since"]))
            for row in _rows(folder, "redirects")
        },
    )


def _rows(folder: Path, table: str) -> Iterator[dict[str, object]]:
    """As they were written, by whichever tollbook; none where it had no such table."""
    if not (folder / "tables" / f"{table}.jsonl").is_file():
        return
    with (folder / "tables" / f"{table}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


@dataclass(frozen=True)
class Now:
    """The release at hand, as it is compared.

    :ivar survivors: public id of an incident that was merged to that of the one it leads to now.
    """

    name: str
    policy: str
    tollbook: str
    incidents: Sequence[IncidentRow]
    tolls: Sequence[TollRow]
    figures: Mapping[str, frozenset[str]]
    decisions: Mapping[str, frozenset[str]]
    survivors: Mapping[str, str]


_COMPARED = ("date_start", "date_end", "place", "grade", "contested")


def changes(before: Before | None, now: Now) -> list[ChangeRow]:
    """Every incident that was added, changed, removed or merged; none for a first release."""
    if before is None:
        return []
    own = {row.id: row for row in now.incidents}
    tolls: dict[tuple[str, str], TollRow] = {(t.incident, t.harm): t for t in now.tolls}
    found: list[ChangeRow] = []
    for which, row in own.items():
        if which not in before.incidents:
            found.append(ChangeRow("added", which, "", "", _named(row), "new in the book"))
            continue
        why = _why(before, now, which)
        was = before.incidents[which]
        for field in _COMPARED:
            old, new = _text(was.get(field)), _text(getattr(row, field))
            if old != new:
                found.append(ChangeRow("changed", which, field, old, new, why))
        harms = (
            {h for i, h in before.tolls if i == which} if which in _with_tolls(before) else set()
        )
        harms |= {harm for i, harm in tolls if i == which}
        for harm in sorted(harms):
            earlier, present = before.tolls.get((which, harm)), tolls.get((which, harm))
            old = str(earlier["words"]) if earlier else ""
            new = present.words if present else ""
            if old != new:
                found.append(ChangeRow("changed", which, harm, old, new, why))
    for which, was in before.incidents.items():
        if which not in own:
            into = now.survivors.get(which)
            what = "merged" if into in own else "removed"
            why = "found to be one event" if what == "merged" else "no claim tells of it now"
            found.append(
                ChangeRow(what, which, "", _told(was), into if into in own and into else "", why)
            )
    return found


def _with_tolls(before: Before) -> frozenset[str]:
    return frozenset(incident for incident, _ in before.tolls)


def _why(before: Before, now: Now, id: str) -> str:
    """What differs behind an incident, as far as it is told."""
    claims = now.figures.get(id, frozenset()) - before.figures.get(id, frozenset())
    gone = before.figures.get(id, frozenset()) - now.figures.get(id, frozenset())
    decided = now.decisions.get(id, frozenset()) - before.decisions.get(id, frozenset())
    taken = before.decisions.get(id, frozenset()) - now.decisions.get(id, frozenset())
    reasons = [
        f"{_many(claims, 'further claim')}" if claims else "",
        f"{_many(gone, 'claim')} fewer" if gone else "",
        f"{_many(decided, 'decision')} of people" if decided else "",
        f"{_many(taken, 'decision')} taken back" if taken else "",
        f"policy {before.policy} then, {now.policy} now" if before.policy != now.policy else "",
        f"tollbook {before.tollbook} then, {now.tollbook} now"
        if before.tollbook != now.tollbook
        else "",
    ]
    return "; ".join(reason for reason in reasons if reason) or "worked out anew"


def _many(items: frozenset[str], noun: str) -> str:
    return f"{len(items)} {noun}" + ("" if len(items) == 1 else "s")


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _named(row: IncidentRow) -> str:
    return f"{row.date_start or 'no date known'}, {row.place or 'place not known'}"


def _told(row: _Record) -> str:
    return f"{row['date_start'] or 'no date known'}, {row['place'] or 'place not known'}"


def redirects(before: Before | None, now: Now) -> list[RedirectRow]:
    """Where every incident of an earlier release leads that is not in this one."""
    if before is None:
        return []
    own = {row.id for row in now.incidents}
    ended = {old: since for old, (_, since) in before.redirects.items()}
    ended |= {gone: now.name for gone in before.incidents if gone not in own}
    found = []
    for old, since in sorted(ended.items()):
        if old in own:
            continue  # it is back
        new = now.survivors.get(old)
        if new is None and before.redirects.get(old, (None, ""))[0] in own:
            new = before.redirects[old][0]
        found.append(RedirectRow(old, new if new in own else None, since))
    return found
