"""Where a stack lives: account, region and names, and the provider that is bound to them."""

from dataclasses import dataclass

import pulumi_aws as aws

from components import checks, names, tags

EDGE_REGION = "us-east-1"
"""Where all that belongs to CloudFront lives, wherever the stack is: its certificate, its web ACL, its
metrics and the delivery of its logs. An alarm can only tell a topic of its own region.
Sources: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html,
https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html (Scope),
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/monitoring-using-cloudwatch.html and
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html"""


@dataclass(frozen=True, kw_only=True)
class Cloud:
    """One stack's place in AWS. All of it is known before any resource exists, so ARNs and names built
    from it are known at preview, and policies on them run there.

    Raises:
        ArgumentError: the account or the region does not have the form of one.
    """

    project: str
    stack: str
    account_id: str
    """12 digits."""
    region: str
    """Region of the standard partition, for example us-east-1."""

    def __post_init__(self) -> None:
        checks.matches("Cloud.account_id", self.account_id, r"\d{12}", "12 digits")
        checks.matches("Cloud.region", self.region, r"[a-z]{2}-[a-z]+-\d", "a region such as us-east-1")

    @property
    def tags(self) -> dict[str, str]:
        """The tags of every resource of the stack."""
        return tags.standard(self.project, self.stack)

    def name(self, kind: str, *parts: str) -> str:
        """A physical name of this stack; see `names.physical`."""
        return names.physical(kind, self.project, self.stack, *parts)

    def title(self, name: str) -> dict[str, str]:
        """The Name tag that consoles show for things whose only id is a random one."""
        return {"Name": f"{self.project}-{self.stack}-{name}"}

    def arn(self, service: str, resource: str) -> str:
        """ARN of a regional resource of this account."""
        return f"arn:aws:{service}:{self.region}:{self.account_id}:{resource}"


def provider(cloud: Cloud) -> aws.Provider:
    """The AWS provider of the stack. It refuses to touch any other account, whatever its credentials."""
    return aws.Provider(
        "aws",
        region=cloud.region,
        allowed_account_ids=[cloud.account_id],
        default_tags=aws.ProviderDefaultTagsArgs(tags=cloud.tags),
    )
