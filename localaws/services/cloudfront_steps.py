"""What data cannot say of CloudFront: versions to name, lists that come with their length."""

import uuid
from typing import Any

from localaws.spec import Call, Lookup, Send
from localaws.values import Props

ORIGIN_KINDS = frozenset({"S3OriginConfig", "CustomOriginConfig", "VpcOriginConfig"})


def version(op: str, **params: str) -> Lookup:
    """Finds the version of an existing thing: CloudFront takes a change only for the version it names."""
    read = Call(op=op, params=params or {"id": "Id"})

    def lookup(send: Send, context: Props) -> Props:
        return {"etag": send(read, context)["ETag"]} if "id" in context else {}

    return lookup


HOSTED_ZONE = "Z2FDTNDATAQYW2"
"""The zone of all distributions' domains, for alias records.
Source: https://docs.aws.amazon.com/general/latest/gr/cf_region.html"""


def existing_distribution(send: Send, context: Props) -> Props:
    """The version of an existing distribution; and the zone its domain is in, which AWS does not answer."""
    return {"hostedZone": HOSTED_ZONE, **version("GetDistribution")(send, context)}


def counted(params: dict[str, Any]) -> dict[str, Any]:
    """The request with the length of each of its lists beside it, as CloudFront wants it."""
    return {key: _counted(value) if key != "Tags" else value for key, value in params.items()}


def _counted(value: Any) -> Any:
    if isinstance(value, list):
        return [_counted(item) for item in value]
    if not isinstance(value, dict):
        return value
    inside = {key: _counted(item) for key, item in value.items()}
    items = inside.get("Items")
    return {"Quantity": len(items), **inside} if isinstance(items, list) else inside


def uncounted(found: Any) -> Any:
    """An answer without those lengths, which are no property."""
    if isinstance(found, list):
        return [uncounted(item) for item in found]
    if not isinstance(found, dict):
        return found
    return {key: uncounted(value) for key, value in found.items() if key != "Quantity"}


def cache_policy(params: dict[str, Any]) -> dict[str, Any]:
    """With what AWS requires and Pulumi lets a program leave out."""
    key = params["CachePolicyConfig"].get("ParametersInCacheKeyAndForwardedToOrigin")
    if isinstance(key, dict):
        key.setdefault("EnableAcceptEncodingGzip", False)
    return counted(params)


def new_distribution(params: dict[str, Any]) -> dict[str, Any]:
    """A new distribution's request: with a reference that AWS wants to be unique."""
    whole = params["DistributionConfigWithTags"]
    config = {**whole["DistributionConfig"], "CallerReference": uuid.uuid4().hex}
    return {
        "DistributionConfigWithTags": {"Tags": {"Items": []}, **whole, "DistributionConfig": _whole(config)}
    }


def distribution(params: dict[str, Any]) -> dict[str, Any]:
    """An existing distribution's request."""
    return {**params, "DistributionConfig": _whole(params["DistributionConfig"])}


def _whole(config: dict[str, Any]) -> dict[str, Any]:
    """What the official provider adds: AWS requires it, and Pulumi lets a program leave it out."""
    config = {"Comment": "", "IsIPV6Enabled": False, **config}
    if isinstance(logging := config.get("Logging"), dict):
        config["Logging"] = {"Enabled": bool(logging.get("Bucket")), "IncludeCookies": False, "Prefix": ""}
        config["Logging"] |= logging
    for origin in _items(config, "Origins"):
        if not ORIGIN_KINDS & origin.keys():
            origin["S3OriginConfig"] = {"OriginAccessIdentity": ""}
    for behavior in (config.get("DefaultCacheBehavior"), *_items(config, "CacheBehaviors")):
        if isinstance(behavior, dict):
            _complete(behavior)
    geo = (config.get("Restrictions") or {}).get("GeoRestriction")
    if isinstance(geo, dict) and "Items" not in geo:
        geo["Quantity"] = 0
    whole = _counted(config)
    assert isinstance(whole, dict)
    return whole


def _items(config: dict[str, Any], member: str) -> list[dict[str, Any]]:
    holder = config.get(member)
    items = holder.get("Items") if isinstance(holder, dict) else None
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _complete(behavior: dict[str, Any]) -> None:
    behavior.setdefault("Compress", False)
    for trusted in ("TrustedSigners", "TrustedKeyGroups"):
        if isinstance(behavior.get(trusted), dict):
            behavior[trusted].setdefault("Enabled", True)


_GET = Call(op="GetDistribution", params={"id": "Id"})
_PUT = Call(op="UpdateDistribution", params={"id": "Id", "etag": "IfMatch", "config": "DistributionConfig"})
_DELETE = Call(op="DeleteDistribution", params={"id": "Id", "etag": "IfMatch"})


def retire(send: Send, context: Props) -> None:
    """Switches a distribution off, which AWS wants first; and deletes it unless it is to be retained."""
    found = send(_GET, context)
    config = found["Distribution"]["DistributionConfig"]
    if config["Enabled"]:
        off = {"config": {**config, "Enabled": False}, "etag": found["ETag"]}
        found = send(_PUT, {**context, **off})
    if not context.get("retainOnDelete"):
        send(_DELETE, {**context, "etag": found["ETag"]})


def function(params: dict[str, Any]) -> dict[str, Any]:
    """With the comment, which AWS requires and Pulumi lets a program leave out; stores by their member."""
    config = {"Comment": "", **params.get("FunctionConfig", {})}
    stores = (config.get("KeyValueStoreAssociations") or {}).get("Items")
    if isinstance(stores, list):
        config["KeyValueStoreAssociations"] = {"Items": [{"KeyValueStoreARN": store} for store in stores]}
    return counted({**params, "FunctionConfig": config})


_DRAFT = Call(op="DescribeFunction", params={"id": "Name"}, fixed={"Stage": "DEVELOPMENT"})
_PUBLISH = Call(op="PublishFunction", params={"id": "Name", "etag": "IfMatch"})


def publish(send: Send, context: Props) -> None:
    """Puts a function before the viewers, unless the program says not to."""
    if context.get("publish", True):
        send(_PUBLISH, {**context, "etag": send(_DRAFT, context)["ETag"]})


def plain_code(found: dict[str, Any]) -> dict[str, Any]:
    """A function's code as text."""
    return {**found, "FunctionCode": found["FunctionCode"].read().decode()}
