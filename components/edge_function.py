"""The code of CloudFront functions: a file of edge_functions/ under the constants of a stack."""

import json
from collections.abc import Mapping
from pathlib import Path

from components.checks import ArgumentError

RUNTIME = "cloudfront-js-2.0"
"""The only runtime with `rawQueryString`.
Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/general-helper-methods.html"""

LARGEST = 10 * 1024
"""Bytes CloudFront accepts.
Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html"""

_FOLDER = Path(__file__).parent / "edge_functions"


def code(file: str, site: Mapping[str, str]) -> str:
    """The source of a function, with `SITE` as its first line.

    JSON in plain ASCII is JavaScript whatever the values hold, so nothing in them is ever run.

    Raises:
        ArgumentError: the source is larger than CloudFront accepts.
    """
    source = f"const SITE = {json.dumps(site, sort_keys=True)};\n{(_FOLDER / file).read_text()}"
    size = len(source.encode())
    if size > LARGEST:
        raise ArgumentError(f"The CloudFront function {file} has {size} bytes, AWS allows {LARGEST}.")
    return source
