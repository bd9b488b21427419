"""Which account a call is made in. moto tells accounts apart by credentials."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from botocore.credentials import Credentials, ReadOnlyCredentials

DEFAULT_ACCOUNT = "123456789012"
"""The account of a program that names none; moto's own default."""

_WORDS = ("localaws", "localaws")

ANY = ReadOnlyCredentials(*_WORDS, None)
"""Credentials of the default account: any words do, nothing checks them."""


class Accounts(Credentials):
    """Credentials that are those of the account at work.

    So one client of a service serves all accounts: making a client takes up to a second.
    """

    method = "localaws"

    def __init__(self, assume: Callable[[str], ReadOnlyCredentials]) -> None:
        super().__init__(*_WORDS)
        self._assume = assume
        self._known = {DEFAULT_ACCOUNT: ANY}
        self._account: ContextVar[str] = ContextVar("account", default=DEFAULT_ACCOUNT)
        self._lock = threading.RLock()

    @contextmanager
    def at_work(self, account: str) -> Iterator[None]:
        """Calls of this thread inside the block are made in an account."""
        token = self._account.set(account)
        try:
            yield
        finally:
            self._account.reset(token)

    def get_frozen_credentials(self) -> ReadOnlyCredentials:
        account = self._account.get()
        with self._lock:
            if account not in self._known:
                with self.at_work(DEFAULT_ACCOUNT):
                    self._known[account] = self._assume(account)
            return self._known[account]

    def load_credentials(self) -> Credentials:
        """Asked by botocore when it makes a client."""
        return self
