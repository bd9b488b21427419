"""No connection to a database without TLS."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pack.rule import Rule, Severity, Subject, Verdict, security_hub
from pack.values import Props

from .database_durability import CONTROLS
from .families import engine_of, version_of
from .types import CLUSTER, CLUSTER_PARAMETER_GROUP, INSTANCE, PARAMETER_GROUPS
from .versions import numbers

ON = frozenset({"1", "on", "true"})


@dataclass(frozen=True)
class Switch:
    """The parameter that makes an engine refuse connections without TLS."""

    parameter: str
    on_since: int = 0
    """First major version in which it is on by default; 0 where AWS does not say so of any."""

    def by_default(self, version: tuple[int, ...]) -> str:
        """Its value when nobody sets it. Without a version AWS takes a current one."""
        return "1" if self.on_since and (not version or version[0] >= self.on_since) else "0"


SWITCHES: Mapping[str, Switch] = {
    # Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html
    "postgres": Switch("rds.force_ssl", 15),
    # Source: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Security.html
    "aurora-postgresql": Switch("rds.force_ssl", 17),
    "mysql": Switch("require_secure_transport"),
    "aurora-mysql": Switch("require_secure_transport"),
    "mariadb": Switch("require_secure_transport"),
    "sqlserver": Switch("rds.force_ssl"),
}


def _tls(subject: Subject) -> Iterator[Verdict]:
    props = subject.props
    if subject.type not in PARAMETER_GROUPS:
        name = "dbClusterParameterGroupName" if subject.type == CLUSTER else "parameterGroupName"
        # A database with a group of its own is judged by that group.
        if name not in props or props.known(name).startswith("default."):
            yield from _tls_by_default(props)
        return
    engine = engine_of(props.text("family"))
    # Aurora has the parameter in its cluster's group.
    if engine in SWITCHES and (subject.type == CLUSTER_PARAMETER_GROUP or not engine.startswith("aurora")):
        yield from _tls_in_group(props, SWITCHES[engine])


def _tls_in_group(props: Props, switch: Switch) -> Iterator[Verdict]:
    by_default = switch.by_default(version_of(props.text("family")))
    stated = [each for each in props.groups("parameters") if each.text("name") == switch.parameter]
    values = [str(each.value("value")).lower().removesuffix(".0") for each in stated] or [by_default]
    for value in values:
        if value not in ON:
            yield f"{switch.parameter} is {value}, want 1"


def _tls_by_default(props: Props) -> Iterator[Verdict]:
    switch = SWITCHES.get(engine_of(props.text("engine")))
    if switch and switch.by_default(numbers(props.text("engineVersion"))) not in ON:
        yield f"{switch.parameter} is 0 in the default parameter group, want a group with 1"


TLS = Rule(
    id="database-tls",
    severity=Severity.MEDIUM,
    types=PARAMETER_GROUPS | {INSTANCE, CLUSTER},
    check=_tls,
    finding="A database admits clients without TLS.",
    why="Passwords and rows cross the network in clear text.",
    fix="set rds.force_ssl (MySQL, MariaDB: require_secure_transport) to 1 in a parameter group of its own.",
    source=f"{CONTROLS}#rds-38",
    controls=security_hub("RDS.38", "RDS.39", "RDS.41", "RDS.44"),
)

RULES = (TLS,)
