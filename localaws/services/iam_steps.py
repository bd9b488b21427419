"""Steps of IAM resources that take several calls: what hangs on a role, a policy's versions, a profile."""

import json
from typing import Any

from localaws.spec import Call, Send
from localaws.values import Props

VERSIONS = 5
"""Versions of a managed policy that AWS keeps; a sixth is refused.
Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"""

_ROLE = {"id": "RoleName"}
_ATTACHED = Call(op="ListAttachedRolePolicies", params=_ROLE, path="AttachedPolicies[].PolicyArn")
_ATTACH = Call(op="AttachRolePolicy", params={**_ROLE, "policyArn": "PolicyArn"})
_DETACH = Call(op="DetachRolePolicy", params={**_ROLE, "policyArn": "PolicyArn"})
_INLINE = Call(op="ListRolePolicies", params=_ROLE, path="PolicyNames")
_PUT_INLINE = Call(
    op="PutRolePolicy", params={**_ROLE, "policyName": "PolicyName", "policy": "PolicyDocument"}
)
_DELETE_INLINE = Call(op="DeleteRolePolicy", params={**_ROLE, "policyName": "PolicyName"})
_WEARERS = Call(op="ListInstanceProfilesForRole", params=_ROLE, path="InstanceProfiles[].InstanceProfileName")


def as_json(found: dict[str, Any]) -> dict[str, Any]:
    """Policy documents as the text they are at AWS; botocore parses them."""
    return {
        member: json.dumps(value) if member.endswith("Document") and isinstance(value, dict) else value
        for member, value in found.items()
    }


def attached_arns(found: dict[str, Any]) -> dict[str, Any]:
    """The ARNs alone, of policies that AWS answers with their names."""
    return {"managedPolicyArns": [policy["PolicyArn"] for policy in found["AttachedPolicies"]]}


def sync_role(send: Send, context: Props) -> None:
    """Where a role names all its policies, attaches and writes those and removes every other."""
    if (wanted := context.get("managedPolicyArns")) is not None:
        attached = send(_ATTACHED, context)
        _each(send, _DETACH, context, "policyArn", set(attached) - set(wanted))
        _each(send, _ATTACH, context, "policyArn", set(wanted) - set(attached))
    if (inline := context.get("inlinePolicies")) is not None:
        _each(
            send,
            _DELETE_INLINE,
            context,
            "policyName",
            set(send(_INLINE, context)) - {policy["name"] for policy in inline},
        )
        for policy in inline:
            send(_PUT_INLINE, {**context, "policyName": policy["name"], "policy": policy["policy"]})


def detach(send: Send, context: Props) -> None:
    """Takes off a role what its deletion may: profiles always, policies that are its own or by force."""
    force = context.get("forceDetachPolicies")
    _each(send, _REMOVE, {**context, "role": context["id"]}, "profile", send(_WEARERS, context))
    if force or context.get("managedPolicyArns"):
        _each(send, _DETACH, context, "policyArn", send(_ATTACHED, context))
    if force or context.get("inlinePolicies"):
        _each(send, _DELETE_INLINE, context, "policyName", send(_INLINE, context))


_POLICY = {"id": "PolicyArn"}
_OLD_VERSIONS = Call(
    op="ListPolicyVersions",
    params=_POLICY,
    path="sort_by(Versions[?!IsDefaultVersion], &CreateDate)[].VersionId",
)
_DELETE_VERSION = Call(op="DeletePolicyVersion", params={**_POLICY, "version": "VersionId"})


def make_room(send: Send, context: Props) -> None:
    """Deletes a policy's oldest versions, so that the next one has room."""
    old = send(_OLD_VERSIONS, context)
    _each(send, _DELETE_VERSION, context, "version", old[: max(0, len(old) - (VERSIONS - 2))])


def forget_versions(send: Send, context: Props) -> None:
    """Deletes all versions of a policy but the one in force, which goes with the policy."""
    _each(send, _DELETE_VERSION, context, "version", send(_OLD_VERSIONS, context))


_WORN = Call(
    op="GetInstanceProfile", params={"id": "InstanceProfileName"}, path="InstanceProfile.Roles[].RoleName"
)
_ADD = Call(op="AddRoleToInstanceProfile", params={"id": "InstanceProfileName", "role": "RoleName"})
_REMOVE = Call(
    op="RemoveRoleFromInstanceProfile", params={"profile": "InstanceProfileName", "role": "RoleName"}
)


def wear_role(send: Send, context: Props) -> None:
    """A profile holds one role: the old one leaves before the new one enters."""
    if context.get("role") not in (worn := send(_WORN, context)):
        _each(send, _REMOVE, {**context, "profile": context["id"]}, "role", worn)
        _each(send, _ADD, context, "role", [context["role"]] if context.get("role") else [])


def empty_profile(send: Send, context: Props) -> None:
    """Takes the role out of a profile; AWS deletes only empty ones."""
    _each(send, _REMOVE, {**context, "profile": context["id"]}, "role", send(_WORN, context))


def _each(send: Send, call: Call, context: Props, prop: str, values: Any) -> None:
    for value in sorted(values) if isinstance(values, set) else values:
        send(call, {**context, prop: value})
