"""Image repositories."""

from typing import Any

from localaws.spec import Call, Name, Spec, Tags


def _with_blocks(repository: dict[str, Any]) -> dict[str, Any]:
    """The encryption as the list of one block that Pulumi has for it."""
    return {**repository, "encryptionConfiguration": [repository["encryptionConfiguration"]]}


REPOSITORY = Spec(
    token="aws:ecr/repository:Repository",
    service="ecr",
    create=Call(
        op="CreateRepository",
        params={
            "name": "repositoryName",
            "imageTagMutability": "imageTagMutability",
            "imageTagMutabilityExclusionFilters": "imageTagMutabilityExclusionFilters",
            "imageScanningConfiguration": "imageScanningConfiguration",
            "encryptionConfigurations": "encryptionConfiguration",
        },
        path="repository",
    ),
    id="repositoryName",
    read=Call(
        op="DescribeRepositories",
        params={"id": "repositoryNames[0]"},
        path="repositories[0]",
        tidy=_with_blocks,
    ),
    updates=(
        Call(
            op="PutImageTagMutability",
            params={
                "id": "repositoryName",
                "imageTagMutability": "imageTagMutability",
                "imageTagMutabilityExclusionFilters": "imageTagMutabilityExclusionFilters",
            },
        ),
        Call(
            op="PutImageScanningConfiguration",
            params={
                "id": "repositoryName",
                "imageScanningConfiguration": "imageScanningConfiguration",
            },
        ),
    ),
    delete=(Call(op="DeleteRepository", params={"id": "repositoryName", "forceDelete": "force"}),),
    replace_on=frozenset({"name", "encryptionConfigurations"}),
    defaults={
        "imageTagMutability": "MUTABLE",
        "imageScanningConfiguration": {"scanOnPush": False},
        "encryptionConfigurations": [{"encryptionType": "AES256"}],
        "forceDelete": False,
    },
    outputs={"arn": "repositoryArn", "registryId": "registryId", "repositoryUrl": "repositoryUri"},
    tags=Tags(
        create="tags",
        set=Call(op="TagResource", params={"arn": "resourceArn", "tags": "tags"}),
        unset=Call(op="UntagResource", params={"arn": "resourceArn", "tagKeys": "tagKeys"}),
        read=Call(op="ListTagsForResource", params={"arn": "resourceArn"}),
        get="tags",
    ),
    name=Name(longest=256),
)

LIFECYCLE_POLICY = Spec(
    token="aws:ecr/lifecyclePolicy:LifecyclePolicy",
    service="ecr",
    create=Call(
        op="PutLifecyclePolicy",
        params={"repository": "repositoryName", "policy": "lifecyclePolicyText"},
    ),
    id="repositoryName",
    read=Call(op="GetLifecyclePolicy", params={"id": "repositoryName"}),
    delete=(Call(op="DeleteLifecyclePolicy", params={"id": "repositoryName"}),),
    replace_on=frozenset({"repository", "policy"}),
    outputs={"registryId": "registryId"},
)

SPECS = (REPOSITORY, LIFECYCLE_POLICY)
