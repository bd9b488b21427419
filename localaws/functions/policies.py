"""Managed policies, one's own and AWS's."""

import json
from typing import Any

from localaws.errors import Gone
from localaws.functions.question import Question, has_tags, tag_map
from localaws.values import Props


def get_policy(question: Question) -> Props:
    """The managed policy of an ARN, or of a name and path prefix, with its document."""
    found = question.the_one("managed policy", _policies(question))
    version = question.call(
        "iam", "GetPolicyVersion", PolicyArn=found["Arn"], VersionId=found["DefaultVersionId"]
    )
    return {
        **question.args,
        "id": found["Arn"],
        "arn": found["Arn"],
        "name": found["PolicyName"],
        "path": found["Path"],
        "policyId": found["PolicyId"],
        "description": found.get("Description", ""),
        "attachmentCount": found["AttachmentCount"],
        "policy": json.dumps(version["PolicyVersion"]["Document"]),
        "tags": tag_map(found.get("Tags")),
    }


def _policies(question: Question) -> list[dict[str, Any]]:
    args = question.args
    arns = [args["arn"]] if args.get("arn") else _named(question, args.get("name"), args.get("pathPrefix"))
    try:
        found = [question.call("iam", "GetPolicy", PolicyArn=arn)["Policy"] for arn in arns]
    except Gone:
        return []
    return [policy for policy in found if has_tags(policy.get("Tags"), args.get("tags"))]


def _named(question: Question, name: str | None, prefix: str | None) -> list[str]:
    arns, marker = [], None
    while True:
        page = question.call("iam", "ListPolicies", PathPrefix=prefix, Marker=marker)
        arns += [each["Arn"] for each in page["Policies"] if name in (None, each["PolicyName"])]
        marker = page.get("Marker")
        if not page.get("IsTruncated"):
            return arns
