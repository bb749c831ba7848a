"""The written pages of a release: what it is, what it counts, by which rules, from where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tollbook.publish.document import NOTICE
from tollbook.publish.release.profile import Profile
from tollbook.publish.release.rows import ChangeRow, ReportRow
from tollbook.publish.wording import SURETY, VERDICT, country_name, harm_in_words, interval_in_words
from tollbook.record import Charter
from tollbook.tally.policy import Policy

GRADES: Mapping[str, str] = {
    "confirmed": "the side that did it has accepted that it did",
    "fair": "two or more independent sources",
    "weak": "one source",
    "contested": "a credible source names another perpetrator",
    "discounted": "those killed were combatants, by a policy that leaves them out",
}
HARMS: Mapping[str, str] = {
    "killed": "people killed",
    "injured": "people injured",
    "killed_or_injured": 'killed or injured, not told apart ("casualties"): never added to the two',
    "missing": "people missing",
    "abducted": "people abducted",
    "detained": "people detained",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What all pages of a release say alike.

    :ivar on: the day that the release is of: of the book's last capture or decision, or as given.
    """

    name: str
    title: str
    on: date
    version: str
    policy: Policy
    profile: Profile
    charter: Charter
    charter_words: str

    @property
    def computed(self) -> str:
        """Said by every output."""
        note = self.policy.note.rstrip(".")
        return note if "not " in note else f"{note}; not the data of any other project"


def readme(sheet: Sheet, counts: Mapping[str, int], files: Sequence[str]) -> str:
    listed = "\n".join(f"- `{name}`" for name in files)
    numbers = "\n".join(f"- {table}: {n:,}" for table, n in counts.items())
    contact = (
        f"\nQuestions and corrections: {sheet.profile.contact}\n" if sheet.profile.contact else ""
    )
    return f"""# {sheet.title}

Release {sheet.name}, as of {sheet.on}. {NOTICE[:1].upper()}{NOTICE[1:]}.

{sheet.computed[:1].upper()}{sheet.computed[1:]}. What is counted: {sheet.charter_words}.
{contact}
## What is here

{listed}

## How much

{numbers}

## Checking it

`sha256sum -c SHA256SUMS` shows that no file was changed. `tollbook verify` with this folder's path
also checks that the tables agree with one another, with the figures in `release.json` and with the
site, and needs nothing but this folder.
"""


def charter_page(sheet: Sheet) -> str:
    charter = sheet.charter
    causes = charter.causes
    counted = {
        "direct violence": causes.direct,
        "crush of a crowd": causes.crush,
        "deaths in custody": causes.in_custody,
        "indirect causes (illness, old age, accidents, disasters, suicide)": causes.indirect,
    }
    where = [country_name(code) for code in charter.countries]
    where += [f"province {code}" for code in charter.provinces]
    unit = "a day and a place" if charter.incident_unit == "day_and_place" else "one event"
    lines = [
        f"- Territory: {', '.join(where) or 'no bound'}",
        f"- Period: {interval_in_words(charter.period) or 'no bound'}",
        f"- Harms: {', '.join(harm_in_words(h) for h in charter.harms)}",
        f"- Whose, by status: {', '.join(charter.statuses) or 'anybody'}; not said always counts",
        f"- Whose, by role: {', '.join(charter.roles) or 'anybody'}; not said always counts",
        *(f"- {cause}: {'counted' if yes else 'not counted'}" for cause, yes in counted.items()),
        f"- An incident is {unit}",
    ]
    return (
        f"# Charter\n\nWhat this book counts. {sheet.charter_words}.\n\n" + "\n".join(lines) + "\n"
    )


def policy_page(sheet: Sheet) -> str:
    policy = sheet.policy
    rules = "\n".join(
        f"{n}. {rule.text} *({rule.source})*" for n, rule in enumerate(policy.rule, 1)
    )
    return f"""# Policy: {policy.name}

{policy.title}. {sheet.computed}.

{rules}
"""


def rules_for_codebook(sheet: Sheet) -> str:
    """What stands in front of the tables: charter, policy and the meaning of the words."""
    grades = "\n".join(f"- `{grade}`: {meaning}" for grade, meaning in GRADES.items())
    verdicts = "\n".join(f"- `{verdict}`: {meaning}" for verdict, meaning in VERDICT.items())
    sureties = "\n".join(f"- `{surety}`: {words}" for surety, words in SURETY.items())
    return f"""{sheet.title}, release {sheet.name}. {sheet.computed}.

## Rules

{policy_page(sheet).partition(chr(10))[2].strip()}

What is counted is in `charter.md`. Numbers from words: "12" is 12; "at least 12" is 12 or more;
"over 180" is 181 or more; "up to 20" has no least; "about 50" has a likely number and no bounds;
"several" and a bare plural are 2 or more; nothing said is unknown, and empty.

Grades:

{grades}

Verdicts on stated totals:

{verdicts}

How a perpetrator is introduced:

{sureties}"""


