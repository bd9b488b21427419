"""Names inside a network: namespaces, the services in them, and what the names stand for."""

from localaws.spec import Call, Name, Send, Spec, Tags
from localaws.values import Props

_ID = {"id": "Id"}

_TAGS = Tags(
    create="Tags",
    set=Call(op="TagResource", params={"arn": "ResourceARN", "tags": "Tags"}),
    unset=Call(op="UntagResource", params={"arn": "ResourceARN", "tagKeys": "TagKeys"}),
    read=Call(op="ListTagsForResource", params={"arn": "ResourceARN"}),
)

PRIVATE_DNS_NAMESPACE = Spec(
    token="aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace",
    service="servicediscovery",
    create=Call(
        op="CreatePrivateDnsNamespace",
        params={"name": "Name", "description": "Description", "vpc": "Vpc"},
    ),
    # AWS answers an operation, and only a question about that says what was made. Here the operation's id
    # ends with it (moto_servicediscovery.py).
    id="OperationId[>=ns-]",
    read=Call(op="GetNamespace", params=_ID, path="Namespace", gets={"description": "Description"}),
    updates=(Call(op="UpdatePrivateDnsNamespace", params={**_ID, "description": "Namespace.Description"}),),
    delete=(Call(op="DeleteNamespace", params=_ID),),
    replace_on=frozenset({"name", "vpc"}),
    defaults={"description": ""},
    outputs={"arn": "Arn", "hostedZone": "Properties.DnsProperties.HostedZoneId"},
    unread={"vpc": "AWS does not answer it"},
    tags=_TAGS,
    name=Name(longest=253),
)

_INSTANCES = Call(op="ListInstances", params={"id": "ServiceId"}, path="Instances[].Id")
_LEAVE = Call(op="DeregisterInstance", params={"id": "ServiceId", "instance": "InstanceId"})


def _empty(send: Send, context: Props) -> None:
    """With `forceDestroy`, all instances leave first."""
    if context.get("forceDestroy"):
        for instance in send(_INSTANCES, context) or []:
            send(_LEAVE, {**context, "instance": instance})


_UPDATED = {
    "description": "Description",
    "dnsConfig.dnsRecords": "DnsConfig.DnsRecords",
    "healthCheckConfig": "HealthCheckConfig",
}

SERVICE = Spec(
    token="aws:servicediscovery/service:Service",
    service="servicediscovery",
    create=Call(
        op="CreateService",
        params={
            "name": "Name",
            "namespaceId": "NamespaceId",
            "dnsConfig": "DnsConfig",
            "healthCheckCustomConfig": "HealthCheckCustomConfig",
            "type": "Type",
            **{prop: member for prop, member in _UPDATED.items() if "." not in prop},
        },
        path="Service",
    ),
    id="Id",
    read=Call(op="GetService", params=_ID, path="Service", gets=_UPDATED),
    updates=(
        Call(
            op="UpdateService",
            params={**_ID, **{prop: f"Service.{member}" for prop, member in _UPDATED.items()}},
        ),
    ),
    clear=_empty,
    settles=frozenset({"forceDestroy"}),
    delete=(Call(op="DeleteService", params=_ID),),
    replace_on=frozenset(
        {
            "name",
            "namespaceId",
            "type",
            "healthCheckCustomConfig",
            "dnsConfig.namespaceId",
            "dnsConfig.routingPolicy",
        }
    ),
    defaults={"description": "", "forceDestroy": False},
    kept=frozenset({"namespaceId", "type"}),
    outputs={"arn": "Arn"},
    tags=_TAGS,
    name=Name(longest=127),
)

_INSTANCE = {"serviceId": "ServiceId", "instanceId": "InstanceId"}
_REGISTER = Call(op="RegisterInstance", params={**_INSTANCE, "attributes": "Attributes"})

INSTANCE = Spec(
    token="aws:servicediscovery/instance:Instance",
    service="servicediscovery",
    create=_REGISTER,
    # The official provider's id is the instance's alone, but it imports by this.
    id="{serviceId}/{instanceId}",
    read=Call(
        op="GetInstance",
        params=_INSTANCE,
        path="Instance",
        gets={"instanceId": "Id", "attributes": "Attributes"},
    ),
    updates=(_REGISTER,),
    delete=(Call(op="DeregisterInstance", params=_INSTANCE),),
    replace_on=frozenset({"serviceId", "instanceId"}),
    unread={"serviceId": "the question says which service is meant, the answer does not"},
)

SPECS = (PRIVATE_DNS_NAMESPACE, SERVICE, INSTANCE)
