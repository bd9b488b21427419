"""DNS: hosted zones and records."""

from localaws.services import route53_steps as steps
from localaws.spec import Call, Spec, Tags

_ZONE = {"id": "Id"}

ZONE = Spec(
    token="aws:route53/zone:Zone",
    service="route53",
    create=Call(
        op="CreateHostedZone",
        params={
            "name": "Name",
            "comment": "HostedZoneConfig.Comment",
            "delegationSetId": "DelegationSetId",
            "vpcs": "VPC",
        },
        hook=steps.new_zone,
        tidy=steps.plain_zone,
    ),
    id="HostedZone.Id",
    read=Call(
        op="GetHostedZone",
        params=_ZONE,
        gets={
            "name": "HostedZone.Name",
            "comment": "HostedZone.Config.Comment",
            "delegationSetId": "DelegationSet.Id",
            "vpcs": "VPCs",
        },
        tidy=steps.plain_zone,
    ),
    more=(
        Call(
            # A private zone has no delegation set to read them from.
            op="ListResourceRecordSets",
            params={"id": "HostedZoneId"},
            path="ResourceRecordSets[?Type=='NS'] | [0]",
            gets={"nameServers": "nameServers", "primaryNameServer": "primaryNameServer"},
            tidy=steps.name_servers,
        ),
    ),
    updates=(Call(op="UpdateHostedZoneComment", params={**_ZONE, "comment": "Comment"}),),
    settle=steps.sync_networks,
    settles=frozenset({"forceDestroy", "vpcs"}),
    clear=steps.empty_zone,
    delete=(Call(op="DeleteHostedZone", params=_ZONE),),
    replace_on=frozenset({"name", "delegationSetId"}),
    defaults={"comment": "", "forceDestroy": False},
    outputs={
        "arn": "arn:{partition}:route53:::hostedzone/{id}",
        "zoneId": "HostedZone.Id",
        "nameServers": "DelegationSet.NameServers",
        "primaryNameServer": "DelegationSet.NameServers[0]",
    },
    tags=Tags(
        set=Call(
            op="ChangeTagsForResource",
            params={"id": "ResourceId", "tags": "AddTags"},
            fixed={"ResourceType": "hostedzone"},
        ),
        unset=Call(
            op="ChangeTagsForResource",
            params={"id": "ResourceId", "tagKeys": "RemoveTagKeys"},
            fixed={"ResourceType": "hostedzone"},
        ),
        read=Call(
            op="ListTagsForResource",
            params={"id": "ResourceId"},
            fixed={"ResourceType": "hostedzone"},
            path="ResourceTagSet",
        ),
    ),
)

_SET = "ChangeBatch.Changes[0].ResourceRecordSet"
_RECORD = {
    "zoneId": "HostedZoneId",
    "fqdn": f"{_SET}.Name",
    "type": f"{_SET}.Type",
    "ttl": f"{_SET}.TTL",
    "records": f"{_SET}.ResourceRecords",
    "aliases": f"{_SET}.AliasTarget",
    "setIdentifier": f"{_SET}.SetIdentifier",
    "healthCheckId": f"{_SET}.HealthCheckId",
    "weightedRoutingPolicies.weight": f"{_SET}.Weight",
    "failoverRoutingPolicies.type": f"{_SET}.Failover",
    "latencyRoutingPolicies.region": f"{_SET}.Region",
    "geolocationRoutingPolicies": f"{_SET}.GeoLocation",
    "multivalueAnswerRoutingPolicy": f"{_SET}.MultiValueAnswer",
}


def _change(action: str) -> Call:
    return Call(
        op="ChangeResourceRecordSets",
        params=_RECORD,
        fixed={"ChangeBatch.Changes[0].Action": action},
        hook=steps.record_set,
    )


RECORD = Spec(
    token="aws:route53/record:Record",
    service="route53",
    create=Call(
        op="ChangeResourceRecordSets",
        params={**_RECORD, "allowOverwrite": "ChangeBatch.Changes[0].Action"},
        hook=steps.new_record_set,
    ),
    lookup=steps.full_name,
    id="{zoneId}_{name:.*}_{type:[A-Z]+}",
    read=Call(
        op="ListResourceRecordSets",
        params={"zoneId": "HostedZoneId", "fqdn": "StartRecordName", "type": "StartRecordType"},
        path="ResourceRecordSets[?Type=='{type}' && Name=='{fqdn}.'{variant}] | [0]",
        gets={source: path.removeprefix(f"{_SET}.") for source, path in _RECORD.items() if _SET in path},
        tidy=steps.plain_record_set,
    ),
    updates=(_change("UPSERT"),),
    delete=(_change("DELETE"),),
    # The official provider changes type and setIdentifier in one batch that deletes and creates; here, as
    # both are in the id, that is a replacement.
    replace_on=frozenset({"zoneId", "name", "type", "setIdentifier"}),
    settles=frozenset({"name", "allowOverwrite"}),
    outputs={"fqdn": "{fqdn}"},
    aliases={
        "aliases.name": "DNSName",
        "aliases.zoneId": "HostedZoneId",
        "geolocationRoutingPolicies.continent": "ContinentCode",
        "geolocationRoutingPolicies.country": "CountryCode",
        "geolocationRoutingPolicies.subdivision": "SubdivisionCode",
    },
    unread={
        "zoneId": "part of the id",
        "allowOverwrite": "how the record is made, no part of it",
    },
)

SPECS = (ZONE, RECORD)
