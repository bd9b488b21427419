"""Canaries: scripts that use a site as its visitors do."""

from localaws.spec import Call, Spec, Tags

_CHANGING = {
    "artifactS3Location": "ArtifactS3Location",
    "artifactConfig": "ArtifactConfig",
    "executionRoleArn": "ExecutionRoleArn",
    "runtimeVersion": "RuntimeVersion",
    "schedule": "Schedule",
    "runConfig": "RunConfig",
    "vpcConfig": "VpcConfig",
    "handler": "Code.Handler",
    "s3Bucket": "Code.S3Bucket",
    "s3Key": "Code.S3Key",
    "s3Version": "Code.S3Version",
    "zipFile": "Code.ZipFile",
    "successRetentionPeriod": "SuccessRetentionPeriodInDays",
    "failureRetentionPeriod": "FailureRetentionPeriodInDays",
}

CANARY = Spec(
    token="aws:synthetics/canary:Canary",
    service="synthetics",
    create=Call(op="CreateCanary", params={"name": "Name", "kmsKeyArn": "KmsKeyArn", **_CHANGING}),
    id="{name}",
    updates=(Call(op="UpdateCanary", params={"name": "Name", **_CHANGING}, partial=True),),
    settles=frozenset({"deleteLambda", "startCanary"}),
    replace_on=frozenset({"name", "kmsKeyArn"}),
    defaults={"deleteLambda": False, "startCanary": False},
    outputs={"arn": "arn:{partition}:synthetics:{region}:{account}:canary:{name}"},
    tags=Tags(create="Tags"),
    recorded="moto can make and list canaries, but not start, change or delete them",
)

SPECS = (CANARY,)
