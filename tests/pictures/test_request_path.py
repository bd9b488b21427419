"""The request path shows the routes of the CDN, whom each asks, and which service answers."""

from collections.abc import Callable

import pytest

from tests.pictures.request_path import request_path
from tests.pictures.routes import duration, routes
from tests.recorder import Recorder

EVERYTHING_ELSE = "everything else"


def test_every_behaviour_is_a_path(prod: Recorder) -> None:
    own = prod.one("aws:cloudfront/distribution:Distribution").inputs
    patterns = [each["pathPattern"] for each in own["orderedCacheBehaviors"]]
    assert sorted(pattern for route in routes(prod) for pattern in route.patterns) == sorted(
        [*patterns, EVERYTHING_ELSE]
    )


def test_the_times_of_the_delivery_document(prod: Recorder) -> None:
    kept = {route.patterns[0]: route.kept for route in routes(prod)}
    assert kept == {
        "/api/*": "kept as it says, 1 hour at most",
        "/_next/static/*": "kept 365 days",
        "/_next/image*": "kept 1 day",
        "/errors/*": "kept 7 days",
        "/assets/*": "kept 7 days",
        EVERYTHING_ELSE: "never kept",
    }


def test_another_time_is_shown(program: Callable[..., Recorder]) -> None:
    changed = routes(program("prod", cdnAssetsDays="30"))
    assert {"kept 30 days"} == {route.kept for route in changed if "*.png" in route.patterns}


def test_paths_lead_to_files_or_through_the_second_web_acl(prod: Recorder) -> None:
    doors = {arrow.start: arrow.end for arrow in request_path(prod).arrows if arrow.start.startswith("route")}
    assert doors == {
        "route /api/*": "acl load-balancer-waf",
        "route /_next/static/*": "bucket assets",
        "route /_next/image*": "acl load-balancer-waf",
        "route /errors/*": "bucket assets",
        "route /assets/*": "bucket assets",
        f"route {EVERYTHING_ELSE}": "acl load-balancer-waf",
    }


def test_missing_files_are_asked_of_the_application(prod: Recorder) -> None:
    stand_in = [arrow for arrow in request_path(prod).arrows if arrow.faint]
    assert [(each.start, each.end, each.label) for each in stand_in] == [
        ("bucket assets", "acl load-balancer-waf", "403, 404, 500, 502, 503, 504")
    ]


def test_the_load_balancer_tells_services_by_path(prod: Recorder) -> None:
    arrows = request_path(prod).arrows
    assert [(each.end, each.label) for each in arrows if each.start.startswith("balancer")] == [
        ("backend", "/api/*, /health"),
        ("frontend", "/*"),
    ]


def test_both_web_acls_hold_each_client_to_the_same_rates(prod: Recorder) -> None:
    acls = [node.lines for node in request_path(prod).nodes() if node.lines[0] == "Web ACL"]
    rates = ("login: 20 in 60 s", "api: 1200 in 60 s", "general: 600 in 60 s")
    assert acls == [("Web ACL", *rates)] * 2


def test_a_public_load_balancer_is_found_too(program: Callable[..., Recorder], prod: Recorder) -> None:
    assert request_path(program("prod", loadBalancerInternal="false")) == request_path(prod)


@pytest.mark.parametrize(
    ("seconds", "text"), [(1, "1 second"), (90, "90 seconds"), (120, "2 minutes"), (86400, "1 day")]
)
def test_durations_are_in_words(seconds: int, text: str) -> None:
    assert duration(seconds) == text
