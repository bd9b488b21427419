"""Who reaches a database, and what he can read of it."""

from collections.abc import Iterator, Mapping

from pack.rule import Level, Rule, Severity, Subject, Verdict, cis, security_hub

from ..shared.demands import flag, given, only
from .database_durability import CONTROLS, GUIDE, is_source
from .types import (
    CLUSTER,
    CLUSTER_INSTANCE,
    DATABASES,
    DOCUMENTS,
    DOCUMENTS_INSTANCE,
    GRAPH,
    GRAPH_INSTANCE,
    INSTANCE,
    PROXY,
    SNAPSHOTS,
)

DEFAULT_PORTS: Mapping[str, int] = {
    "postgres": 5432,
    "aurora-postgresql": 5432,
    "mysql": 3306,
    "aurora-mysql": 3306,
    "mariadb": 3306,
    "oracle": 1521,
    "sqlserver": 1433,
    "db2": 50000,
}
"""Source: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html, Port."""

DEFAULT_ADMINS = frozenset({"admin", "administrator", "master", "postgres", "root"})
"""What RDS proposes, and what everybody tries first."""

OLD_AUTHORITIES = frozenset({"rds-ca-2015", "rds-ca-2019"})
"""Expired in March 2020 and in August 2024.

Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html
"""

_WITHOUT_IAM = ("oracle", "sqlserver", "db2", "custom")


def _encrypted(subject: Subject) -> Iterator[Verdict]:
    # A replica is encrypted as its source is, and Aurora Serverless v1 always.
    serverless = subject.type == CLUSTER and subject.props.text("engineMode") == "serverless"
    by_itself = serverless or not is_source(subject)
    if not subject.props.flag("storageEncrypted", by_itself):
        yield "storageEncrypted is false, want true"


def _knows_iam(subject: Subject) -> bool:
    return not subject.props.text("engine").startswith(_WITHOUT_IAM)


def _port(subject: Subject) -> Iterator[Verdict]:
    engine = subject.props.text("engine")
    default = DEFAULT_PORTS.get(engine) or DEFAULT_PORTS.get(engine.partition("-")[0])
    if default and subject.props.number("port", default) == default:
        yield f"port is {default}, the default of {engine}, want another"


def _admin(subject: Subject) -> Iterator[Verdict]:
    name = "masterUsername" if subject.type == CLUSTER else "username"
    if subject.props.text(name).lower() in DEFAULT_ADMINS:
        yield f"{name} is {subject.props.text(name)}, want a name that nobody guesses"


def _authority(subject: Subject) -> Iterator[Verdict]:
    name = "caCertificateIdentifier" if subject.type == CLUSTER else "caCertIdentifier"
    if subject.props.text(name) in OLD_AUTHORITIES:
        yield f"{name} is {subject.props.text(name)}, want rds-ca-rsa2048-g1 or later"


def _shared(subject: Subject) -> Iterator[Verdict]:
    if "all" in subject.props.texts("sharedAccounts"):
        yield "sharedAccounts has all, want numbers of accounts"


ENCRYPTED = Rule(
    id="database-encrypted",
    severity=Severity.HIGH,
    types=DATABASES,
    check=_encrypted,
    finding="A database lies on its disks in clear text.",
    why="Whoever gets hold of a snapshot reads everything, and encryption cannot be added later.",
    fix="set storageEncrypted to true before the first `up`: afterwards it replaces the database.",
    source=f"{CONTROLS}#rds-3",
    controls=security_hub("RDS.3", "RDS.27", "DocumentDB.1", "Neptune.1") + cis("2.3.1"),
)

CUSTOMER_KEY = Rule(
    id="database-customer-key",
    severity=Severity.LOW,
    types=frozenset({INSTANCE, CLUSTER, DOCUMENTS}),
    check=only(is_source, given("kmsKeyId")),
    finding="A database is encrypted with AWS's own key.",
    why="Its snapshots cannot be given to another account, and nobody can take the key away.",
    fix="set kmsKeyId to the ARN of a key of yours.",
    source=f"{GUIDE}/Overview.Encryption.Keys.html",
    # AWS's own key encrypts just as well, and costs nothing.
    level=Level.ADVISORY,
)

