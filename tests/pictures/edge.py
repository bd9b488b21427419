"""The edge of the topology: the CDN, what guards it, and where it finds what it serves."""

from collections.abc import Iterator

from tests.pictures.flowchart import Arrow, Frame, Node
from tests.pictures.recording import id_of, named
from tests.recorder import Recorder, Registration

USERS = "users"
CDN = "cdn"
SECURE = {"redirect-to-https", "https-only"}


def distribution(recorder: Recorder) -> Registration:
    """The CDN."""
    return recorder.one("aws:cloudfront/distribution:Distribution")


def edge(recorder: Recorder) -> Frame:
    """What the internet finds."""
    guards = web_acl(named(distribution(recorder).inputs["webAclId"]))
    files = [Node(_files(each), ("Static files", "S3"), store=True) for each in _buckets(recorder)]
    return Frame("edge", "Edge", (guards, Node(CDN, ("CloudFront",)), *files))


def edge_arrows(recorder: Recorder) -> Iterator[Arrow]:
    """Into the CDN, and from it to the files. To the load balancer leads a rule of a security group."""
    own = distribution(recorder).inputs
    behaviours = [own["defaultCacheBehavior"], *own["orderedCacheBehaviors"]]
    encrypted = all(each["viewerProtocolPolicy"] in SECURE for each in behaviours)
    yield Arrow(USERS, CDN, "HTTPS" if encrypted else "HTTP")
    yield guards(named(own["webAclId"]), CDN)
    for bucket in _buckets(recorder):
        yield Arrow(CDN, _files(bucket))


def web_acl(name: str) -> Node:
    """The box of a web ACL."""
    return Node(f"acl {name}", ("Web ACL",))


def guards(name: str, what: str) -> Arrow:
    """That a web ACL guards something."""
    return Arrow(web_acl(name).key, what, "guards", faint=True)


def _buckets(recorder: Recorder) -> list[Registration]:
    """The buckets that the CDN reads."""
    hosts = [each["domainName"] for each in distribution(recorder).inputs["origins"]]
    return [
        each
        for each in recorder.all("aws:s3/bucket:Bucket")
        if any(host.startswith(f"{each.inputs['bucket']}.s3.") for host in hosts)
    ]


def _files(bucket: Registration) -> str:
    return f"bucket {id_of(bucket)}"
