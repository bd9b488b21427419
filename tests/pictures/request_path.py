"""The path of a request: what CloudFront does with it, whom it asks, and which service answers.

From the behaviours of the distribution, its cache policies, the web ACLs and the rules of the listener.
"""

from collections.abc import Iterator

from tests.pictures.edge import CDN, USERS, associations, buckets, distribution, origins, web_acl
from tests.pictures.flowchart import Arrow, Flowchart, Frame, Node
from tests.pictures.recording import named, opened
from tests.pictures.routes import Route, failures, routes
from tests.recorder import Recorder, Registration

BALANCER = "aws:lb/loadBalancer:LoadBalancer"


def request_path(recorder: Recorder) -> Flowchart:
    """The picture."""
    found = routes(recorder)
    guard = _web_acl(recorder, named(distribution(recorder).inputs["webAclId"]))
    functions = _functions(recorder, found)
    items: tuple[Node | Frame, ...] = (
        Node(USERS, ("Users",)),
        Frame(CDN, "CloudFront", (guard, *functions, *(Node(each.key, each.lines) for each in found))),
        *buckets(recorder).values(),
        *(_web_acl(recorder, acl) for acl, _ in associations(recorder)),
        *(Node(_balancer(each), ("Load balancer",)) for each in recorder.all(BALANCER)),
        *(Node(each.name, (each.inputs["name"].capitalize(),)) for each in _services(recorder).values()),
    )
    arrows = (
        Arrow(USERS, guard.key),
        *(Arrow(guard.key, each.key) for each in functions),
        *(Arrow(_function(each) if each.function else guard.key, each.key) for each in found),
        *_asked(recorder, found),
        *_answered(recorder),
    )
    return Flowchart("LR", items, arrows)


def _web_acl(recorder: Recorder, name: str) -> Node:
    """A web ACL with what one client may do."""
    rates = [
        (rule["name"].removeprefix("rate-"), rule["statement"]["rateBasedStatement"])
        for rule in opened(recorder.one("aws:wafv2/webAcl:WebAcl", name).inputs["rules"])
        if "rateBasedStatement" in rule["statement"]
    ]
    limits = [f"{what}: {rate['limit']:.0f} in {rate['evaluationWindowSec']:.0f} s" for what, rate in rates]
    return web_acl(name, *limits)


def _functions(recorder: Recorder, found: list[Route]) -> list[Node]:
    used = {each.function: _function(each) for each in found if each.function}
    return [
        Node(key, ("Function", recorder.one("aws:cloudfront/function:Function", name).inputs["comment"]))
        for name, key in used.items()
    ]


def _function(route: Route) -> str:
    return f"function {route.function}"


def _asked(recorder: Recorder, found: list[Route]) -> Iterator[Arrow]:
    """Who is asked first, and who stands in."""
    doors = _doors(recorder)
    for route in found:
        yield Arrow(route.key, doors[route.origins[0]])
    for first, second, codes in failures(recorder):
        yield Arrow(doors[first], doors[second], codes, faint=True)


def _answered(recorder: Recorder) -> Iterator[Arrow]:
    """From the load balancer's guard to the service that a path belongs to, the rule asked first before."""
    for acl, name in associations(recorder):
        yield Arrow(web_acl(acl).key, f"balancer {name}")
    services = _services(recorder)
    rules = recorder.all("aws:lb/listenerRule:ListenerRule")
    for rule in sorted(rules, key=lambda each: float(each.inputs["priority"])):
        listener = recorder.one("aws:lb/listener:Listener", named(rule.inputs["listenerArn"])).inputs
        service = services[named(rule.inputs["actions"][0]["targetGroupArn"])]
        paths = rule.inputs["conditions"][0]["pathPattern"]["values"]
        yield Arrow(f"balancer {named(listener['loadBalancerArn'])}", service.name, ", ".join(paths))


def _doors(recorder: Recorder) -> dict[str, str]:
    """Where each origin is met: a bucket, or what guards the load balancer that its host name leads to."""
    guarded = {name: web_acl(acl).key for acl, name in associations(recorder)}
    balancers = {each.name: _balancer(each) for each in recorder.all(BALANCER)} | guarded
    hosts = {
        record.inputs["name"]: balancers[name]
        for record in recorder.all("aws:route53/record:Record")
        for alias in record.inputs.get("aliases", ())
        if (name := alias["name"].partition(".")[0]) in balancers
    }
    files = {origin: node.key for origin, node in buckets(recorder).items()}
    asked = {each["originId"]: each["domainName"] for each in origins(recorder)}
    return {origin: hosts[host] for origin, host in asked.items() if origin not in files} | files


def _balancer(resource: Registration) -> str:
    return f"balancer {resource.name}"


def _services(recorder: Recorder) -> dict[str, Registration]:
    """The services, by the name of their target group."""
    return {
        named(each.inputs["loadBalancers"][0]["targetGroupArn"]): each
        for each in recorder.all("aws:ecs/service:Service")
    }
