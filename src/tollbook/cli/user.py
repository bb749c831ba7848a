"""``tollbook user``: who may open the desk of a team, their passwords, tokens, and who came in."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from tollbook.cli.options import book_option, json_option
from tollbook.record.people import ROLES, SCOPES, ApiToken, Role, SignIn, TokenScope, User

if TYPE_CHECKING:
    from tollbook.ledger.people import People

_ROLE = click.Choice(ROLES)


@click.group(
    epilog="""\b
Examples:
  tollbook user add Ada --role admin
  tollbook user add Bo --role coder --password-stdin < password.txt
  tollbook user list
  tollbook user disable Bo
  tollbook user token add Bo --label "weekly table" --scope read --days 90"""
)
def user() -> None:
    """Say who may open the desk of a team: add, list, disable, password, role, token, sign-ins."""


@user.command()
@click.argument("name")
@click.option("--role", type=_ROLE, default="coder", show_default=True, help="What they may do.")
@click.option("--no-password", is_flag=True, help="They come in by a proxy that names them.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@book_option
def add(*, name: str, role: Role, no_password: bool, password_stdin: bool, book: Path) -> None:
    """Add somebody. The password is asked for, and never shown."""
    from tollbook.desk.passwords import hash_of  # noqa: PLC0415 - heavy

    kept = None if no_password else hash_of(_password(password_stdin))
    with _people(book) as people:
        made = people.add(name, role, password=kept, at=datetime.now(UTC))
    click.echo(f"{made.name} may open the desk as {made.role}: tollbook desk --team")


@user.command("list")
@book_option
@json_option
def list_users(*, book: Path, as_json: bool) -> None:
    """List everybody with their role; those that were disabled too."""
    with _people(book) as people:
        found = people.all()
    _print(found, _user_line, as_json=as_json)
    if not found and not as_json:
        click.echo("Nobody yet: tollbook user add NAME --role admin", err=True)


@user.command()
@click.argument("name")
@book_option
def disable(*, name: str, book: Path) -> None:
    """Let somebody in no more: sessions end, tokens are revoked, their decisions stay."""
    with _people(book) as people:
        people.change(name, disabled=True)
    click.echo(f"{name} comes in no more.")


@user.command()
@click.argument("name")
@book_option
def enable(*, name: str, book: Path) -> None:
    """Let somebody in again; tokens stay revoked."""
    with _people(book) as people:
        people.change(name, disabled=False)
    click.echo(f"{name} may come in again.")


@user.command()
@click.argument("name")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@book_option
def password(*, name: str, password_stdin: bool, book: Path) -> None:
    """Set a new password; sessions begun with the old one end."""
    from tollbook.desk.passwords import hash_of  # noqa: PLC0415 - heavy

    with _people(book) as people:
        people.change(name, password=hash_of(_password(password_stdin)))
    click.echo(f"{name} has a new password.")


@user.command()
@click.argument("name")
@click.argument("role", type=_ROLE)
@book_option
def role(*, name: str, role: Role, book: Path) -> None:
    """Give somebody another role."""
    with _people(book) as people:
        people.change(name, role=role)
    click.echo(f"{name} is {role} now.")


@user.command("sign-ins")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, metavar="N")
@book_option
@json_option
def sign_ins(*, limit: int, book: Path, as_json: bool) -> None:
    """List who came in, was refused, or left, the newest first."""
    with _people(book) as people:
        found = people.sign_ins(limit=limit)
    _print(found, _sign_in_line, as_json=as_json)


@user.group()
def token() -> None:
    """Keys for programs that ask the desk: add, list, revoke."""


@token.command("add")
@click.argument("name")
@click.option("--label", required=True, metavar="TEXT", help="What it is for.")
@click.option(
    "--scope",
    "scopes",
    type=click.Choice(SCOPES),
    multiple=True,
    default=("read",),
    show_default=True,
    help="What it may do; never more than its owner's role. May be given often.",
)
@click.option("--days", type=click.IntRange(1, 3660), default=90, show_default=True, metavar="N")
@book_option
def add_token(
    *, name: str, label: str, scopes: Sequence[TokenScope], days: int, book: Path
) -> None:
    """Make a token, and show it once: only its digest is kept."""
    secret, now = f"tb_{secrets.token_urlsafe(32)}", datetime.now(UTC)
    with _people(book) as people:
        made = people.add_token(
            name, label, scopes, secret, at=now, ends_at=now + timedelta(days=days)
        )
    click.echo(secret)
    click.echo(
        f"Token {made.number} of {name}, {', '.join(scopes)}, for {days} days. Send it as: "
        "Authorization: Bearer TOKEN",
        err=True,
    )


@token.command("list")
@book_option
@json_option
def list_tokens(*, book: Path, as_json: bool) -> None:
    """List tokens, without the keys themselves."""
    with _people(book) as people:
        found = people.tokens()
    _print(found, _token_line, as_json=as_json)


@token.command()
@click.argument("number", type=int)
@book_option
def revoke(*, number: int, book: Path) -> None:
    """Make a token open nothing from now on."""
    with _people(book) as people:
        people.revoke(number)
    click.echo(f"Token {number} is revoked.")


@contextmanager
def _people(book: Path) -> Iterator[People]:
    from tollbook.ledger import Ledger  # noqa: PLC0415 - heavy

    with Ledger.open(book) as ledger:
        yield ledger.people


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))


_Record = TypeVar("_Record")


def _print(records: Sequence[_Record], line: Callable[[_Record], str], *, as_json: bool) -> None:
    """The records as one JSON document, or a line of columns each."""
    if as_json:
        from tollbook.record.codec import to_json  # noqa: PLC0415 - heavy

        click.echo(to_json(records))
        return
    for record in records:
        click.echo(line(record))


def _user_line(one: User) -> str:
    state = "disabled" if one.disabled else "" if one.password else "by proxy only"
    return f"{one.name}\t{one.role}\t{one.added_at:%Y-%m-%d}\t{state}".rstrip()


def _sign_in_line(one: SignIn) -> str:
    return f"{one.at:%Y-%m-%d %H:%M:%S}\t{one.end}\t{one.way}\t{one.name}\t{one.address}"


def _token_line(one: ApiToken) -> str:
    ends = "revoked" if one.revoked else f"{one.ends_at:%Y-%m-%d}" if one.ends_at else ""
    return f"{one.number}\t{one.user}\t{','.join(one.scopes)}\t{ends}\t{one.label}"