def method_page(sheet: Sheet) -> str:
    profile = sheet.profile
    names = (
        "Adults named as killed are named where the report names them. No other person is."
        if profile.names_of_the_dead
        else "No victim is named."
    )
    persons = " Persons publicly charged or in command may be named." if profile.persons else ""
    return f"""# Method

Each report is read by a program that keeps the exact words of every statement of harm: how many,
who says so, where and when. Statements about one event are put together as an incident. The
figures of an incident become a least, a best and a most by one written rule, the policy
`{sheet.policy.name}`: see `policy.md`. People correct what was misread; each correction is kept.

Copies of one text, and reports that lead back to one source, count as one independent source.
"or more" stands wherever a source said so. A figure that nobody stated is unknown, never zero.
Running totals ("more than 400 since October") are never added to incidents or to one another:
each is held against the incidents that it should cover, and what is missing is said.

{NOTICE[:1].upper()}{NOTICE[1:]}. {sheet.computed[:1].upper()}{sheet.computed[1:]}.

## What is left out to protect people

{names}{persons} Minors, the injured, the detained, witnesses and those who reviewed the book are
never named. Speakers are told by their office or kind. A word in a quote that may be a name is
masked (█), too much rather than too little. Where the harm was sexual violence or torture, the
place is no finer than {profile.sensitive_place}, and the report is not linked. Quotes are at most
{profile.quote_words} words long. Places finer than {profile.finest_place} are not told.

## What it cannot tell

A program misreads some sentences and overlooks others. What no report tells of is not here. A point
on the map stands for a place, not for the spot where somebody died; where only an area is known,
the area is drawn.
"""


def sources_page(sheet: Sheet, reports: Sequence[ReportRow]) -> str:
    outlets: dict[str, list[ReportRow]] = {}
    for report in reports:
        outlets.setdefault(report.source or "outlet not known", []).append(report)
    lines = ["# Sources", "", "Outlets of the reports that figures rest on.", ""]
    lines += ["| outlet | reports | first | last |", "|---|---|---|---|"]
    for outlet, mine in sorted(outlets.items(), key=lambda item: (-len(item[1]), item[0])):
        days = sorted(r.published_start for r in mine if r.published_start)
        first, last = (str(days[0]), str(days[-1])) if days else ("undated", "undated")
        name = outlet.replace("|", "\\|")
        lines.append(f"| {name} | {len(mine)} | {first} | {last} |")
    return "\n".join(lines) + f"\n\n{sheet.computed}.\n"


def changes_page(sheet: Sheet, before: str | None, rows: Sequence[ChangeRow]) -> str:
    if before is None:
        return "# Changes\n\nThis is the first release, or none was named to compare it with.\n"
    lines = ["# Changes", "", f"Against release {before}.", ""]
    if not rows:
        lines.append("No incident was added, changed, removed or merged.")
    for what in ("added", "changed", "removed", "merged"):
        mine = [row for row in rows if row.what == what]
        if not mine:
            continue
        lines += [f"## {what} ({len(mine)})", ""]
        for row in mine:
            was = f" {row.field}:" if row.field else ""
            arrow = f" {row.before or 'none'} → {row.after or 'none'}"
            lines.append(f"- {row.incident}{was}{arrow} ({row.why})")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def citation(sheet: Sheet) -> str:
    """CITATION.cff 1.2.0."""
    authors = sheet.profile.authors or (f"The recorders of {sheet.title}",)
    lines = [
        "cff-version: 1.2.0",
        "type: dataset",
        f"title: {_quoted(sheet.title)}",
        f"version: {_quoted(sheet.name)}",
        f"date-released: {sheet.on}",
        "message: " + _quoted(f"If you use these data, cite the release. {NOTICE}."),
        "abstract: " + _quoted(f"{sheet.computed}. {NOTICE}."),
        "authors:",
        *(f"  - name: {_quoted(author)}" for author in authors),
    ]
    if sheet.profile.licence:
        lines.append(f"license: {_quoted(sheet.profile.licence)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
