"""A rule that somebody adds to their copy of the pack; the tests put it in the place of the catalogue."""

from collections.abc import Iterator

from pack.options import Number
from pack.rule import AnyRule, Rule, Severity, Subject, Verdict
from pack.run_rules import RUN_RULES


def _modest(subject: Subject) -> Iterator[Verdict]:
    largest = subject.options["largest"]
    shares = subject.props.number("cpuShares", 0)
    if shares is None or shares > largest:
        yield f"cpuShares is {shares}, want at most {largest}"


MODEST = Rule(
    id="container-modest",
    severity=Severity.LOW,
    types=frozenset({"docker:index/container:Container"}),
    check=_modest,
    remedy=lambda subject: {"cpuShares": subject.options["largest"]},
    finding="A container is greedy.",
    why="Its neighbours starve.",
    fix="set cpuShares to a smaller number.",
    source="https://docs.docker.com/engine/containers/resource_constraints/",
    options={"largest": Number(1024, 2, 262144, "Relative weight.")},
)

RULES: tuple[AnyRule, ...] = (MODEST, *RUN_RULES)
