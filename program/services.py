"""The services: load balancer, cluster, and on it backend and frontend with all they read and reach."""

from dataclasses import dataclass
from typing import Any

import pulumi

from components import cache, database
from components.application import Application, ApplicationArgs
from components.backend import BackendArgs, BackendService
from components.cluster import Cluster, ClusterArgs
from components.frontend import FrontendArgs, FrontendService
from components.load_balancer import LoadBalancer, LoadBalancerArgs
from components.origin_secret import OriginSecret, OriginSecretArgs
from components.placement import Placement
from components.waf import WebAcl, WebAclArgs
from program.data import Data
from program.ground import Ground
from settings import Settings, application_plan


@dataclass(frozen=True, kw_only=True)
class Services:
    """What runs, and what leads to it."""

    origin_secret: OriginSecret
    web_acl: WebAcl
    load_balancer: LoadBalancer
    cluster: Cluster
    application: Application
    backend: BackendService
    frontend: FrontendService


def services(settings: Settings, ground: Ground, data: Data, opts: pulumi.ResourceOptions) -> Services:
    """Make them. They wait for names and secrets, never for a finished database."""
    origin_secret = OriginSecret("origin-secret", _origin_secret_args(settings), opts)
    web_acl = WebAcl("load-balancer-waf", _web_acl_args(settings, ground, origin_secret), opts)
    load_balancer = LoadBalancer("load-balancer", _load_balancer_args(settings, ground, web_acl), opts)
    cluster = Cluster("cluster", _cluster_args(settings, ground), opts)
    plan = application_plan(settings, ground.cloud.project, ground.cloud.stack, ground.namespace.domain)
    secrets_key = ground.keys.secrets_arn
    application = Application(
        "application", ApplicationArgs(cloud=ground.cloud, secrets_key_arn=secrets_key, **plan), opts
    )
    common = _common(ground, Placement.beside(ground.network, cluster, load_balancer))
    backend_args = BackendArgs(**common, **_backend(application, data, ground), **dict(settings.backend))
    backend = BackendService("backend", backend_args, opts)
    frontend_args = FrontendArgs(
        **common, **_frontend(application, backend, settings.backend.port, ground), **dict(settings.frontend)
    )
    return Services(
        origin_secret=origin_secret,
        web_acl=web_acl,
        load_balancer=load_balancer,
        cluster=cluster,
        application=application,
        backend=backend,
        frontend=FrontendService("frontend", frontend_args, opts),
    )


def _origin_secret_args(settings: Settings) -> OriginSecretArgs:
    return OriginSecretArgs(
        internal=settings.load_balancer.internal,
        version=settings.application.security.secrets_version,
    )


def _web_acl_args(settings: Settings, ground: Ground, secret: OriginSecret) -> WebAclArgs:
    return WebAclArgs(
        cloud=ground.cloud,
        scope="REGIONAL",
        origin_secret=secret.value,
        log_key_arn=ground.keys.logs_arn,
        **dict(settings.waf),
    )


def _load_balancer_args(settings: Settings, ground: Ground, web_acl: WebAcl) -> LoadBalancerArgs:
    return LoadBalancerArgs(
        cloud=ground.cloud,
        vpc_id=ground.network.vpc_id,
        application_subnet_ids=ground.network.application_subnet_ids,
        public_subnet_ids=ground.network.public_subnet_ids,
        host_name=f"origin.{settings.domain.name}",
        zone_id=ground.certificate.zone_id,
        certificate_arn=ground.certificate.arn,
        log_bucket=ground.logs.bucket,
        web_acl_arn=web_acl.arn,
        **dict(settings.load_balancer),
    )


def _cluster_args(settings: Settings, ground: Ground) -> ClusterArgs:
    return ClusterArgs(
        cloud=ground.cloud,
        vpc_id=ground.network.vpc_id,
        subnet_ids=ground.network.application_subnet_ids,
        endpoint_security_group_id=ground.network.endpoint_security_group_id,
        log_key_arn=ground.keys.logs_arn,
        **dict(settings.cluster),
    )


def _common(ground: Ground, placement: Placement) -> dict[str, Any]:
    """What every service is told alike."""
    return {
        "cloud": ground.cloud,
        "placement": placement,
        "namespace_id": ground.namespace.id,
        "topic_arn": ground.topic.arn,
        "log_key_arn": ground.keys.logs_arn,
        "secrets_key_arn": ground.keys.secrets_arn,
    }


def _backend(application: Application, data: Data, ground: Ground) -> dict[str, Any]:
    """The backend alone knows database and cache, and reaches them."""
    stores = (data.database, data.cache)
    return {
        "environment": application.environment["backend"]
        | data.database.environment
        | data.cache.environment,
        "secrets": application.secrets["backend"] | data.database.secrets | data.cache.secrets,
        "secret_arn_patterns": [
            *application.secret_arn_patterns["backend"],
            *(store.secret_arn_pattern for store in stores),
        ],
        "run_time_secret_arn_patterns": list(filter(None, [data.database.run_time_secret_arn_pattern])),
        "reaches": {
            "database": (data.database.security_group_id, database.PORT),
            "cache": (data.cache.security_group_id, cache.PORT),
        },
        "after": [
            *application.ready["backend"],
            *(store.credentials for store in stores),
            *ground.images.built["backend"],
        ],
    }


def _frontend(application: Application, backend: BackendService, port: int, ground: Ground) -> dict[str, Any]:
    """The frontend's server asks the backend inside the network, and knows nothing of database and cache."""
    return {
        "backend_url": backend.internal_url,
        "reaches": {"backend": (backend.security_group_id, port)},
        "environment": application.environment["frontend"],
        "secrets": application.secrets["frontend"],
        "secret_arn_patterns": application.secret_arn_patterns["frontend"],
        "after": [*application.ready["frontend"], *ground.images.built["frontend"]],
    }
