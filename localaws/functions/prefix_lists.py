"""Prefix lists: the address ranges of AWS's own services, and lists of one's own."""

from typing import Any

from localaws.functions.question import Question, filters, has_tags, tag_map
from localaws.values import Props


def get_managed_prefix_list(question: Question) -> Props:
    """The prefix list of an id, a name, filters or tags, with its entries."""
    args = question.args
    answer = question.call("ec2", "DescribeManagedPrefixLists", Filters=filters(args))
    wanted = {"PrefixListId": args.get("id"), "PrefixListName": args.get("name")}
    found = question.the_one(
        "managed prefix list",
        [
            each
            for each in _matching(answer["PrefixLists"], wanted)
            if has_tags(each.get("Tags"), args.get("tags"))
        ],
    )
    return {
        **args,
        "id": found["PrefixListId"],
        "name": found["PrefixListName"],
        "arn": found["PrefixListArn"],
        "addressFamily": found["AddressFamily"],
        "entries": [
            {"cidr": each["Cidr"], "description": each.get("Description", "")}
            for each in _entries(question, found)
        ],
        "maxEntries": found.get("MaxEntries"),
        "ownerId": found["OwnerId"],
        "region": question.region,
        "tags": tag_map(found.get("Tags")),
        "version": found.get("Version"),
    }


def get_prefix_list(question: Question) -> Props:
    """The prefix list of an AWS service, by id, name or filters."""
    args = question.args
    answer = question.call("ec2", "DescribePrefixLists", Filters=filters(args))
    wanted = {"PrefixListId": args.get("prefixListId"), "PrefixListName": args.get("name")}
    found = question.the_one("prefix list", _matching(answer["PrefixLists"], wanted))
    return {
        **args,
        "id": found["PrefixListId"],
        "name": found["PrefixListName"],
        "cidrBlocks": sorted(found.get("Cidrs") or [each["Cidr"] for each in _entries(question, found)]),
        "region": question.region,
    }


def _entries(question: Question, found: dict[str, Any]) -> list[dict[str, str]]:
    answer = question.call("ec2", "GetManagedPrefixListEntries", PrefixListId=found["PrefixListId"])
    return list(answer.get("Entries", []))


def _matching(found: list[dict[str, Any]], wanted: dict[str, str | None]) -> list[dict[str, Any]]:
    return [
        each
        for each in found
        if all(value is None or each.get(key) == value for key, value in wanted.items())
    ]
