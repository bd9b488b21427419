"""Faults in the project's own source: what somebody might write one day, past every component."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass

from tests.programs import ROOT
from tests.up.driver import Driver


@dataclass(frozen=True)
class Edit:
    """A change of one file."""

    file: str
    before: str
    """What is there once."""
    after: str = ""


@dataclass(frozen=True)
class Fault:
    """A mistake, and what the pack must say of it."""

    rule: str
    resource: str
    """As the engine prints it."""
    says: str
    edits: tuple[Edit, ...]


CONTAINER = "components/container.py"
INSTANCE = "components/database_instance.py"
GROUP = 'group = firewall.group(name, "Database", args.cloud, args.vpc_id, child)\n'
DOOR = Edit(
    "components/database.py",
    GROUP,
    f"""{GROUP}
        from pulumi_aws import vpc
        vpc.SecurityGroupIngressRule(
            f"{{name}}-world", security_group_id=group.id, cidr_ipv4="0.0.0.0/0", ip_protocol="tcp",
            from_port=5432, to_port=5432, opts=child,
        )
""",
)
TASK = "aws:ecs:TaskDefinition: backend"
DATABASE = "aws:rds:Instance: database"

FAULTS = (
    Fault(
        "container-non-root",
        TASK,
        'container backend has user "root", want a user that is neither root nor an administrator',
        (Edit(CONTAINER, '"user": f"{USER}:{USER}"', '"user": "root"'),),
    ),
    Fault(
        "container-read-only-root",
        TASK,
        "container backend has readonlyRootFilesystem false, want true.",
        (Edit(CONTAINER, '"readonlyRootFilesystem": True,'),),
    ),
    Fault(
        "container-memory-limit",
        TASK,
        "container backend has memory of the task unset, want a limit.",
        # The only container of a task is limited by the task's memory, too.
        (
            Edit(CONTAINER, '"memory": container.memory,'),
            Edit("components/task.py", "memory=str(container.memory),"),
        ),
    ),
    Fault(
        "container-image-pinned",
        TASK,
        'alicerce/prod/backend:latest", want a version that never moves in place of latest.',
        (
            Edit(
                CONTAINER,
                '"image": container.image',
                '"image": f"{container.image.rpartition(\':\')[0]}:latest"',
            ),
        ),
    ),
    Fault(
        "container-plain-secrets",
        TASK,
        "container backend has DATABASE_PASSWORD in plain environment, whose name is that of a secret;",
        (
            Edit(
                CONTAINER,
                '_variables(container.environment, "value")',
                '[{"name": "DATABASE_PASSWORD", "value": "xyzzy-plugh-42"}]',
            ),
        ),
    ),
    Fault(
        "security-group-open-ports",
        "aws:vpc:SecurityGroupIngressRule: database-world",
        "the rule opens port 5432 to 0.0.0.0/0, want no port but: 443.",
        (DOOR,),
    ),
    Fault(
        "data-out-of-reach",
        DATABASE,
        "internet > Instance database, hosts before the data: 0, want 2.",
        (DOOR,),
    ),
    Fault(
        "database-encrypted",
        DATABASE,
        "storageEncrypted is false, want true.",
        (
            Edit(
                INSTANCE,
                "storage_encrypted=True,\n        kms_key_id",
                "storage_encrypted=False,\n        kms_key_id",
            ),
        ),
    ),
    Fault(
        "database-not-public",
        DATABASE,
        "publiclyAccessible is true, want false.",
        (Edit(INSTANCE, '"publicly_accessible": False', '"publicly_accessible": True'),),
    ),
    Fault(
        "entry-web-acl",
        "aws:cloudfront:Distribution: cdn",
        "webAclId is not set, want the ARN of a web ACL.",
        (Edit("components/cdn_distribution.py", "web_acl_id=site.web_acl_arn,"),),
    ),
    Fault(
        "log-group-retention",
        "aws:cloudwatch:LogGroup: backend",
        "retentionInDays is missing, which is for ever, want a number of days.",
        (Edit("components/service.py", "retention_in_days=args.log_retention_days,"),),
    ),
    Fault(
        "service-public-ip",
        "aws:ecs:Service: backend",
        "networkConfiguration.assignPublicIp is true, want false.",
        (Edit("components/rollout.py", "assign_public_ip=False", "assign_public_ip=True"),),
    ),
    Fault(
        "instance-metadata-v2",
        "aws:ec2:LaunchTemplate: cluster",
        "metadataOptions.httpTokens is optional, want required.",
        (Edit("components/hosts.py", 'http_tokens="required"', 'http_tokens="optional"'),),
    ),
)


def plant(driver: Driver, faults: Iterable[Fault]) -> None:
    """Makes the edits in a copy of the project, whose components are copied for that."""
    components = driver.folder / "components"
    components.unlink()
    shutil.copytree(ROOT / "components", components, ignore=shutil.ignore_patterns("__pycache__"))
    for edit in dict.fromkeys(edit for fault in faults for edit in fault.edits):
        path = driver.folder / edit.file
        text = path.read_text()
        assert text.count(edit.before) == 1, f"{edit.file} has changed: {edit.before} is not there once"
        path.write_text(text.replace(edit.before, edit.after))
