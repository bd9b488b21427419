"""What data cannot say of DNS: names with and without their zone and final dot, quoted texts, networks."""

import uuid
from typing import Any

from localaws.spec import Call, Send
from localaws.values import Props, Unknown

_QUOTED = frozenset({"TXT", "SPF"})
_ID = {"id": "Id"}


def new_zone(params: dict[str, Any]) -> dict[str, Any]:
    """A reference that AWS wants to be unique; of a zone with networks the first, and that it is private."""
    if networks := params.get("VPC"):
        first = _network(networks[0]) if isinstance(networks, list) else networks
        private = {**params.get("HostedZoneConfig", {}), "PrivateZone": True}
        params = {**params, "VPC": first, "HostedZoneConfig": private}
    return {**params, "CallerReference": uuid.uuid4().hex}


def plain_zone(found: dict[str, Any]) -> dict[str, Any]:
    """Id and name as AWS takes them: it answers `/hostedzone/Z1` and `example.com.`."""
    zone = found["HostedZone"]
    name, ident = zone["Name"].removesuffix("."), zone["Id"].removeprefix("/hostedzone/")
    return {**found, "HostedZone": {**zone, "Id": ident, "Name": name}}


def name_servers(record: dict[str, Any]) -> dict[str, Any]:
    """The servers that a zone's own NS record names, without the final dot."""
    servers = sorted(item["Value"].removesuffix(".") for item in record["ResourceRecords"])
    return {"nameServers": servers, "primaryNameServer": servers[0]}


_NETWORKS = Call(op="GetHostedZone", params=_ID, path="VPCs")
_ENTER = Call(op="AssociateVPCWithHostedZone", params={"id": "HostedZoneId", "network": "VPC"})
_LEAVE = Call(op="DisassociateVPCFromHostedZone", params={"id": "HostedZoneId", "network": "VPC"})


def sync_networks(send: Send, context: Props) -> None:
    """A private zone is seen from all its networks; AWS takes them one by one."""
    wanted = {network["vpcId"]: _network(network) for network in context.get("vpcs") or []}
    present = {network["VPCId"]: network for network in send(_NETWORKS, context) or []} if wanted else {}
    for ident in sorted(wanted.keys() - present.keys()):
        send(_ENTER, {**context, "network": wanted[ident]})
    for ident in sorted(present.keys() - wanted.keys()):
        send(_LEAVE, {**context, "network": present[ident]})


def _network(network: dict[str, str]) -> dict[str, str]:
    place = {"VPCRegion": network["vpcRegion"]} if network.get("vpcRegion") else {}
    return {"VPCId": network["vpcId"], **place}


_RECORDS = Call(
    op="ListResourceRecordSets",
    params={"id": "HostedZoneId"},
    path="ResourceRecordSets[?Type!='SOA']",
)
_DELETE = Call(
    op="ChangeResourceRecordSets",
    params={"id": "HostedZoneId", "record": "ChangeBatch.Changes[0].ResourceRecordSet"},
    fixed={"ChangeBatch.Changes[0].Action": "DELETE"},
)
_APEX = Call(op="GetHostedZone", params=_ID, path="HostedZone.Name")


def empty_zone(send: Send, context: Props) -> None:
    """With `forceDestroy`, all records go first but the two that belong to the zone itself."""
    if context.get("forceDestroy"):
        apex = send(_APEX, context)
        for record in send(_RECORDS, context):
            if (record["Type"], record["Name"]) != ("NS", apex):
                send(_DELETE, {**context, "record": record})


def full_name(send: Send, context: Props) -> Props:
    """The record's name with its zone's, which the program may leave out; and what tells it from others
    of the same name and type."""
    name = context["name"].removesuffix(".").lower()
    zone = send(_APEX, {"id": context["zoneId"]}).removesuffix(".")
    whole = name if f".{name}".endswith(f".{zone}") else f"{name}.{zone}".lstrip(".")
    identifier = context.get("setIdentifier")
    variant = f" && SetIdentifier=='{identifier}'" if identifier else ""
    return {"name": name, "fqdn": whole, "variant": variant}


def new_record_set(params: dict[str, Any]) -> dict[str, Any]:
    """Without `allowOverwrite`, a record that is there already is an error."""
    change = params["ChangeBatch"]["Changes"][0]
    change["Action"] = "UPSERT" if change.get("Action") == "true" else "CREATE"
    return record_set(params)


def record_set(params: dict[str, Any]) -> dict[str, Any]:
    """Values as AWS wants them: each in a member of its own, texts in quotes."""
    record = params["ChangeBatch"]["Changes"][0]["ResourceRecordSet"]
    if isinstance(values := record.get("ResourceRecords"), list):
        quoted = record["Type"] in _QUOTED
        record["ResourceRecords"] = [{"Value": _value(value, quoted)} for value in values]
    return params


def _value(value: Any, quoted: bool) -> Any:
    return value if isinstance(value, Unknown) or not quoted else f'"{value}"'


def plain_record_set(found: dict[str, Any]) -> dict[str, Any]:
    """Values and the alias as the program writes them: bare, without the final dot, in a list of one."""
    record = dict(found)
    if "ResourceRecords" in record:
        values = (item["Value"] for item in record["ResourceRecords"])
        record["ResourceRecords"] = [
            value.removeprefix('"').removesuffix('"') if record["Type"] in _QUOTED else value
            for value in values
        ]
    if alias := record.get("AliasTarget"):
        record["AliasTarget"] = [{**alias, "DNSName": alias["DNSName"].removesuffix(".")}]
    return record
