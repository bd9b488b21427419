"""A program to measure: pairs of a backend and a frontend, on one network, cluster and load balancer."""

import pulumi

from components.backend import BackendArgs, BackendService
from components.certificate import Certificate, CertificateArgs
from components.cloud import Cloud, provider
from components.cluster import Cluster, ClusterArgs
from components.frontend import FrontendArgs, FrontendService
from components.load_balancer import LoadBalancer, LoadBalancerArgs
from components.log_bucket import LogBucket, LogBucketArgs
from components.namespace import Namespace, NamespaceArgs
from components.network import Network, NetworkArgs
from components.placement import Placement
from localaws.accounts import DEFAULT_ACCOUNT

VERSION = "1.0.0"
DOMAIN = "bench.test"


def build(pairs: int) -> None:
    """The program. AWS lets a listener have 100 rules, of which a pair takes two, unless asked for more.

    Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
    """
    cloud = Cloud(
        project=pulumi.get_project(),
        stack=pulumi.get_stack(),
        account_id=DEFAULT_ACCOUNT,
        region="us-east-1",
    )
    opts = pulumi.ResourceOptions(provider=provider(cloud))
    logs = LogBucket("logs", LogBucketArgs(cloud=cloud, retention_days=1, protect=False), opts)
    network = Network("network", _network_args(cloud, logs), opts)
    cluster = Cluster("cluster", _cluster_args(cloud, network), opts)
    load_balancer = LoadBalancer("load-balancer", _load_balancer_args(cloud, logs, network, opts), opts)
    placement = Placement.beside(network, cluster, load_balancer)
    namespace = Namespace("names", NamespaceArgs(cloud=cloud, vpc_id=network.vpc_id), opts)
    for number in range(1, pairs + 1):
        _pair(number, cloud, placement, namespace, opts)


def _pair(
    number: int, cloud: Cloud, placement: Placement, namespace: Namespace, opts: pulumi.ResourceOptions
) -> None:
    """Two services; the load balancer tells them from the other pairs' by the start of the path."""
    topic = cloud.arn("sns", "alarms")
    backend_args = BackendArgs(
        cloud=cloud,
        placement=placement,
        namespace_id=namespace.id,
        topic_arn=topic,
        version=VERSION,
        paths=(f"/{number}/api/*",),
        priority=number,
    )
    backend = BackendService(f"backend-{number}", backend_args, opts)
    frontend_args = FrontendArgs(
        cloud=cloud,
        placement=placement,
        namespace_id=namespace.id,
        topic_arn=topic,
        version=VERSION,
        paths=(f"/{number}/*",),
        priority=10_000 + number,
        backend_url=backend.internal_url,
        reaches={"backend": (backend.security_group_id, backend_args.port)},
    )
    FrontendService(f"frontend-{number}", frontend_args, opts)


def _network_args(cloud: Cloud, logs: LogBucket) -> NetworkArgs:
    return NetworkArgs(
        cloud=cloud,
        cidr="10.0.0.0/16",
        zones=[f"{cloud.region}{letter}" for letter in "abc"],
        nat="zone",
        endpoints=("ecr.api",),
        flow_log_destination=logs.flow_log_destination,
    )


def _cluster_args(cloud: Cloud, network: Network) -> ClusterArgs:
    return ClusterArgs(
        cloud=cloud,
        vpc_id=network.vpc_id,
        subnet_ids=network.application_subnet_ids,
        endpoint_security_group_id=network.endpoint_security_group_id,
        instance_type="c7g.large",
        min_hosts=8,
        max_hosts=1000,
        target_capacity=100,
        disk_size=30,
        insights="enabled",
    )


def _load_balancer_args(
    cloud: Cloud, logs: LogBucket, network: Network, opts: pulumi.ResourceOptions
) -> LoadBalancerArgs:
    certificate = Certificate("certificate", CertificateArgs(domain=DOMAIN, zone_id=""), opts)
    return LoadBalancerArgs(
        cloud=cloud,
        vpc_id=network.vpc_id,
        internal=True,
        application_subnet_ids=network.application_subnet_ids,
        public_subnet_ids=network.public_subnet_ids,
        host_name=f"origin.{DOMAIN}",
        zone_id=certificate.zone_id,
        certificate_arn=certificate.arn,
        log_bucket=logs.bucket,
        idle_timeout=60,
        deletion_protection=False,
    )
