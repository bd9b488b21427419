"""Encryption at rest and in transit, over the whole program. A type that is new here must be judged first."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.components.encryption_classes import BY_KEY, NOTHING_AT_REST, OTHERWISE, WITHOUT_OUR_KEY
from tests.components.whole_program import EVERY_OPTION, arrived, policies, resources, short
from tests.recorder import Recorder, Registration

KEY, LOG_GROUP = "aws:kms/key:Key", "aws:cloudwatch/logGroup:LogGroup"
BUCKET, POLICY = "aws:s3/bucket:Bucket", "aws:s3/bucketPolicy:BucketPolicy"
GROUP, DATABASE = "aws:elasticache/replicationGroup:ReplicationGroup", "aws:rds/instance:Instance"
IN_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"

OPTIONS: dict[str, dict[str, str]] = {"production": {}, "every option": EVERY_OPTION}


@pytest.fixture(params=OPTIONS)
def recorder(program: Callable[..., Recorder], request: pytest.FixtureRequest) -> Recorder:
    return program("prod", **OPTIONS[request.param])


def test_every_type_is_judged_once(program: Callable[..., Recorder]) -> None:
    types = {each.type for changes in OPTIONS.values() for each in resources(program("prod", **changes))}
    judged = [*BY_KEY, *OTHERWISE, *NOTHING_AT_REST]
    assert types == set(judged), types ^ set(judged)
    assert len(judged) == len(set(judged))


def keyed(recorder: Recorder) -> Iterator[tuple[Registration, str, str, set[str]]]:
    """What is encrypted with a key: the resource, the property, the key it has, and those of the purpose."""
    for type_, props in BY_KEY.items():
        for each in recorder.all(type_):
            for prop, allowed in props.items():
                yield each, f"{short(each)} {prop}", each.inputs.get(prop, "").partition(":key/")[2], allowed


def test_data_is_encrypted_with_the_key_of_its_purpose(recorder: Recorder) -> None:
    found = list(keyed(recorder))
    wrong = {
        where: key
        for _, where, key, allowed in found
        if key not in allowed and (key or where not in WITHOUT_OUR_KEY)
    }
    assert wrong == {}
    assert len({key for _, _, key, _ in found if key}) >= 5


def test_exceptions_are_still_needed(program: Callable[..., Recorder]) -> None:
    recordings = [program("prod", **changes) for changes in OPTIONS.values()]
    bare = {where for recorder in recordings for _, where, key, _ in keyed(recorder) if not key}
    assert bare == WITHOUT_OUR_KEY.keys()


def test_keys_rotate_and_stay_in_their_region(recorder: Recorder) -> None:
    """A service takes no key of another region."""
    home = recorder.exports["region"]
    regions = {each.name: each.inputs.get("region", home) for each in recorder.all(KEY)}
    assert all(each.inputs["enableKeyRotation"] for each in recorder.all(KEY))
    for each, where, key, _ in keyed(recorder):
        assert not key or each.inputs.get("region", home) == regions[key], where


def test_switches_that_stand_beside_a_key_are_on(recorder: Recorder) -> None:
    for each in recorder.all(DATABASE):
        assert each.inputs["storageEncrypted"] is True, each.name
    for each in recorder.all(GROUP):
        assert str(each.inputs["atRestEncryptionEnabled"]).lower() == "true"
    (cluster,) = recorder.all("aws:ecs/cluster:Cluster")
    shell = cluster.inputs["configuration"]["executeCommandConfiguration"]
    assert shell["logConfiguration"]["cloudWatchEncryptionEnabled"] is True


def test_disks_of_hosts_are_encrypted(recorder: Recorder) -> None:
    """With the account's own EBS key: the group would need a grant on any other."""
    (template,) = recorder.all("aws:ec2/launchTemplate:LaunchTemplate")
    disks = template.inputs["blockDeviceMappings"]
    assert disks
    assert all(str(disk["ebs"]["encrypted"]).lower() == "true" for disk in disks)


def test_logs_end(recorder: Recorder) -> None:
    groups = recorder.all(LOG_GROUP)
    assert len(groups) >= 9
    assert all(1 <= each.inputs.get("retentionInDays", 0) <= 3653 for each in groups)


