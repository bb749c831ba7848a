"""The book's figures, and the ids that incidents were issued."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from tollbook.ledger.figures import Figures, Follows, Issued, Register, Written
from tollbook.ledger.parts import ChangedParts, WholeParts
from tollbook.ledger.store import Store
from tollbook.ledger.whole import WholeBook
from tollbook.record import Account, Incident, SetAside


class TalliedBook(WholeBook):
    """The part of :class:`~tollbook.ledger.Ledger` that is about what the claims add up to.

    Figures are derived; the id register is kept for ever.
    """

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._figures = Figures(store)
        self._register = Register(store)

    def put_tally(
        self,
        incidents: Sequence[Incident],
        accounts: Sequence[Account],
        set_aside: Sequence[SetAside],
        copies: Mapping[str, str],
        *,
        policy: str,
        begun: datetime | None = None,
        follows: tuple[Follows, WholeParts] | None = None,
    ) -> Written:
        """Replaces all figures; writes the rows that differ and tells which these were.

        :param begun: before what they are of was read; None: now.
        :param follows: what they were worked out from, and what a part of them is found by; None:
            it is not known, so that no part of them can be changed alone.
        """
        return self._figures.put_tally(
            incidents, accounts, set_aside, copies, policy=policy, begun=begun, follows=follows
        )

    def tallied_at(self) -> datetime | None:
        """When the figures were begun: what was decided later is not in them; None: none yet."""
        return self._figures.tallied_at()

    def followed(self) -> Follows | None:
        """What the figures follow from; None: not known, or anything was read anew since."""
        return self._figures.followed()

    def change_tally(
        self,
        *,
        incidents: Mapping[str, Incident | None],
        accounts: Mapping[str, Account | None],
        set_asides: Mapping[str, Sequence[SetAside]],
        copies: Mapping[str, str | None],
        begun: datetime | None = None,
        follows: tuple[Follows, Follows] | None = None,
        parts: ChangedParts | None = None,
        issue: Issued = ((), ()),
    ) -> Written | None:
        """Replaces the figures of some records; those of all others stay.

        :param incidents: by id; None: there is none of this id any more. So ``accounts``.
        :param set_asides: all that is set aside of what is named (``where``); empty: nothing.
        :param copies: report to the one it copies; None: it copies none.
        :param follows: what the figures must still follow from, and what they follow from then.
        :param parts: what a part of them is found by, as far as it changed; None: it did not.
        :param issue: as :meth:`issue` takes it, in the same transaction.
        :returns: None: they follow from something else by now, and nothing was written.
        :raises BookError: there are no figures (:meth:`tallied_with` is None).
        """
        return self._figures.change_tally(
            incidents,
            accounts,
            set_asides,
            copies,
            begun=begun,
            follows=follows,
            parts=parts,
            issue=issue,
        )

    def tallied_with(self) -> str | None:
        """The policy of the present figures; None: none yet, or withdrawn by a new reading."""
        return self._figures.tallied_with()

    def incidents(self) -> list[Incident]:
        return self._figures.incidents()

    def accounts(self) -> list[Account]:
        return self._figures.accounts()

    def copies(self) -> dict[str, str]:
        """Report id to the id of the report it copies."""
        return self._figures.copies()

    def set_asides(self) -> list[SetAside]:
        """What readings set aside, by arrival of their report, then what the tally did."""
        return self._figures.set_asides()

    def issue(
        self, issued: Sequence[tuple[str, str]], redirects: Sequence[tuple[str, str]]
    ) -> None:
        """Enters new (claim, incident) and (merged, surviving) pairs; known ones are passed by.

        To be called before :meth:`put_tally`: a run that ends between the two then leaves an id
        that the next run takes up, and no figure under an id that was never issued.

        :raises BookError: where a claim has been issued another id before.
        """
        self._register.issue(issued, redirects)

    def issued(self) -> dict[str, str]:
        """Claim id to the incident id it was issued, in the order of issue."""
        return self._register.issued()

    def redirects(self) -> dict[str, str]:
        """Merged incident id to the surviving one, as last entered; may lead on to another."""
        return self._register.redirects()
