"""``tollbook desk``: the review pages in a browser. ``tollbook queue``: the same queue, printed."""

from __future__ import annotations

import socket
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tollbook.cli.options import as_of_option, book_option, by_option, json_option, opened, user
from tollbook.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from tollbook.desk.shelf import Shelf
    from tollbook.desk.team import Team
    from tollbook.publish.queue import QueueDoc

PORT = 8650


@click.command(
    epilog="""\b
Examples:
  tollbook desk
  tollbook desk --book iraq-2019 --by "A. Recorder"
  tollbook desk --port 0 --no-browser        (any free port; prints the address)"""
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help="Port to listen on, e.g. --port 8651; 0: any that is free.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Address to listen on; anything but loopback lets others reach the desk.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="A further host name that the desk answers to, e.g. --name desk.local.",
)
@click.option(
    "--team",
    "shared",
    is_flag=True,
    help="Several people sign in, each with their role: tollbook user add.",
)
@click.option(
    "--public",
    default="",
    metavar="URL",
    help="Address that people type where a proxy with a certificate stands in front, "
    "e.g. --public https://desk.example",
)
@click.option(
    "--trust-header",
    metavar="NAME",
    help="Header in which a proxy on this machine names whom it let in, e.g. --trust-header "
    "X-Remote-User; the proxy must remove it from what others send.",
)
@click.option("--no-browser", is_flag=True, help="Print the address, open no browser.")
@by_option
@book_option
def desk(
    *,
    port: int,
    host: str,
    names: tuple[str, ...],
    shared: bool,
    public: str,
    trust_header: str | None,
    no_browser: bool,
    by: str | None,
    book: Path,
) -> None:
    """Open the book in a browser, to review it.

    On this machine only, unless told otherwise. The address that is printed holds the key of this
    session; no page is shown without it. Every decision is appended to the book's log, as by
    `tollbook decide`.
    """
    import uvicorn  # noqa: PLC0415 - heavy

    from tollbook.desk.app import create_app  # noqa: PLC0415
    from tollbook.desk.guard import START, Session, cookie_name, hosts_of  # noqa: PLC0415
    from tollbook.desk.shelf import Shelf  # noqa: PLC0415

    typed = _host_of(public) if public else ""
    shelf = Shelf(book, by or user())
    try:
        team = _team(shelf, trust_header) if shared else None
        listening = _listen(host, port)
    except UsageError:
        shelf.close()
        raise
    port = listening.getsockname()[1]
    session = Session(
        (*hosts_of(host, port, names), *([typed] if typed else [])),
        cookie=cookie_name(str(book.resolve())),
        team=team,
        public=public.rstrip("/"),
    )
    shown = "127.0.0.1" if host in ("0.0.0.0", "::", "") else host  # noqa: S104 - compared only
    address = (
        f"http://{f'[{shown}]' if ':' in shown else shown}:{port}{START}?token={session.token}"
    )
    if shared:
        address = public or address.partition(START)[0]
    click.echo(f"The desk of {book} is open at\n  {address}\nCtrl+C closes it.")
    if not no_browser:
        click.launch(address)
    threading.Thread(target=shelf.catch_up, daemon=True).start()
    config = uvicorn.Config(
        create_app(shelf, session),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
    )
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        pass
    finally:
        listening.close()
        shelf.close()
    click.echo("The desk is closed; all that was decided is in the book.")


def _team(shelf: Shelf, header: str | None) -> Team:
    """Who may come in.

    :raises UsageError: there is nobody who may add anybody.
    """
    from tollbook.desk.team import Team  # noqa: PLC0415 - heavy

    people = shelf.book.ledger.people
    if not any(one.role == "admin" and not one.disabled for one in people.all()):
        raise UsageError(
            "a desk for a team needs an admin first", next="tollbook user add NAME --role admin"
        )
    return Team(people, header)


def _host_of(public: str) -> str:
    """The Host that a browser sends for an address.

    :raises UsageError: it is none of the web.
    """
    from urllib.parse import urlsplit  # noqa: PLC0415 - once for each start

    parts = urlsplit(public)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/"):
        raise UsageError(
            "this is no address of a desk",
            value=public,
            where="--public",
            next="give scheme and host only, e.g. --public https://desk.example",
        )
    return parts.netloc


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens.

    :raises UsageError: the address cannot be had.
    """
    try:
        return socket.create_server(
            (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET
        )
    except OSError as fault:
        raise UsageError(
            f"the desk cannot listen there: {fault.strerror}",
            value=f"{host}:{port}",
            next="is another desk open? try: tollbook desk --port 0",
        ) from fault


@click.command(
    epilog="""\b
Examples:
  tollbook queue
  tollbook queue --limit 20 --json
  tollbook queue --ask several_places"""
)
@click.option("--ask", metavar="KIND", help="Only this kind of question, e.g. --ask contested.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="No more than so many.")
@as_of_option
@book_option
@json_option
def queue(
    *, ask: str | None, limit: int | None, moment: int | date | None, book: Path, as_json: bool
) -> None:
    """List what needs a person and why, most useful first.

    The order is that of the desk: what may be wrong, times the logarithm of the lives it is about.
    """
    from tollbook.publish.assemble import to_bytes  # noqa: PLC0415 - heavy
    from tollbook.publish.queue import queue_docs, queue_of  # noqa: PLC0415
    from tollbook.tally.queue import CODES  # noqa: PLC0415

    if ask is not None and ask not in CODES:
        raise UsageError(
            "there is no such question", value=ask, where="--ask", next=f"use {', '.join(CODES)}"
        )
    with opened(book, moment) as there:
        view = there.view()
    found = [w for w in queue_of(view) if ask in (None, *(q.code for q in w.questions))]
    documents = queue_docs(view, tuple(found[:limit]))
    if as_json:
        click.echo(to_bytes(documents), nl=False)
        return
    _print(documents, len(found))


def _print(documents: list[QueueDoc], total: int) -> None:
    from tollbook.cli.output import console  # noqa: PLC0415 - heavy
    from tollbook.publish.page import Page  # noqa: PLC0415

    page = Page(console())
    if not documents:
        page.line("Nothing waits for a person.")
        return
    for document in documents:
        page.line(document.record, style="bold")
        page.rows([("?", question.words) for question in document.questions], indent=2)
        page.rows([("id", document.id)], indent=2)
    if total > len(documents):
        page.line(f"and {total - len(documents):,} more")
