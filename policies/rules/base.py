"""What a rule is, and how it becomes a Pulumi policy."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pulumi_policy import (
    EnforcementLevel,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
)
from pulumi_policy.proxy import UnknownValueError

Props = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One guard rail over single resources."""

    id: str
    """Stable name, in kebab case: what exemptions and reports refer to."""
    types: frozenset[str]
    """Pulumi type tokens it judges."""
    check: Callable[[Props], Iterator[str]]
    """Yields a sentence for each breach: where, the value measured, the value wanted. Pure."""
    finding: str
    """What is wrong where it speaks, in one sentence."""
    why: str
    """What can happen."""
    fix: str
    """What to type."""
    source: str
    """Where the demand comes from."""

    def policy(self) -> ResourceValidationPolicy:
        """The rule as the engine runs it; always mandatory."""
        return ResourceValidationPolicy(
            name=self.id,
            description=f"{self.finding} {self.why}",
            enforcement_level=EnforcementLevel.MANDATORY,
            validate=self.validate,
            remediation_steps=self.fix,
            url=self.source,
        )

    def validate(self, args: ResourceValidationArgs, report: ReportViolation) -> None:
        """Judges one resource. A rule that fails itself is reported, never silent."""
        if args.resource_type not in self.types:
            return
        try:
            breaches = list(self.check(args.props))
        except UnknownValueError:
            raise  # the SDK says so in the preview; `up` judges it
        except Exception as error:
            breaches = [f"the rule itself failed and judged nothing: {type(error).__name__}: {error}"]
        for breach in breaches:
            report(f"{breach}. {self.why} Fix: {self.fix} See {self.source}", None)
