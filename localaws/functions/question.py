"""What a function is asked, and by whom."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from localaws.cloud import Cloud
from localaws.errors import LocalAwsError
from localaws.session import Session
from localaws.values import Props


@dataclass(frozen=True)
class Question:
    """One call of a function by a program."""

    cloud: Cloud
    session: Session
    args: Props

    @property
    def region(self) -> str:
        """The region asked about: the function's own, or else the provider's."""
        return self.args.get("region") or self.session.region

    def call(self, service: str, op: str, **params: Any) -> dict[str, Any]:
        """An AWS call in that region; parameters that are None are left out."""
        given = {key: value for key, value in params.items() if value is not None}
        return self.cloud.call(self.session.account, self.region, service, op, given)

    def the_one(self, kind: str, found: Sequence[dict[str, Any]]) -> dict[str, Any]:
        """The only one of the things found.

        Raises:
            LocalAwsError: there is none, or more than one; says of what kind, and what was asked.
        """
        if len(found) == 1:
            return found[0]
        wanted = ", ".join(f"{key} {value!r}" for key, value in self.args.items())
        where = f"in {self.region} of account {self.session.account}"
        if not found:
            raise LocalAwsError(f"there is no {kind} with {wanted or 'any name'} {where}")
        raise LocalAwsError(f"{len(found)} {kind}s {where} have {wanted or 'any name'}: ask for one of them")


Function = Callable[[Question], Props]


def filters(args: Props) -> list[dict[str, Any]]:
    """The `filters` argument as AWS takes it."""
    return [{"Name": each["name"], "Values": each["values"]} for each in args.get("filters") or []]


def tag_map(pairs: Sequence[Mapping[str, str]] | None) -> dict[str, str]:
    """AWS's list of tags as a map."""
    return {pair["Key"]: pair["Value"] for pair in pairs or []}


def has_tags(pairs: Sequence[Mapping[str, str]] | None, wanted: Mapping[str, str] | None) -> bool:
    """Whether these tags are among AWS's."""
    return set((wanted or {}).items()) <= set(tag_map(pairs).items())
