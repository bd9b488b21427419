"""The stack's private domain: services and data stores by names that are known before they exist."""

from dataclasses import dataclass

import pulumi
from pulumi_aws import servicediscovery

from components.cloud import Cloud

TASK_TTL = 10
"""Seconds a resolver may keep the addresses of tasks, which come and go."""
ALIAS_TTL = 60
"""Seconds a resolver may keep the host an alias stands for, which hardly ever changes."""


def namespace_domain(cloud: Cloud) -> str:
    """The private domain of a stack; .internal never exists on the internet.

    Source: https://circleid.com/posts/20240810-icann-reserves-.internal-domain-for-private-use
    """
    return f"{cloud.project}-{cloud.stack}.internal"


@dataclass(frozen=True, kw_only=True)
class NamespaceArgs:
    """What a namespace needs."""

    cloud: Cloud
    vpc_id: pulumi.Input[str]
    """The network in which its names are known."""


class Namespace(pulumi.ComponentResource):
    """A private DNS namespace of Cloud Map."""

    id: pulumi.Output[str]
    """Id of the namespace, for services to register in."""
    arn: pulumi.Output[str]
    """ARN of the namespace."""
    domain: str
    """Its domain; known before it exists."""

    def __init__(self, name: str, args: NamespaceArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("alicerce:components:Namespace", name, {}, opts)

        self.domain = namespace_domain(args.cloud)
        namespace = servicediscovery.PrivateDnsNamespace(
            name,
            name=self.domain,
            description=f"Services and data stores of {args.cloud.project}, {args.cloud.stack}",
            vpc=args.vpc_id,
            opts=pulumi.ResourceOptions(parent=self),
        )

        self.id = namespace.id
        self.arn = namespace.arn
        self.register_outputs({"id": self.id, "arn": self.arn, "domain": self.domain})

    def alias(self, label: str, host: pulumi.Input[str]) -> None:
        """Let `label`.`domain` stand for a host. Making the alias waits for the host, which may be slow; who
        uses the name need not wait, because the name is known.

        A server behind an alias has a certificate for its own name only: a client that verifies it must be
        told that name too.
        """
        child = pulumi.ResourceOptions(parent=self)
        name = f"{self.pulumi_resource_name}-{label}"
        # AWS takes a CNAME in a service of the weighted kind only:
        # https://docs.aws.amazon.com/cloud-map/latest/api/API_DnsConfig.html
        service = servicediscovery.Service(
            name, name=label, dns_config=_dns(self.id, "CNAME", ALIAS_TTL, "WEIGHTED"), opts=child
        )
        servicediscovery.Instance(
            name,
            service_id=service.id,
            instance_id=label,
            attributes={"AWS_INSTANCE_CNAME": host},
            opts=child,
        )


def register(
    name: str, namespace_id: pulumi.Input[str], opts: pulumi.ResourceOptions
) -> servicediscovery.Service:
    """A name, in the namespace, for the healthy tasks of a service. ECS keeps its list of addresses.

    Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html
    """
    return servicediscovery.Service(
        name,
        name=name,
        dns_config=_dns(namespace_id, "A", TASK_TTL, "MULTIVALUE"),
        # ECS is who says which tasks are healthy. The one value AWS has left must be given all the same: the
        # provider leaves out a block that is empty (hashicorp/terraform-provider-aws#44285).
        health_check_custom_config={"failure_threshold": 1},
        # Tasks that ECS has not yet signed off must not hold up a teardown.
        force_destroy=True,
        opts=opts,
    )


def _dns(
    namespace_id: pulumi.Input[str], type_: str, ttl: int, policy: str
) -> servicediscovery.ServiceDnsConfigArgs:
    return servicediscovery.ServiceDnsConfigArgs(
        namespace_id=namespace_id,
        dns_records=[servicediscovery.ServiceDnsConfigDnsRecordArgs(type=type_, ttl=ttl)],
        routing_policy=policy,
    )
