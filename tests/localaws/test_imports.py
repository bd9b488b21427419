"""An import finds what a program says of the same resource: taking it over changes nothing."""

import json
from typing import Any

from localaws.values import Props
from tests.localaws.conftest import Workbench

TRUST = (
    '{"Version": "2012-10-17", '
    '"Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "*"}}]}'
)
ALLOW = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}'
READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"


def take_over(bench: Workbench, token: str, **inputs: Any) -> tuple[str, Props]:
    """Makes a resource, reads it by its id alone, and compares with the program's inputs."""
    ident, _ = bench.make(token, **inputs)
    kind = bench.package.resource(token, bench.session)
    found = kind.read(ident, {}, {})
    assert found is not None
    outputs, imported = found
    assert kind.diff(imported, outputs, bench.check(token, **inputs)).changed == ()
    return ident, imported


def test_identity(bench: Workbench) -> None:
    take_over(bench, "aws:iam/policy:Policy", policy=ALLOW, tags={"a": "1"})
    role, _ = take_over(bench, "aws:iam/role:Role", assumeRolePolicy=TRUST, description="x")
    take_over(bench, "aws:iam/rolePolicy:RolePolicy", role=role, policy=ALLOW)
    take_over(bench, "aws:iam/rolePolicyAttachment:RolePolicyAttachment", role=role, policyArn=READ_ONLY)
    take_over(bench, "aws:iam/instanceProfile:InstanceProfile", role=role)


def test_bucket(bench: Workbench) -> None:
    bucket, _ = take_over(bench, "aws:s3/bucket:Bucket", bucket=f"i-{bench.session.account}", tags={"a": "1"})
    for setting, inputs in (
        ("BucketPublicAccessBlock", {"blockPublicAcls": True, "ignorePublicAcls": True}),
        ("BucketPolicy", {"policy": ALLOW.replace('"Resource"', '"Principal": "*", "Resource"')}),
        ("BucketOwnershipControls", {"rule": {"objectOwnership": "BucketOwnerEnforced"}}),
        ("BucketVersioning", {"versioningConfiguration": {"status": "Enabled"}}),
    ):
        take_over(bench, f"aws:s3/b{setting[1:]}:{setting}", bucket=bucket, **inputs)


def test_bucket_rules_keep_their_spelling(bench: Workbench) -> None:
    bucket, _ = bench.make("aws:s3/bucket:Bucket", bucket=f"r-{bench.session.account}")
    encryption = {"applyServerSideEncryptionByDefault": {"sseAlgorithm": "AES256"}, "bucketKeyEnabled": False}
    expiry = {"id": "expire", "status": "Enabled", "filter": {"prefix": ""}, "expiration": {"days": 90}}
    for kind, rule in (("ServerSideEncryptionConfiguration", encryption), ("LifecycleConfiguration", expiry)):
        _, imported = take_over(bench, f"aws:s3/bucket{kind}:Bucket{kind}", bucket=bucket, rules=[rule])
        assert imported["rules"] == [rule]


def test_keeping(bench: Workbench) -> None:
    take_over(bench, "aws:cloudwatch/logGroup:LogGroup", name="/x", retentionInDays=14)
    take_over(bench, "aws:ecr/repository:Repository", name="repo", imageTagMutability="IMMUTABLE")
    selection = {"tagStatus": "untagged", "countType": "imageCountMoreThan", "countNumber": 3}
    rules = [{"rulePriority": 1, "selection": selection, "action": {"type": "expire"}}]
    take_over(
        bench,
        "aws:ecr/lifecyclePolicy:LifecyclePolicy",
        repository="repo",
        policy=json.dumps({"rules": rules}),
    )
    key, _ = take_over(bench, "aws:kms/key:Key", enableKeyRotation=True)
    take_over(bench, "aws:kms/alias:Alias", targetKeyId=key)


def test_secret_parameter_stays_out_of_the_open_value(bench: Workbench) -> None:
    _, imported = take_over(bench, "aws:ssm/parameter:Parameter", name="/p", type="SecureString", value="x")
    assert imported["value"] == "x"
    assert "insecureValue" not in imported
    take_over(bench, "aws:ssm/parameter:Parameter", name="/o", type="String", insecureValue="x")


def test_dns(bench: Workbench) -> None:
    zone, _ = take_over(bench, "aws:route53/zone:Zone", name="example.com", comment="c")
    target = {"name": "lb.example.net", "zoneId": "Z1", "evaluateTargetHealth": True}
    for record in (
        {"name": "_proof.www", "type": "TXT", "ttl": 60, "records": ["a"]},
        {"name": "_sip._tcp", "type": "SRV", "ttl": 60, "records": ["1 1 5060 sip.example.com"]},
        {"name": "app", "type": "A", "aliases": [target]},
    ):
        take_over(bench, "aws:route53/record:Record", zoneId=zone, **record)
    take_over(bench, "aws:acm/certificate:Certificate", domainName="example.com", tags={"a": "1"})
