"""The edge of a stack: the CDN, what guards it, and where it finds what it serves."""

from collections.abc import Iterator
from typing import Any

from tests.pictures.flowchart import Arrow, Frame, Node
from tests.pictures.recording import named, opened
from tests.recorder import Recorder, Registration

USERS = "users"
CDN = "cdn"
SECURE = {"redirect-to-https", "https-only"}


def distribution(recorder: Recorder) -> Registration:
    """The CDN."""
    return recorder.one("aws:cloudfront/distribution:Distribution")


def origins(recorder: Recorder) -> list[dict[str, Any]]:
    """Where the CDN finds what it serves. All of it is one secret if a header in it is."""
    found: list[dict[str, Any]] = opened(distribution(recorder).inputs["origins"])
    return found


def edge(recorder: Recorder) -> Frame:
    """What the internet finds."""
    guard = web_acl(named(distribution(recorder).inputs["webAclId"]))
    return Frame("edge", "Edge", (guard, Node(CDN, ("CloudFront",)), *buckets(recorder).values()))


def edge_arrows(recorder: Recorder) -> Iterator[Arrow]:
    """Into the CDN, and from it to the files. To the load balancer leads a rule of a security group."""
    own = distribution(recorder).inputs
    behaviours = [own["defaultCacheBehavior"], *own["orderedCacheBehaviors"]]
    encrypted = all(each["viewerProtocolPolicy"] in SECURE for each in behaviours)
    yield Arrow(USERS, CDN, "HTTPS" if encrypted else "HTTP")
    yield guards(named(own["webAclId"]), CDN)
    for bucket in buckets(recorder).values():
        yield Arrow(CDN, bucket.key)


def buckets(recorder: Recorder) -> dict[str, Node]:
    """The buckets that the CDN reads, by the id of the origin."""
    return {
        origin["originId"]: Node(f"bucket {bucket.name}", ("Static files", "S3"), store=True)
        for origin in origins(recorder)
        for bucket in recorder.all("aws:s3/bucket:Bucket")
        if origin["domainName"].startswith(f"{bucket.inputs['bucket']}.s3.")
    }


def associations(recorder: Recorder) -> Iterator[tuple[str, str]]:
    """Names of web ACLs in the network, and of what each guards."""
    for each in recorder.all("aws:wafv2/webAclAssociation:WebAclAssociation"):
        yield named(each.inputs["webAclArn"]), named(each.inputs["resourceArn"])


def web_acl(name: str, *limits: str) -> Node:
    """The box of a web ACL."""
    return Node(f"acl {name}", ("Web ACL", *limits))


def guards(name: str, what: str) -> Arrow:
    """That a web ACL guards something."""
    return Arrow(web_acl(name).key, what, "guards", faint=True)
