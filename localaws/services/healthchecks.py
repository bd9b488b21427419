"""Health checks of DNS."""

import uuid
from typing import Any

from localaws.spec import Call, Spec, Tags

_ID = {"id": "HealthCheckId"}
_CONFIG = "HealthCheckConfig"

_CHANGING = {
    "ipAddress": "IPAddress",
    "port": "Port",
    "resourcePath": "ResourcePath",
    "fqdn": "FullyQualifiedDomainName",
    "searchString": "SearchString",
    "failureThreshold": "FailureThreshold",
    "invertHealthcheck": "Inverted",
    "disabled": "Disabled",
    "childHealthThreshold": "HealthThreshold",
    "childHealthchecks": "ChildHealthChecks",
    "enableSni": "EnableSNI",
    "regions": "Regions",
    "cloudwatchAlarmName": "AlarmIdentifier.Name",
    "cloudwatchAlarmRegion": "AlarmIdentifier.Region",
    "insufficientDataHealthStatus": "InsufficientDataHealthStatus",
}
_FIXED = {
    "type": "Type",
    "requestInterval": "RequestInterval",
    "measureLatency": "MeasureLatency",
    "routingControlArn": "RoutingControlArn",
}


def _with_reference(params: dict[str, Any]) -> dict[str, Any]:
    """A reference that AWS wants to be unique, behind the one that the program gives."""
    given = params.get("CallerReference")
    unique = uuid.uuid4().hex
    return {**params, "CallerReference": f"{given}-{unique}" if given else unique}


def _tagging(prop: str, member: str) -> Call:
    return Call(
        op="ChangeTagsForResource",
        params={"id": "ResourceId", prop: member},
        fixed={"ResourceType": "healthcheck"},
    )


HEALTH_CHECK = Spec(
    token="aws:route53/healthCheck:HealthCheck",
    service="route53",
    create=Call(
        op="CreateHealthCheck",
        params={
            "referenceName": "CallerReference",
            **{prop: f"{_CONFIG}.{member}" for prop, member in {**_FIXED, **_CHANGING}.items()},
        },
        path="HealthCheck",
        hook=_with_reference,
    ),
    id="Id",
    read=Call(
        op="GetHealthCheck",
        params=_ID,
        path="HealthCheck",
        gets={prop: f"{_CONFIG}.{member}" for prop, member in _CHANGING.items()},
    ),
    updates=(Call(op="UpdateHealthCheck", params={**_ID, **_CHANGING}),),
    delete=(Call(op="DeleteHealthCheck", params=_ID),),
    replace_on=frozenset({"referenceName", *_FIXED}),
    defaults={"disabled": False, "invertHealthcheck": False, "measureLatency": False},
    kept=frozenset(
        {
            "enableSni",
            "failureThreshold",
            "insufficientDataHealthStatus",
            "port",
            "regions",
            "requestInterval",
        }
    ),
    outputs={"arn": "arn:{partition}:route53:::healthcheck/{id}"},
    ignored={"triggers": "an alarm's settings are not copied into a health check here"},
    unread={"referenceName": "AWS answers the whole reference, of which it is the beginning"},
    tags=Tags(
        set=_tagging("tags", "AddTags"),
        unset=_tagging("tagKeys", "RemoveTagKeys"),
        read=Call(
            op="ListTagsForResource", params={"id": "ResourceId"}, fixed={"ResourceType": "healthcheck"}
        ),
        get="ResourceTagSet.Tags",
    ),
)

SPECS = (HEALTH_CHECK,)
