"""Records of a book as a notebook wants them: a sequence of dataclasses, and a table of them."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias, TypeVar, overload

from tollbook.errors import MissingPart

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd
    import polars as pl
    import pyarrow as pa

Kind = Literal["text", "number", "real", "day", "yes_no", "texts"]
"""What a column holds; ``texts`` is a list of texts in each cell."""

Cell: TypeAlias = "str | int | float | bool | date | list[str] | None"
Item_co = TypeVar("Item_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    :ivar about: what it says, in words.
    """

    name: str
    kind: Kind
    about: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under typed columns; None in a cell is unknown, never zero."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def cells(self, at: int) -> list[Cell]:
        """The cells of one column."""
        return [row[at] for row in self.rows]


class Records(Sequence[Item_co], Generic[Item_co]):
    """Records in the book's order: iterate over them, index them, or take them as a table.

    The table's columns are described by :attr:`columns`. It is made when it is asked for, from
    the book as it is then, which must still be open.
    """

    def __init__(
        self, items: Sequence[Item_co], columns: tuple[Column, ...], table: Callable[[], Table]
    ) -> None:
        self._items = tuple(items)
        self._table = table
        self.columns = columns

    @overload
    def __getitem__(self, at: int) -> Item_co: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Item_co]: ...
    def __getitem__(self, at: int | slice) -> Item_co | Sequence[Item_co]:
        return self._items[at]

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Item_co]:
        return iter(self._items)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Records):
            return self._items == other._items
        return list(self._items) == other if isinstance(other, list) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # equal to a list, so as little a key as a list is

    def __repr__(self) -> str:
        names = ", ".join(column.name for column in self.columns)
        return f"<{len(self):,} records; as a table: {names}>"

    def table(self) -> Table:
        """The records as rows, without any further package."""
        return self._table()

    def to_pandas(self) -> pd.DataFrame:
        """A pandas DataFrame with nullable types: unknown is ``<NA>``, never 0 or ``""``.

        :raises MissingPart: pandas is not installed.
        """
        pandas = _package("pandas", extra="pandas")
        table = self.table()
        return pandas.DataFrame(
            {
                column.name: pandas.Series(table.cells(n), dtype=_PANDAS[column.kind])
                for n, column in enumerate(table.columns)
            }
        )

    def to_polars(self) -> pl.DataFrame:
        """A polars DataFrame; unknown is null.

        :raises MissingPart: polars is not installed.
        """
        polars = _package("polars", extra="polars")
        kinds = {
            "text": polars.String,
            "number": polars.Int64,
            "real": polars.Float64,
            "day": polars.Date,
            "yes_no": polars.Boolean,
            "texts": polars.List(polars.String),
        }
        table = self.table()
        schema = {column.name: kinds[column.kind] for column in table.columns}
        return polars.DataFrame(table.rows, schema=schema, orient="row")

    def to_arrow(self) -> pa.Table:
        """An Arrow table; unknown is null.

        :raises MissingPart: pyarrow is not installed.
        """
        arrow = _package("pyarrow", extra="arrow")
        kinds = {
            "text": arrow.string(),
            "number": arrow.int64(),
            "real": arrow.float64(),
            "day": arrow.date32(),
            "yes_no": arrow.bool_(),
            "texts": arrow.list_(arrow.string()),
        }
        table = self.table()
        return arrow.table(
            {
                column.name: arrow.array(table.cells(n), type=kinds[column.kind])
                for n, column in enumerate(table.columns)
            }
        )


_PANDAS: dict[Kind, str] = {
    "text": "string",
    "number": "Int64",
    "real": "Float64",
    "day": "datetime64[s]",
    "yes_no": "boolean",
    "texts": "object",
}


def _package(name: str, *, extra: str) -> Any:
    """An optional package, imported when it is first used: ``import tollbook`` stays quick."""
    try:
        module: ModuleType = importlib.import_module(name)
    except ImportError as fault:
        raise MissingPart(
            f"the package {name} is not installed",
            value=name,
            where="this Python environment",
            next=f'pip install "tollbook[{extra}]"; or take .table(), which needs no package',
        ) from fault
    return module
