"""The `aws` package: specs and functions over one cloud."""

from dataclasses import dataclass, field
from typing import Any

from localaws.accounts import DEFAULT_ACCOUNT
from localaws.cloud import Cloud
from localaws.difference import Difference
from localaws.errors import LocalAwsError
from localaws.functions import FUNCTIONS
from localaws.functions.question import Question
from localaws.latency import slowed
from localaws.lifecycle import Lifecycle
from localaws.naming import Naming
from localaws.package import ResourceType
from localaws.records import Records
from localaws.registry import SPECS
from localaws.session import Session
from localaws.spec import Spec
from localaws.values import Props

DEFAULT_REGION = "us-east-1"
"""Where a program without a region lands; the official provider would refuse."""


@dataclass(frozen=True)
class _Bound:
    """A spec with the lifecycle that acts on it."""

    spec: Spec
    life: Lifecycle

    @property
    def secret(self) -> frozenset[str]:
        return self.spec.secret

    def check(self, olds: Props, news: Props, naming: Naming) -> tuple[Props, list[str]]:
        return self.life.check(self.spec, olds, news, naming)

    def diff(self, old_inputs: Props, state: Props, news: Props) -> Difference:
        return self.life.diff(self.spec, old_inputs, state, news)

    def preview(self, inputs: Props, state: Props | None = None) -> Props:
        return self.life.preview(self.spec, inputs, state)

    def create(self, inputs: Props) -> tuple[str, Props]:
        return self.life.create(self.spec, inputs)

    def read(self, ident: str, inputs: Props, state: Props) -> tuple[Props, Props] | None:
        return self.life.read(self.spec, ident, inputs, state)

    def update(self, ident: str, old_inputs: Props, state: Props, news: Props) -> Props:
        return self.life.update(self.spec, ident, old_inputs, state, news)

    def delete(self, ident: str, inputs: Props, state: Props) -> None:
        self.life.delete(self.spec, ident, inputs, state)


@dataclass
class AwsPackage:
    """Resource types and functions of AWS."""

    cloud: Cloud
    records: Records = field(default_factory=Records)
    latency_scale: float = 0.0

    def configure(self, args: Props) -> Session:
        accounts = args.get("allowedAccountIds") or [DEFAULT_ACCOUNT]
        tags = (args.get("defaultTags") or {}).get("tags") or {}
        return Session(account=accounts[0], region=args.get("region") or DEFAULT_REGION, default_tags=tags)

    def resource(self, token: str, session: Any) -> ResourceType:
        if token not in SPECS:
            raise LocalAwsError(
                f"{token} is not a type the embedded AWS knows; docs/local-aws.md lists them. "
                "Add a spec under localaws/services/ (ten lines), or run this program against AWS itself"
            )
        bound = _Bound(SPECS[token], Lifecycle(self.cloud, session, self.records))
        return slowed(bound, token, self.latency_scale)

    def invoke(self, token: str, args: Props, session: Any) -> Props:
        if token not in FUNCTIONS:
            raise LocalAwsError(
                f"{token} is not a function the embedded AWS knows; docs/local-aws.md lists them"
            )
        return FUNCTIONS[token](Question(self.cloud, session, args))
