"""What security groups let in from the internet."""

from collections.abc import Iterator

from pack.judging import guarded
from pack.options import Numbers
from pack.rule import Level, Rule, Severity, Subject, Verdict, cis, security_hub

from .ingress import SECURITY_GROUP, TYPES, Entry, entries, internet, ports

_RISKY = (
    # Source: https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-19
    *(20, 21, 22, 23, 25, 110, 135, 143, 445, 1433, 1434, 3000, 3306, 3389, 4333, 5000, 5432, 5500, 5601),
    *(8080, 8088, 8888, 9200, 9300),
    # And what it leaves out: Oracle, NFS, Docker, Redshift, Redis, Memcached, MongoDB.
    *(1521, 2049, 2375, 5439, 6379, 11211, 27017),
)


def _open_ports(subject: Subject) -> Iterator[Verdict]:
    for entry in entries(subject.type, subject.props):
        yield from guarded(_not_allowed(entry, subject.options["ports"]))


def _not_allowed(entry: Entry, allowed: list[int]) -> Iterator[Verdict]:
    opened = ports(entry)
    if opened and not opened.all_in(allowed):
        wanted = ", ".join(map(str, allowed)) or "none"
        for source in internet(entry):
            yield f"{_name(entry)} opens {opened} to {source}, want no port but: {wanted}"


def _risky_ports(subject: Subject) -> Iterator[Verdict]:
    for entry in entries(subject.type, subject.props):
        yield from guarded(_risky(entry, subject.options["ports"]))


def _risky(entry: Entry, risky: list[int]) -> Iterator[Verdict]:
    opened = ports(entry)
    found = ", ".join(str(port) for port in sorted(risky) if opened and port in opened)
    for source in internet(entry) if found else ():
        yield f"{_name(entry)} opens {opened} to {source}, want none of: {found}"


def _name(entry: Entry) -> str:
    return entry.props.path or "the rule"


def _described(subject: Subject) -> Iterator[Verdict]:
    description = subject.props.text("description")
    if description.strip() in ("", "Managed by Pulumi"):
        yield f"description is {description!r}, want what the group is for"


OPEN_PORTS = Rule(
    id="security-group-open-ports",
    severity=Severity.HIGH,
    types=TYPES,
    check=_open_ports,
    finding="A security group lets the internet in on a port that is not meant for it.",
    why="Whoever scans the internet finds the port within minutes and attacks what listens on it.",
    fix="take 0.0.0.0/0 and ::/0 out of the ingress rule and name the security group or range that needs it; "
    "a public port goes into the option ports of this rule.",
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-18",
    controls=security_hub("EC2.18"),
    options={
        "ports": Numbers(
            (443,),
            1,
            65535,
            "Ports that may be open to the internet. Security Hub's EC2.18 has 80 and 443 by default; 80 is "
            "not here, since CloudFront and load balancers redirect to HTTPS at the edge.",
        )
    },
)

RISKY_PORTS = Rule(
    id="security-group-risky-ports",
    severity=Severity.CRITICAL,
    types=TYPES,
    check=_risky_ports,
    finding="A security group opens a port of administration, data or development to the internet.",
    why="Stolen passwords and unpatched servers on these ports are the usual way into an account.",
    fix="delete the ingress rule; reach hosts through SSM Session Manager, and data from inside the VPC.",
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-19",
    controls=(*security_hub("EC2.13", "EC2.14", "EC2.19"), *cis("5.2", "5.3")),
    options={
        "ports": Numbers(
            _RISKY,
            1,
            65535,
            "Ports that are never open to the internet, whatever security-group-open-ports allows. Those of "
            "Security Hub's EC2.19, and the ports of Oracle, NFS, Docker, Redshift, Redis, Memcached and "
            "MongoDB.",
        )
    },
)

DESCRIBED = Rule(
    id="security-group-described",
    severity=Severity.LOW,
    # Advisory: it opens nothing, and a new description replaces the group.
    level=Level.ADVISORY,
    types=frozenset({SECURITY_GROUP}),
    check=_described,
    finding="A security group does not say what it is for.",
    why="Nobody dares to tighten or delete a group whose purpose is not written down.",
    fix="set description to what the group is for, when it is created: a change replaces the group.",
    source="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html",
)

RULES = (OPEN_PORTS, RISKY_PORTS, DESCRIBED)
