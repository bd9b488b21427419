"""Log groups, image repositories, keys and parameters live a whole life against moto."""

import json

import pytest

from localaws.errors import CloudError
from localaws.naming import Naming
from localaws.values import Props
from tests.localaws.conftest import Workbench

LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup"
REPOSITORY = "aws:ecr/repository:Repository"
KEY = "aws:kms/key:Key"
PARAMETER = "aws:ssm/parameter:Parameter"


def test_log_group(bench: Workbench) -> None:
    bench.live(
        LOG_GROUP,
        {"retentionInDays": 90, "tags": {"b": "2"}},
        name="/alicerce/prod/backend",
        retentionInDays=14,
        tags={"a": "1"},
    )


class Spy:
    """Notes the calls that reach AWS."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def before(self, service: str, op: str) -> None:
        self.calls.append(op)

    def after(self, service: str, op: str) -> None: ...


@pytest.mark.parametrize("forever", [{}, {"retentionInDays": 0}])
def test_log_group_keeps_logs_for_ever(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch, forever: Props
) -> None:
    """moto takes a retention of 0 days for none; AWS refuses it, so the call itself is looked at."""
    kind = bench.package.resource(LOG_GROUP, bench.session)
    old = bench.check(LOG_GROUP, name="/forever", retentionInDays=14)
    ident, outputs = kind.create(old)
    monkeypatch.setattr(bench.package.cloud, "interference", spy := Spy())
    kind.update(ident, old, outputs, bench.check(LOG_GROUP, name="/forever", **forever))
    assert "DeleteRetentionPolicy" in spy.calls
    assert "PutRetentionPolicy" not in spy.calls


def test_log_group_with_a_key(bench: Workbench) -> None:
    _, key = bench.make(KEY)
    bench.live(LOG_GROUP, name="/secret", kmsKeyId=key["arn"])


def test_log_group_arn_has_no_star(bench: Workbench) -> None:
    _, outputs = bench.make(LOG_GROUP, name="/a")
    assert outputs["arn"] == f"arn:aws:logs:us-east-1:{bench.session.account}:log-group:/a"


def test_repository(bench: Workbench) -> None:
    bench.live(
        REPOSITORY,
        {
            "imageTagMutability": "MUTABLE",
            "imageScanningConfiguration": {"scanOnPush": False},
            "tags": {"b": "2"},
        },
        name="alicerce/prod/backend",
        forceDelete=False,
        imageTagMutability="IMMUTABLE",
        imageScanningConfiguration={"scanOnPush": True},
        encryptionConfigurations=[{"encryptionType": "AES256"}],
        tags={"a": "1"},
    )


def test_repository_url(bench: Workbench) -> None:
    _, outputs = bench.make(REPOSITORY, name="a/b")
    assert outputs["repositoryUrl"] == f"{bench.session.account}.dkr.ecr.us-east-1.amazonaws.com/a/b"


def test_repository_with_images_goes_only_by_force(bench: Workbench) -> None:
    kind = bench.package.resource(REPOSITORY, bench.session)
    ident, outputs = bench.make(REPOSITORY, name="full")
    manifest = {"schemaVersion": 2, "mediaType": "application/vnd.docker.distribution.manifest.v2+json"}
    bench.call("ecr", "PutImage", repositoryName="full", imageManifest=json.dumps(manifest), imageTag="1.0.0")
    with pytest.raises(CloudError, match="RepositoryNotEmpty"):
        kind.delete(ident, outputs, outputs)
    kind.delete(ident, {**outputs, "forceDelete": True}, outputs)
    assert kind.read(ident, outputs, outputs) is None


def _lifecycle(keep: int) -> str:
    selection = {"tagStatus": "tagged", "tagPatternList": ["*"], "countType": "imageCountMoreThan"}
    rule = {
        "rulePriority": 1,
        "selection": {**selection, "countNumber": keep},
        "action": {"type": "expire"},
    }
    return json.dumps({"rules": [rule]}, indent=2)


def test_repository_lifecycle_is_replaced_by_a_change(bench: Workbench) -> None:
    token = "aws:ecr/lifecyclePolicy:LifecyclePolicy"
    bench.make(REPOSITORY, name="app")
    bench.live(token, repository="app", policy=_lifecycle(30))
    kind = bench.package.resource(token, bench.session)
    old = bench.check(token, repository="app", policy=_lifecycle(30))
    difference = kind.diff(old, old, {**old, "policy": _lifecycle(10)})
    assert difference.replaces == ("policy",)


def test_key(bench: Workbench) -> None:
    policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "kms:*", "Resource": "*"}]}
    bench.live(
        KEY,
        {"description": "new", "enableKeyRotation": False, "isEnabled": False, "tags": {"b": "2"}},
        description="old",
        enableKeyRotation=True,
        isEnabled=True,
        deletionWindowInDays=7,
        policy=json.dumps(policy),
        tags={"a": "1"},
    )


def test_key_rotation_period(bench: Workbench) -> None:
    bench.live(KEY, {"rotationPeriodInDays": 180}, enableKeyRotation=True, rotationPeriodInDays=90)


@pytest.mark.parametrize("form", ["keyId", "arn"])
def test_alias(bench: Workbench, form: str) -> None:
    one, two = (bench.make(KEY)[1] for _ in range(2))
    bench.live("aws:kms/alias:Alias", {"targetKeyId": two[form]}, name="alias/app", targetKeyId=one[form])
    _, outputs = bench.make("aws:kms/alias:Alias", targetKeyId=one[form])
    assert outputs["name"].startswith("alias/thing-")
    assert outputs["targetKeyArn"] == one["arn"]


@pytest.mark.parametrize("kind", ["String", "SecureString"])
def test_parameter(bench: Workbench, kind: str) -> None:
    bench.live(
        PARAMETER,
        {"value": "two", "description": "new", "tags": {"b": "2"}},
        name="/app/one",
        type=kind,
        value="one",
        description="old",
        overwrite=True,
        tags={"a": "1"},
    )


def test_parameter_in_the_open(bench: Workbench) -> None:
    bench.live(PARAMETER, {"insecureValue": "two"}, name="/app/open", type="String", insecureValue="one")


def test_parameter_that_is_there_already(bench: Workbench) -> None:
    bench.call("ssm", "PutParameter", Name="/app/there", Type="String", Value="x")
    news = bench.check(PARAMETER, name="/app/there", type="String", value="y")
    with pytest.raises(CloudError, match="ParameterAlreadyExists"):
        bench.package.resource(PARAMETER, bench.session).create(news)


def test_wrong_parameter_type_is_a_sentence(bench: Workbench) -> None:
    kind = bench.package.resource(PARAMETER, bench.session)
    _, failures = kind.check({}, {"name": "/a", "type": "Text", "value": "x"}, Naming("thing"))
    assert (
        failures[0]
        == "type: Type must be one of String, StringList, SecureString (got 'Text') (ssm PutParameter)"
    )