NOT_PUBLIC = Rule(
    id="database-not-public",
    severity=Severity.CRITICAL,
    types=frozenset({INSTANCE, CLUSTER, CLUSTER_INSTANCE, GRAPH_INSTANCE}),
    check=flag("publiclyAccessible", False),
    finding="A database has a public address.",
    why="One rule of a security group that is too wide, and the world tries passwords.",
    fix="set publiclyAccessible to false, and reach the database from inside the VPC.",
    source=f"{CONTROLS}#rds-2",
    controls=security_hub("RDS.2") + cis("2.3.3"),
    remedy=lambda subject: {"publiclyAccessible": False},
)

SNAPSHOT_NOT_PUBLIC = Rule(
    id="database-snapshot-not-public",
    severity=Severity.CRITICAL,
    types=SNAPSHOTS,
    check=_shared,
    finding="A snapshot of a database is public.",
    why="Everybody with an AWS account restores it and reads everything.",
    fix="take all out of sharedAccounts.",
    source=f"{CONTROLS}#rds-1",
    controls=security_hub("RDS.1"),
)

IAM_AUTHENTICATION = Rule(
    id="database-iam-authentication",
    severity=Severity.MEDIUM,
    types=frozenset({INSTANCE, CLUSTER, GRAPH}),
    check=only(_knows_iam, flag("iamDatabaseAuthenticationEnabled", True)),
    finding="Only passwords open a database.",
    why="People share them and keep them; a token of IAM lasts 15 minutes and has a name on it.",
    fix="set iamDatabaseAuthenticationEnabled to true; passwords go on working.",
    source=f"{CONTROLS}#rds-10",
    controls=security_hub("RDS.10", "RDS.12", "Neptune.7"),
    remedy=lambda subject: {"iamDatabaseAuthenticationEnabled": True},
)

PORT = Rule(
    id="database-port",
    severity=Severity.LOW,
    types=frozenset({INSTANCE, CLUSTER}),
    check=only(is_source, _port),
    finding="A database listens on the port that everybody expects.",
    why="Scanners try it first, and the port tells which engine answers.",
    fix="set port to another number.",
    source=f"{CONTROLS}#rds-23",
    controls=security_hub("RDS.23"),
    # Behind a security group nobody scans, and a port is no secret: good people differ.
    level=Level.ADVISORY,
)

ADMIN_NAME = Rule(
    id="database-admin-name",
    severity=Severity.LOW,
    types=frozenset({INSTANCE, CLUSTER}),
    check=_admin,
    finding="The first user of a database has the name that everybody expects.",
    why="Who guesses passwords needs no list of names.",
    fix="set username (masterUsername of a cluster) to a name of your own: later it replaces the database.",
    source=f"{CONTROLS}#rds-25",
    controls=security_hub("RDS.24", "RDS.25"),
)

AUTHORITY = Rule(
    id="database-certificate-authority",
    severity=Severity.HIGH,
    types=frozenset({INSTANCE, CLUSTER, CLUSTER_INSTANCE, DOCUMENTS_INSTANCE}),
    check=_authority,
    finding="The certificate of a database comes from an authority that has expired.",
    why="Clients that check certificates cannot connect, and those that can do not check.",
    fix="set caCertIdentifier (caCertificateIdentifier of a cluster) to rds-ca-rsa2048-g1.",
    source=f"{GUIDE}/UsingWithRDS.SSL.html",
)

PROXY_TLS = Rule(
    id="database-proxy-tls",
    severity=Severity.MEDIUM,
    types=frozenset({PROXY}),
    check=flag("requireTls", True),
    finding="A database proxy admits clients without TLS.",
    why="Passwords and rows cross the network in clear text.",
    fix="set requireTls to true, once every client speaks TLS.",
    source=f"{CONTROLS}#rds-43",
    controls=security_hub("RDS.43"),
)

RULES = (
    ENCRYPTED,
    CUSTOMER_KEY,
    NOT_PUBLIC,
    SNAPSHOT_NOT_PUBLIC,
    IAM_AUTHENTICATION,
    PORT,
    ADMIN_NAME,
    AUTHORITY,
    PROXY_TLS,
)
