"""IAM policy documents, written to the letter as the official provider writes them.

Letter for letter, because a program that moves between here and AWS must not see its policies change:
order of members, one value bare and several in reverse order, `&{...}` for `${...}`, escapes in JSON.
Source: the documentation of https://www.pulumi.com/registry/packages/aws/api-docs/iam/getpolicydocument/
and what that provider answers.
"""

import json
import zlib
from collections.abc import Iterable
from typing import Any

from localaws.errors import LocalAwsError
from localaws.functions.policy_statement import VERSIONS, Statement, from_block, from_json, one_of
from localaws.functions.question import Question
from localaws.values import Props


def get_policy_document(question: Question) -> Props:
    """Sources, then statements, then overrides, merged into one document.

    Raises:
        LocalAwsError: a Sid occurs twice where it may not, or a part is no policy document.
    """
    args = question.args
    version = args.get("version", VERSIONS[-1])
    one_of("version", version, VERSIONS)
    sources = [_parsed(text, "sourcePolicyDocuments") for text in args.get("sourcePolicyDocuments") or []]
    own = {
        "Version": version,
        "Id": args.get("policyId"),
        "Statement": [from_block(each, version) for each in args.get("statements") or []],
    }
    overrides = [
        _parsed(text, "overridePolicyDocuments") for text in args.get("overridePolicyDocuments") or []
    ]
    _no_sid_twice("sourcePolicyDocuments", [each for document in sources for each in document["Statement"]])
    _no_sid_twice("statements", own["Statement"])
    text, minified = _texts(_merged([*sources, own, *overrides]))
    return {
        **args,
        "id": str(zlib.crc32(text.encode())),
        "json": text,
        "minifiedJson": minified,
        "version": version,
    }


def _texts(document: dict[str, Any]) -> tuple[str, str]:
    """The document as JSON, indented and tight; characters that HTML minds are escaped, as Go does."""
    ordered = {key: value for key, value in document.items() if value}
    return (
        _escaped(json.dumps(ordered, indent=2, ensure_ascii=False)),
        _escaped(json.dumps(ordered, separators=(",", ":"), ensure_ascii=False)),
    )


def _escaped(text: str) -> str:
    return text.translate({ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"})


def _merged(documents: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Statements one after the other; one of a Sid seen before takes the place of the earlier one."""
    whole: dict[str, Any] = {"Version": "", "Id": "", "Statement": []}
    for document in documents:
        whole["Id"] = document.get("Id") or whole["Id"]
        whole["Version"] = max(whole["Version"], document.get("Version") or "")
        for statement in document["Statement"]:
            places = [
                at
                for at, each in enumerate(whole["Statement"])
                if statement.get("Sid") and each.get("Sid") == statement["Sid"]
            ]
            if places:
                whole["Statement"][places[0]] = statement
            else:
                whole["Statement"].append(statement)
    return whole


def _parsed(text: str, where: str) -> dict[str, Any]:
    """A document that the program hands over as JSON, in the same form as the rest."""
    try:
        document = json.loads(text)
        return {
            "Version": document.get("Version"),
            "Id": document.get("Id"),
            "Statement": [from_json(statement) for statement in document.get("Statement", [])],
        }
    except (ValueError, AttributeError, TypeError):
        raise LocalAwsError(
            f"{where} holds something that is no JSON policy document: {text[:60]!r}"
        ) from None


def _no_sid_twice(where: str, statements: list[Statement]) -> None:
    seen: set[str] = set()
    for sid in [statement["Sid"] for statement in statements if statement.get("Sid")]:
        if sid in seen:
            raise LocalAwsError(f"{where}: two statements have the Sid {sid}; remove it or change one")
        seen.add(sid)
