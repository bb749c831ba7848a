# The project's commands. `just` lists them; none of them is needed to use tollbook.

_list:
    @just --list

# the tests; arguments go to pytest
test *arguments:
    scripts/test {{arguments}}

# all that CI checks
ci:
    .ci/run

# style, and what a linter finds
lint: install
    .venv/bin/ruff check .
    .venv/bin/ruff format --check .

# rewrite files in the project's style
format: install
    .venv/bin/ruff format .
    .venv/bin/ruff check --fix .

# types, strictly
types: install
    .venv/bin/mypy

# which room may import which
layers: install
    .venv/bin/lint-imports

# figures of one suite, e.g. `just eval counts --limit 100`
eval suite *arguments: install
    .venv/bin/tollbook eval {{suite}} {{arguments}}

# no figure of any suite below its floor; over all items unless given e.g. --limit 150
floors *arguments:
    scripts/floors {{arguments}}

# the book of the example's pages
example:
    scripts/example

# both lock files anew, after a change of dependencies (needs uv)
lock:
    uv pip compile --quiet --only-binary :all: --universal --generate-hashes --no-annotate --no-header --python-version 3.11 --group pyproject.toml:build --output-file requirements.lock pyproject.toml
    uv pip compile --quiet --only-binary :all: --universal --generate-hashes --no-annotate --no-header --python-version 3.11 --group pyproject.toml:build --group pyproject.toml:dev --constraints requirements.lock --output-file requirements-dev.lock pyproject.toml

install:
    @scripts/install dev
