"""Who and where a program is."""

from functools import cache
from typing import Any

from botocore.loaders import create_loader

from localaws.errors import LocalAwsError
from localaws.functions.question import Question
from localaws.values import Props


def get_caller_identity(question: Question) -> Props:
    """Account, ARN and user id of the credentials in use."""
    answer = question.call("sts", "GetCallerIdentity")
    return {
        "id": answer["Account"],
        "accountId": answer["Account"],
        "arn": answer["Arn"],
        "userId": answer["UserId"],
    }


def get_region(question: Question) -> Props:
    """The provider's region, or the one of a name or an endpoint."""
    endpoint = question.args.get("endpoint")
    region = question.args.get("name") or question.region
    if endpoint:
        region = endpoint.removeprefix("ec2.").split(".", 1)[0]
    partition = _partition_of(region)
    return {
        "id": region,
        "name": region,
        "region": region,
        "description": partition["regions"][region]["description"],
        "endpoint": endpoint or f"ec2.{region}.{partition['dnsSuffix']}",
    }


def get_partition(question: Question) -> Props:
    """The partition of the provider's region."""
    partition = _partition_of(question.region)
    suffix: str = partition["dnsSuffix"]
    return {
        "id": partition["partition"],
        "partition": partition["partition"],
        "dnsSuffix": suffix,
        "reverseDnsPrefix": ".".join(reversed(suffix.split("."))),
    }


@cache
def _partitions() -> list[dict[str, Any]]:
    data: dict[str, Any] = create_loader().load_data("endpoints")
    return list(data["partitions"])


def _partition_of(region: str) -> dict[str, Any]:
    for partition in _partitions():
        if region in partition["regions"]:
            return partition
    raise LocalAwsError(f"{region} is not a region of AWS; us-east-1, for example, is one")
