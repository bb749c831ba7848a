"""Rules of the house that no other tool checks: layers, sizes, names, addresses, locks."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import tollbook

REPOSITORY = Path(__file__).resolve().parent.parent
PACKAGE = REPOSITORY / "src" / "tollbook"
MODULES = sorted(PACKAGE.rglob("*.py"))
LOCKS = ("requirements.lock", "requirements-dev.lock")

MOST_LINES = 400
VAGUE_NAMES = {
    "base",
    "common",
    "core",
    "functions",
    "helper",
    "helpers",
    "lib",
    "manager",
    "misc",
    "stuff",
    "tools",
    "util",
    "utils",
}
# Paths of one machine and hosts of registries, in pieces so that this file does not match itself.
MACHINE_PATHS = re.compile("|".join(["/" + "work/", "/" + "root/", "/" + "home/", "/" + "Users/"]))
REGISTRY_HOSTS = re.compile(
    "|".join(
        [
            "py" + r"pi\.org",
            "python" + r"hosted\.org",
            "registry\\.npm" + r"js\.org",
            "deb\\.deb" + r"ian\.org",
            "conda\\.ana" + r"conda\.org",
        ]
    )
)

CONFLICTS = re.compile("|".join(("^<{7} ", "^>{7} ")), re.MULTILINE)  # two versions side by side


@cache
def project() -> dict[str, object]:
    return tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))


@cache
def tracked() -> tuple[Path, ...]:
    """Files under version control; skips where this is no checkout (an unpacked archive)."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    paths = [REPOSITORY / name for name in listed.stdout.decode().split("\0") if name]
    return tuple(path for path in paths if path.is_file())


def test_the_layers_hold() -> None:
    checked = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def _imported(module: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names - sys.stdlib_module_names - {"tollbook"}


def test_every_package_imported_is_declared() -> None:
    """One that another package happens to bring may go with that package's next version."""
    read = project()["project"]
    extras = read["optional-dependencies"].values()  # type: ignore[index]
    lines = [*read["dependencies"], *(line for extra in extras for line in extra)]  # type: ignore[index]
    declared = {canonicalize_name(Requirement(line).name) for line in lines}
    made_by = packages_distributions()
    undeclared = {
        f"{module.relative_to(PACKAGE)}: {name}"
        for module in MODULES
        for name in _imported(module)
        if declared.isdisjoint(canonicalize_name(made) for made in made_by.get(name, [name]))
    }
    assert undeclared == set()


def test_no_module_is_too_long_to_read() -> None:
    lines = {str(m.relative_to(PACKAGE)): len(m.read_text("utf-8").splitlines()) for m in MODULES}
    assert {module: n for module, n in lines.items() if n > MOST_LINES} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [str(m) for m in MODULES if m.stem in VAGUE_NAMES or m.parent.name in VAGUE_NAMES] == []


def test_every_module_says_what_it_holds() -> None:
    texts = {str(module.relative_to(PACKAGE)): module.read_text("utf-8") for module in MODULES}
    assert [name for name, text in texts.items() if text and not text.startswith('"""')] == []


@pytest.mark.parametrize(
    "pattern",
    [MACHINE_PATHS, REGISTRY_HOSTS, CONFLICTS],
    ids=["machine paths", "registry hosts", "conflicts"],
)
def test_no_tracked_file_holds_what_only_one_machine_knows(pattern: re.Pattern[str]) -> None:
    found = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", "replace")
        found += [f"{path.relative_to(REPOSITORY)}: {hit}" for hit in pattern.findall(text)]
    assert found == []


def test_what_says_that_it_is_typed_is() -> None:
    said = project()["project"]["classifiers"]  # type: ignore[index]
    assert ("Typing :: Typed" in said) is (PACKAGE / "py.typed").is_file() is True


def test_the_changelog_has_the_version() -> None:
    version = project()["project"]["version"]  # type: ignore[index]
    assert f"## [{version}]" in (REPOSITORY / "CHANGELOG.md").read_text("utf-8")


def test_the_package_says_the_same_version() -> None:
    assert tollbook.__version__ == project()["project"]["version"]  # type: ignore[index]


@cache
def pins(lock: str) -> dict[str, list[tuple[Version, int, Requirement]]]:
    """Of a lock file: name -> (version, number of hashes, the line's requirement)."""
    found: dict[str, list[tuple[Version, int, Requirement]]] = {}
    joined = (REPOSITORY / lock).read_text("utf-8").replace("\\\n", " ")
    for line in joined.splitlines():
        stated, *hashes = line.split("--hash=sha256:")
        requirement = Requirement(stated.strip())
        (pin,) = requirement.specifier
        assert pin.operator == "=="
        name = canonicalize_name(requirement.name)
        found.setdefault(name, []).append((Version(pin.version), len(hashes), requirement))
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock: str) -> None:
    text = (REPOSITORY / lock).read_text("utf-8")
    assert "://" not in text
    options = {word.partition("=")[0] for word in text.split() if word.startswith("-")}
    assert options == {"--hash"}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_all_by_hash(lock: str) -> None:
    bare = [name for name, rows in pins(lock).items() if any(hashes == 0 for _, hashes, _ in rows)]
    assert bare == []


