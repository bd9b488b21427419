"""What the protocol server needs of a provider package (`aws`, `random`, `docker-build`)."""

from typing import Any, Protocol

from localaws.difference import Difference
from localaws.naming import Naming
from localaws.values import Props


class ResourceType(Protocol):
    """One resource type, ready to act for one session. lifecycle.py documents each step."""

    @property
    def secret(self) -> frozenset[str]: ...
    def check(self, olds: Props, news: Props, naming: Naming) -> tuple[Props, list[str]]: ...
    def diff(self, old_inputs: Props, state: Props, news: Props) -> Difference: ...
    def preview(self, inputs: Props, state: Props | None = None) -> Props: ...
    def create(self, inputs: Props) -> tuple[str, Props]: ...
    def read(self, ident: str, inputs: Props, state: Props) -> tuple[Props, Props] | None: ...
    def update(self, ident: str, old_inputs: Props, state: Props, news: Props) -> Props: ...
    def delete(self, ident: str, inputs: Props, state: Props) -> None: ...


class Package(Protocol):
    """A provider: how it is configured, what types and functions it has."""

    def configure(self, args: Props) -> Any:
        """The session for these provider settings.

        Raises:
            LocalAwsError: a setting is wrong.
        """

    def resource(self, token: str, session: Any) -> ResourceType:
        """The type behind a token.

        Raises:
            LocalAwsError: there is none.
        """

    def invoke(self, token: str, args: Props, session: Any) -> Props:
        """The result of a function.

        Raises:
            LocalAwsError: there is no such function, or it found nothing.
        """
