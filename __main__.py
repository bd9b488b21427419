"""The stack: settings in, components wired, outputs out."""

import gc

gc.disable()  # a run lives for seconds, and collecting takes a good part of them: benchmarks/preview.py

import pulumi

from components.backend import BackendArgs, BackendService
from components.certificate import Certificate, CertificateArgs
from components.cloud import Cloud, provider
from components.cluster import Cluster, ClusterArgs
from components.images import Images, ImagesArgs
from components.load_balancer import LoadBalancer, LoadBalancerArgs
from components.log_bucket import LogBucket, LogBucketArgs
from components.network import Network, NetworkArgs
from components.placement import Placement
from settings import load

settings = load()
cloud = Cloud(
    project=pulumi.get_project(),
    stack=pulumi.get_stack(),
    account_id=settings.account_id,
    region=settings.region,
)
opts = pulumi.ResourceOptions(provider=provider(cloud))

logs = LogBucket("logs", LogBucketArgs(cloud=cloud, **dict(settings.logs)), opts)
images = Images("images", ImagesArgs(cloud=cloud, repositories=["backend"], **dict(settings.images)), opts)
certificate = Certificate(
    "certificate", CertificateArgs(domain=settings.domain.name, zone_id=settings.domain.zone_id), opts
)

network_args = dict(settings.network) | {"zones": settings.zones}
network = Network(
    "network", NetworkArgs(cloud=cloud, flow_log_destination=logs.flow_log_destination, **network_args), opts
)

load_balancer_args = LoadBalancerArgs(
    cloud=cloud,
    vpc_id=network.vpc_id,
    application_subnet_ids=network.application_subnet_ids,
    public_subnet_ids=network.public_subnet_ids,
    host_name=f"origin.{settings.domain.name}",
    zone_id=certificate.zone_id,
    certificate_arn=certificate.arn,
    log_bucket=logs.bucket,
    **dict(settings.load_balancer),
)
load_balancer = LoadBalancer("load-balancer", load_balancer_args, opts)

cluster_args = ClusterArgs(
    cloud=cloud,
    vpc_id=network.vpc_id,
    subnet_ids=network.application_subnet_ids,
    endpoint_security_group_id=network.endpoint_security_group_id,
    **dict(settings.cluster),
)
cluster = Cluster("cluster", cluster_args, opts)

placement = Placement.beside(network, cluster, load_balancer)
backend_args = BackendArgs(cloud=cloud, placement=placement, **dict(settings.backend))
backend = BackendService("backend", backend_args, opts)

pulumi.export("account_id", settings.account_id)
pulumi.export("region", settings.region)
pulumi.export("domain_name_servers", certificate.name_servers)
pulumi.export("vpc_id", network.vpc_id)
pulumi.export("application_subnet_ids", network.application_subnet_ids)
pulumi.export("data_subnet_ids", network.data_subnet_ids)
pulumi.export("log_bucket", logs.bucket)
pulumi.export("load_balancer_arn", load_balancer.arn)
pulumi.export("load_balancer_host_name", load_balancer.host_name)
pulumi.export("cluster_name", cluster.name)
pulumi.export("backend_service", backend.service)
pulumi.export("backend_task_definition", backend.task_definition_arn)
pulumi.export("backend_image", backend.image)
pulumi.export("backend_repository_url", images.repository_urls["backend"])
pulumi.export("backend_log_group", backend.log_group)
