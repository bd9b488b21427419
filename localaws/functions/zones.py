"""Availability zones."""

from typing import Any

from localaws.functions.question import Question, filters
from localaws.values import Props


def get_availability_zones(question: Question) -> Props:
    """The zones of the region, less those excluded, by name."""
    args = question.args
    zones = [
        zone
        for zone in _zones(question)
        if zone["ZoneName"] not in args.get("excludeNames", [])
        and zone["ZoneId"] not in args.get("excludeZoneIds", [])
    ]
    zones.sort(key=lambda zone: str(zone["ZoneName"]))
    return {
        **args,
        "id": question.region,
        "region": question.region,
        "names": [zone["ZoneName"] for zone in zones],
        "zoneIds": [zone["ZoneId"] for zone in zones],
        "groupNames": sorted({zone["GroupName"] for zone in zones if zone.get("GroupName")}),
    }


def get_availability_zone(question: Question) -> Props:
    """The one zone of a name, an id, a state or filters."""
    zone = question.the_one("availability zone", _zones(question))
    return {
        **question.args,
        "id": zone["ZoneName"],
        "name": zone["ZoneName"],
        "nameSuffix": zone["ZoneName"].removeprefix(zone["RegionName"]),
        "zoneId": zone["ZoneId"],
        "region": zone["RegionName"],
        "state": zone["State"],
        "zoneType": zone.get("ZoneType"),
        "groupName": zone.get("GroupName"),
        "groupLongName": zone.get("GroupLongName"),
        "networkBorderGroup": zone.get("NetworkBorderGroup"),
        "optInStatus": zone.get("OptInStatus"),
        "parentZoneId": zone.get("ParentZoneId"),
        "parentZoneName": zone.get("ParentZoneName"),
    }


def _zones(question: Question) -> list[dict[str, Any]]:
    args = question.args
    wanted = {"ZoneName": args.get("name"), "ZoneId": args.get("zoneId"), "State": args.get("state")}
    answer = question.call(
        "ec2",
        "DescribeAvailabilityZones",
        AllAvailabilityZones=args.get("allAvailabilityZones"),
        Filters=filters(args),
    )
    return [
        zone
        for zone in answer["AvailabilityZones"]
        if all(value is None or zone.get(key) == value for key, value in wanted.items())
    ]
