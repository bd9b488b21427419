"""What data cannot say of web ACLs: lock tokens, ids of three parts, lists that AWS has as maps."""

from collections.abc import Iterator
from typing import Any

from localaws.shapes import Misfit
from localaws.spec import Call, Lookup, Send
from localaws.values import Props, Unknown

_INSPECTED = {
    "apiGateway": "API_GATEWAY",
    "appRunnerService": "APP_RUNNER_SERVICE",
    "cloudfront": "CLOUDFRONT",
    "cognitoUserPool": "COGNITO_USER_POOL",
    "verifiedAccessInstance": "VERIFIED_ACCESS_INSTANCE",
}
"""Pulumi's word for a kind of guarded resource -> AWS's."""


def finding(op: str) -> Lookup:
    """Finds an existing one: the parts of an imported id (`id/name/scope`), and the present lock token.

    AWS takes a change only together with the token that the last read gave.
    """
    read = Call(op=op, params={"name": "Name", "scope": "Scope", "id": "Id"})

    def lookup(send: Send, context: Props) -> Props:
        if "id" not in context:
            return {}
        which = _parts(context)
        return {**which, "lockToken": send(read, {**context, **which})["LockToken"]}

    return lookup


def _parts(context: Props) -> Props:
    ident, *rest = context["id"].split("/")
    return {"id": ident, **dict(zip(("name", "scope"), rest, strict=False))}


def web_acl(params: dict[str, Any]) -> dict[str, Any]:
    """Maps where AWS has maps; and rules that AWS would take."""
    if isinstance(bodies := params.get("CustomResponseBodies"), list):
        params["CustomResponseBodies"] = {
            body["key"]: {"Content": body["content"], "ContentType": body["contentType"]} for body in bodies
        }
    association = params.get("AssociationConfig")
    if isinstance(association, dict) and isinstance(limits := association.get("RequestBody"), list):
        association["RequestBody"] = {
            _INSPECTED[kind]: {"DefaultSizeInspectionLimit": limit["defaultSizeInspectionLimit"]}
            for block in limits
            for kind, limit in block.items()
        }
    if isinstance(rules := params.get("Rules"), list) and (faults := list(_faults(rules))):
        raise Misfit("; ".join(faults))
    return params


def _faults(rules: list[Any]) -> Iterator[str]:
    """What AWS refuses in rules and its model does not say.

    Source: https://docs.aws.amazon.com/waf/latest/APIReference/API_Rule.html
    """
    known = [rule for rule in rules if isinstance(rule, dict)]
    taken: dict[Any, Any] = {}
    for rule in known:
        name, priority, statement = rule.get("Name"), rule.get("Priority"), rule.get("Statement")
        if not isinstance(priority, Unknown) and priority in taken:
            yield f"rules: {taken[priority]} and {name} both have priority {priority}; each needs its own"
        taken[priority] = name
        if isinstance(statement, dict):
            group = statement.keys() & {"ManagedRuleGroupStatement", "RuleGroupReferenceStatement"}
            needed = "OverrideAction" if group else "Action"
            if needed not in rule:
                yield f"rules: {name} needs {needed[0].lower()}{needed[1:]}"


def plain_web_acl(found: dict[str, Any]) -> dict[str, Any]:
    """Lists where Pulumi has lists, texts where AWS answers bytes, and the scope, which the ARN tells."""
    acl = _with_texts({key: value for key, value in found["WebACL"].items() if value is not None})
    if bodies := acl.get("CustomResponseBodies"):
        acl["CustomResponseBodies"] = [{"Key": key, **body} for key, body in bodies.items()]
    if limits := (acl.get("AssociationConfig") or {}).get("RequestBody"):
        names = {theirs: ours for ours, theirs in _INSPECTED.items()}
        acl["AssociationConfig"] = {
            "RequestBody": [{names[kind]: limit for kind, limit in limits.items()}],
        }
    return {**found, "WebACL": {**acl, "Scope": _scope(acl["ARN"])}}


def plain_ip_set(found: dict[str, Any]) -> dict[str, Any]:
    """The scope too, which the ARN tells."""
    return {**found, "IPSet": {**found["IPSet"], "Scope": _scope(found["IPSet"]["ARN"])}}


def _scope(arn: str) -> str:
    return "CLOUDFRONT" if ":global/" in arn else "REGIONAL"


def _with_texts(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, dict):
        return {key: _with_texts(item) for key, item in value.items()}
    return [_with_texts(item) for item in value] if isinstance(value, list) else value


def with_addresses(params: dict[str, Any]) -> dict[str, Any]:
    """A set without addresses is an empty one; AWS wants that said."""
    return {"Addresses": [], **params}


def to_waf_logs(params: dict[str, Any]) -> dict[str, Any]:
    """Refuses destinations that AWS refuses for their name.

    Source: https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html
    """
    for arn in params.get("LoggingConfiguration", {}).get("LogDestinationConfigs") or []:
        if isinstance(arn, str) and "aws-waf-logs-" not in arn:
            raise Misfit(f"logDestinationConfigs: the name must start with aws-waf-logs- (got {arn})")
    return params
