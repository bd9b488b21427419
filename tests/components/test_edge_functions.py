"""The CloudFront function under Node, on events of the documented structure (version 1.0).

Node runs a newer JavaScript than CloudFront does: what is proved is what the function answers, not that every
word of it is in cloudfront-js-2.0.
Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html
"""

import json
import subprocess
from typing import Any

import pytest

from components import edge_function
from components.checks import ArgumentError

HARNESS = """
const { event, query } = JSON.parse(require('fs').readFileSync(0, 'utf8'));
// "If there isn't a query string, returns undefined": general-helper-methods.html
event.request.rawQueryString = () => (query === null ? undefined : query);
process.stdout.write(JSON.stringify(handler(event)));
"""

FORBIDDEN = (
    *("connection", "expect", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection"),
    *("trailer", "upgrade", "x-accel-buffering", "x-accel-charset", "x-accel-limit-rate", "x-accel-redirect"),
    *("x-amzn-auth", "x-cache", "x-forwarded-proto", "x-real-ip"),
    *("cdn-loop", "content-length", "host", "transfer-encoding", "via"),
)
"""Headers that functions may not write.
Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html"""


def run(event: dict[str, Any], query: str | None = None, domain: str = "example.com") -> Any:
    """What the function answers to an event, as JSON."""
    code = edge_function.code("viewer_request.js", {"domain": domain})
    done = subprocess.run(
        ["node", "-e", code + HARNESS],
        input=json.dumps({"event": event, "query": query}),
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    return json.loads(done.stdout)


def request(
    host: str = "example.com", method: str = "GET", uri: str = "/media/index.mpd", **headers: str
) -> dict[str, Any]:
    """A viewer-request event, with the fields of the documentation's example."""
    given = {name.replace("_", "-"): {"value": value} for name, value in headers.items()}
    return {
        "version": "1.0",
        "context": {
            "distributionDomainName": "d111111abcdef8.cloudfront.net",
            "distributionId": "EDFDVBD6EXAMPLE",
            "eventType": "viewer-request",
            "requestId": "EXAMPLEntjQpEXAMPLE_SG5Z-EXAMPLEPmPfEXAMPLEu3EqEXAMPLE==",
        },
        "viewer": {"ip": "198.51.100.11"},
        "request": {
            "method": method,
            "uri": uri,
            "querystring": {
                "ID": {"value": "42"},
                "exp": {"value": "1619740800"},
                "q": {"value": "a", "multiValue": [{"value": "a"}, {"value": "b"}]},
            },
            "headers": {"host": {"value": host}, "user-agent": {"value": "curl"}, **given},
            "cookies": {"id": {"value": "CookieIdValue"}, "loggedIn": {"value": "false"}},
        },
    }


def test_the_load_balancer_learns_the_users_address() -> None:
    assert run(request())["headers"]["true-client-ip"] == {"value": "198.51.100.11"}


def test_a_forged_address_is_overwritten() -> None:
    event = request(true_client_ip="203.0.113.9")
    event["request"]["headers"]["true-client-ip"]["multiValue"] = [
        {"value": "203.0.113.9"},
        {"value": "203.0.113.10"},
    ]
    assert run(event)["headers"]["true-client-ip"] == {"value": "198.51.100.11"}


def test_an_ipv6_address() -> None:
    event = request()
    event["viewer"]["ip"] = "2001:db8::1"
    assert run(event)["headers"]["true-client-ip"] == {"value": "2001:db8::1"}


def test_the_application_learns_the_name_that_was_typed() -> None:
    forged = request(x_forwarded_host="evil.example")
    assert run(forged)["headers"]["x-forwarded-host"] == {"value": "example.com"}


@pytest.mark.parametrize(
    "header", ["forwarded", "x-middleware-subrequest", "x-original-url", "x-rewrite-url"]
)
def test_a_forged_header_goes_no_further(header: str) -> None:
    assert header not in run(request(**{header: "middleware:middleware"}))["headers"]


def test_everything_else_goes_on_as_it_came() -> None:
    event = request(accept="text/html", authorization="Bearer x")
    answer = run(event, "ID=42&exp=1619740800&q=a&q=b")
    added = {
        "true-client-ip": {"value": "198.51.100.11"},
        "x-forwarded-host": {"value": "example.com"},
    }
    sent = event["request"]
    assert answer == {**sent, "headers": sent["headers"] | added}


def test_only_headers_that_functions_may_write_are_written() -> None:
    event = request(content_length="3", via="1.1 x", cdn_loop="x")
    before = event["request"]["headers"]
    after = run(event)["headers"]
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert changed == {"true-client-ip", "x-forwarded-host"}
    assert changed.isdisjoint(FORBIDDEN)


@pytest.mark.parametrize(
    "host", ["www.example.com", "d111111abcdef8.cloudfront.net", "example.com.evil.example"]
)
def test_any_other_name_leads_to_the_site(host: str) -> None:
    answer = run(request(host))
    assert (answer["statusCode"], answer["statusDescription"]) == (301, "Moved Permanently")
    assert answer["headers"] == {
        "location": {"value": "https://example.com/media/index.mpd"},
        "cache-control": {"value": "max-age=3600"},
    }


@pytest.mark.parametrize("host", ["example.com", "EXAMPLE.com"])
def test_the_sites_own_name_does_not(host: str) -> None:
    assert "statusCode" not in run(request(host))


def test_a_request_without_a_host_is_redirected() -> None:
    event = request()
    del event["request"]["headers"]["host"]
    assert run(event)["statusCode"] == 301


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_a_redirect_keeps_the_method(method: str) -> None:
    assert run(request("www.example.com", method))["statusCode"] == 308


@pytest.mark.parametrize(
    ("query", "tail"),
    [
        (None, ""),
        ("", ""),
        ("q=a&q=b", "?q=a&q=b"),
        ("b=2&a=1", "?b=2&a=1"),
        ("next=%2Fpay%3Fx%3D1%26y%3D2", "?next=%2Fpay%3Fx%3D1%26y%3D2"),
        ("name=Jo%C3%A3o+Silva", "?name=Jo%C3%A3o+Silva"),
        ("flag", "?flag"),
        ("flag=", "?flag="),
    ],
)
def test_a_redirect_keeps_the_query_as_it_was_written(query: str | None, tail: str) -> None:
    location = run(request("www.example.com", uri="/p%20q"), query)["headers"]["location"]["value"]
    assert location == f"https://example.com/p%20q{tail}"


def test_a_path_never_becomes_a_host() -> None:
    location = run(request("www.example.com", uri="//evil.example/x"))["headers"]["location"]["value"]
    assert location == "https://example.com//evil.example/x"


def test_constants_are_data_whatever_they_hold() -> None:
    domain = "a\"; throw 'run';\u2028//"
    assert run(request(domain), domain=domain)["headers"]["x-forwarded-host"] == {"value": domain}


def test_it_is_small_enough() -> None:
    assert len(edge_function.code("viewer_request.js", {"domain": "a" * 253})) < edge_function.LARGEST


def test_one_that_is_too_large_is_refused() -> None:
    with pytest.raises(ArgumentError) as caught:
        edge_function.code("viewer_request.js", {"domain": "a" * edge_function.LARGEST})
    assert str(caught.value).endswith("bytes, AWS allows 10240.")