def test_buckets_are_shut(recorder: Recorder) -> None:
    buckets = {each.inputs["bucket"] for each in recorder.all(BUCKET)}
    assert len(buckets) == 2

    def each_bucket(type_: str) -> list[Registration]:
        found = recorder.all(f"aws:s3/{type_[0].lower()}{type_[1:]}:{type_}")
        assert {one.inputs["bucket"] for one in found} == buckets, type_
        return found

    for each in each_bucket("BucketPublicAccessBlock"):
        assert {value for prop, value in each.inputs.items() if prop != "bucket"} == {True}
        assert len(each.inputs) == 5
    for each in each_bucket("BucketOwnershipControls"):
        assert each.inputs["rule"] == {"objectOwnership": "BucketOwnerEnforced"}
    for each in each_bucket("BucketServerSideEncryptionConfiguration"):
        (rule,) = each.inputs["rules"]
        assert rule["applyServerSideEncryptionByDefault"]["sseAlgorithm"] in ("AES256", "aws:kms")
    each_bucket("BucketPolicy")
    each_bucket("BucketLifecycleConfiguration")


@pytest.mark.parametrize(
    ("type_", "action"), [(POLICY, "s3:*"), ("aws:sns/topicPolicy:TopicPolicy", "sns:Publish")]
)
def test_buckets_and_topics_take_tls_only(recorder: Recorder, type_: str, action: str) -> None:
    for policy in policies(recorder, type_):
        (denial,) = [each for each in policy.statements if each["Effect"] == "Deny"]
        assert (denial["Principal"], denial["Action"]) == ("*", action), policy.where
        assert denial["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}, policy.where


def test_tls_from_the_browser_to_the_load_balancer(recorder: Recorder) -> None:
    """As decided: TLS 1.2 and 1.3 with forward secrecy on both legs, and plain HTTP nowhere."""
    (cdn,) = recorder.all("aws:cloudfront/distribution:Distribution")
    assert cdn.inputs["viewerCertificate"]["minimumProtocolVersion"] == "TLSv1.2_2021"
    behaviors = [cdn.inputs["defaultCacheBehavior"], *cdn.inputs["orderedCacheBehaviors"]]
    assert {each["viewerProtocolPolicy"] for each in behaviors} <= {"redirect-to-https", "https-only"}
    (leg,) = legs(recorder)
    assert leg["originProtocolPolicy"] == "https-only"
    protocols = leg["originSslProtocols"]
    assert (protocols["items"] if isinstance(protocols, dict) else protocols) == ["TLSv1.2"]
    (listener,) = recorder.all("aws:lb/listener:Listener")
    assert listener.inputs["protocol"] == "HTTPS"
    assert listener.inputs["sslPolicy"] == "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"


def legs(recorder: Recorder) -> list[dict[str, Any]]:
    """How CloudFront reaches the load balancer: by a VPC origin, or by a public one."""
    (cdn,) = recorder.all("aws:cloudfront/distribution:Distribution")
    outer = [each.get("customOriginConfig") for each in arrived(cdn.inputs["origins"])]
    inner = [
        each.inputs["vpcOriginEndpointConfig"] for each in recorder.all("aws:cloudfront/vpcOrigin:VpcOrigin")
    ]
    return [each for each in (*inner, *outer) if each]


def test_tls_to_the_data(recorder: Recorder) -> None:
    """The stores take nothing else, and the backend insists too."""
    for group in recorder.all("aws:rds/parameterGroup:ParameterGroup"):
        values = {each["name"]: each["value"] for each in group.inputs["parameters"]}
        assert values["rds.force_ssl"] == "1", group.name
    assert all(each.inputs["requireTls"] for each in recorder.all("aws:rds/proxy:Proxy"))
    (cache,) = recorder.all(GROUP)
    assert cache.inputs["transitEncryptionEnabled"] is True
    assert cache.inputs["transitEncryptionMode"] == "required"
    for name in ("backend", "backend-migrate"):
        task = recorder.one("aws:ecs/taskDefinition:TaskDefinition", name)
        (container,) = json.loads(task.inputs["containerDefinitions"])
        said = {each["name"]: each["value"] for each in container["environment"]}
        assert said["DATABASE_SSL_MODE"].startswith("verify-")
        assert said["REDIS_TLS"] == "true"


def test_plain_http_is_spoken_inside_the_network_only(recorder: Recorder) -> None:
    """To the tasks: by the load balancer, which ends TLS, and to the backend by the frontend."""
    plain = {
        (each.inputs["referencedSecurityGroupId"], each.inputs["securityGroupId"], each.inputs["toPort"])
        for each in recorder.all(IN_RULE)
        if each.inputs["fromPort"] not in (443, 5432, 6379)
    }
    assert plain == {
        ("load-balancer-id", "backend-id", 3000),
        ("load-balancer-id", "frontend-id", 3000),
        ("frontend-id", "backend-id", 3000),
    }
