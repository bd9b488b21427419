"""The ways into a stack from the internet."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pack.rule import NotJudged, Severity, StackRule, Verdict, security_hub
from pack.stack import Resource, Stack

from ..shared.each import each_resource, found_at
from .fronting import is_closed, open_sources, origins
from .load_balancers import is_application
from .types import DISTRIBUTIONS, GRAPHQL_API, LOAD_BALANCERS, REST_STAGE, WEB_ACL, WEB_ACL_ASSOCIATION

CONTROLS = "https://docs.aws.amazon.com/securityhub/latest/userguide"
GUIDE = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide"
REST_APIS = frozenset({"aws:apigateway/restApi:RestApi"})

Look = Callable[[Stack, Resource], Iterator[Verdict]]


def _web_acls(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
    looks: list[tuple[frozenset[str], Look]] = [
        (DISTRIBUTIONS, _distribution),
        (LOAD_BALANCERS, _load_balancer),
        (frozenset({REST_STAGE}), _rest_stage),
        (frozenset({GRAPHQL_API}), _graphql_api),
    ]
    for types, look in looks:
        yield from each_resource(stack, types, look)


def _distribution(stack: Stack, entry: Resource) -> Iterator[Verdict]:
    # A first preview does not know the ARN, but which web ACL it will be of.
    if not stack.linked(entry, "webAclId", {WEB_ACL}) and not entry.props.text("webAclId"):
        yield "webAclId is not set, want the ARN of a web ACL"


def _load_balancer(stack: Stack, entry: Resource) -> Iterator[Verdict]:
    if not is_application(entry.props) or entry.props.flag("internal") or _associated(stack, entry):
        return
    # What only CloudFront can use is entered by CloudFront.
    if entry not in origins(stack) or not is_closed(stack, entry):
        yield "it faces the internet with no web ACL, want an aws:wafv2/webAclAssociation"


def _rest_stage(stack: Stack, entry: Resource) -> Iterator[Verdict]:
    apis = stack.linked(entry, "restApi", REST_APIS)
    private = any("PRIVATE" in api.props.group("endpointConfiguration").texts("types") for api in apis)
    if not private and not _associated(stack, entry):
        yield "it serves a public API with no web ACL, want an aws:wafv2/webAclAssociation"


def _graphql_api(stack: Stack, entry: Resource) -> Iterator[Verdict]:
    if entry.props.text("visibility", "GLOBAL") != "PRIVATE" and not _associated(stack, entry):
        yield "it is a public API with no web ACL, want an aws:wafv2/webAclAssociation"


def _associated(stack: Stack, entry: Resource) -> bool:
    return bool(stack.users(entry, {WEB_ACL_ASSOCIATION}, "resourceArn"))


def _past_cloudfront(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
    for balancer in origins(stack):
        yield from found_at(balancer, _exposed(stack, balancer))


def _exposed(stack: Stack, balancer: Resource) -> Iterator[Verdict]:
    if balancer.props.flag("internal") or is_closed(stack, balancer):
        return
    sources = " and ".join(open_sources(stack, balancer))
    if sources:
        yield f"an origin of CloudFront admits {sources} with no secret header, want CloudFront alone"
    else:
        yield NotJudged(balancer.props.at("securityGroups"))  # they are not of this stack


WEB_ACLS = StackRule(
    id="entry-web-acl",
    severity=Severity.HIGH,
    check=_web_acls,
    finding="A way in from the internet has no web ACL before it.",
    why="Floods, scanners and the attacks that everybody knows reach the application.",
    fix="set webAclId of the distribution, or associate an aws:wafv2/webAcl with the load balancer or API.",
    source=f"{CONTROLS}/cloudfront-controls.html#cloudfront-6",
    controls=security_hub("CloudFront.6", "ELB.16", "APIGateway.4"),
)

PAST_CLOUDFRONT = StackRule(
    id="origin-load-balancer-closed",
    severity=Severity.HIGH,
    check=_past_cloudfront,
    finding="A load balancer behind CloudFront can be used without CloudFront.",
    why="Whoever finds its address goes past the web ACL, the rate limits and the cache.",
    fix="make it internal behind an aws:cloudfront/vpcOrigin:VpcOrigin; or admit the prefix list "
    "com.amazonaws.global.cloudfront.origin-facing alone, and forward only with a secret header.",
    source=f"{GUIDE}/restrict-access-to-load-balancer.html",
)

RULES = (WEB_ACLS, PAST_CLOUDFRONT)