def _wanted(lock: str) -> list[str]:
    read = project()
    groups = read["dependency-groups"]
    wanted = [*read["project"]["dependencies"], *groups["build"]]  # type: ignore[index]
    return wanted + (groups["dev"] if lock == "requirements-dev.lock" else [])  # type: ignore[index]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_covers_what_the_project_needs(lock: str) -> None:
    locked = pins(lock)
    missing = []
    for text in _wanted(lock):
        requirement = Requirement(text)
        rows = locked.get(canonicalize_name(requirement.name), [])
        if not rows or not all(requirement.specifier.contains(version) for version, _, _ in rows):
            missing.append(text)
    assert missing == [], f"{lock} is behind pyproject.toml: run `just lock`"


def test_the_two_locks_agree() -> None:
    run, dev = (pins(lock) for lock in LOCKS)
    differing = {
        name: (rows, dev.get(name))
        for name, rows in run.items()
        if {version for version, _, _ in rows} != {version for version, _, _ in dev.get(name, [])}
    }
    assert differing == {}


def test_nothing_that_a_user_runs_is_missing_its_right_to_run() -> None:
    for script in ("scripts/install", "scripts/example", "scripts/test", ".ci/run"):
        assert (REPOSITORY / script).stat().st_mode & 0o111, script


WORDS_IN_CODE = {
    "acts", "admitted", "affiliations", "axes", "background", "claims", "context",
    "coordination", "day_and_place", "died_later", "differences", "doubted", "gate",
    "given_instead", "hit", "kinds", "means", "mentions", "modality", "named_before",
    "natural", "numbers", "parse", "people", "roles", "scope", "sentences", "speakers",
    "stakes", "stated", "statements", "tabular", "tails", "totals_told", "wounds",
}  # fmt: skip
"""Modules of the reader that still have words of English in regular expressions."""


def _english_in_patterns(code: str) -> bool:
    """Whether a module has a regular expression with words of English in it."""
    signs = re.compile(r"\(\?P<\w+>|\\u[0-9a-f]{4}|\\[a-zA-Z]")
    for call in (n for n in ast.walk(ast.parse(code)) if isinstance(n, ast.Call)):
        if not ast.unparse(call.func).startswith("re."):
            continue
        texts = (n.value for n in ast.walk(call) if isinstance(n, ast.Constant))
        plain = " ".join(signs.sub(" ", text) for text in texts if isinstance(text, str))
        if len(re.findall(r"(?<![A-Za-z])[a-z]{3,}", plain)) > 1:
            return True
    return False


def test_words_in_patterns_are_found() -> None:
    assert _english_in_patterns('A = re.compile(rf"\\b(?:near|outside) {B}")')
    assert not _english_in_patterns(r'A = re.compile(r"(?P<name>\w+)[.,;] \d{2}")')


def test_no_further_module_of_the_reader_keeps_its_words_in_code() -> None:
    """They belong in the data files (docs/rooms/read.md); once they are there, the module's name
    leaves the list."""
    codes = {m.stem: m.read_text("utf-8") for m in MODULES if m.parent == PACKAGE / "read"}
    assert {name for name, code in codes.items() if _english_in_patterns(code)} == WORDS_IN_CODE
