"""The ground: what everything else stands on and nothing else waits for."""

from dataclasses import dataclass

import pulumi

from components.alarm_topic import AlarmTopic, AlarmTopicArgs
from components.certificate import Certificate, CertificateArgs
from components.cloud import Cloud
from components.images import Images, ImagesArgs
from components.keys import Keys, KeysArgs
from components.log_bucket import LogBucket, LogBucketArgs
from components.namespace import Namespace, NamespaceArgs
from components.network import Network, NetworkArgs
from settings import Settings

FOLDERS = {"backend": "apps/backend", "frontend": "apps/web"}
"""The services of the stack, and where the image of each is built from."""


@dataclass(frozen=True, kw_only=True)
class Ground:
    """Place, keys, logs, topics, images, certificates, network and names."""

    cloud: Cloud
    keys: Keys
    logs: LogBucket
    topic: AlarmTopic
    images: Images
    certificate: Certificate
    network: Network
    namespace: Namespace


def ground(settings: Settings, cloud: Cloud, opts: pulumi.ResourceOptions) -> Ground:
    """Make it."""
    keys = Keys("keys", KeysArgs(cloud=cloud, **dict(settings.keys)), opts)
    logs = LogBucket("logs", LogBucketArgs(cloud=cloud, **dict(settings.logs)), opts)
    network = Network("network", _network_args(settings, cloud, logs), opts)
    return Ground(
        cloud=cloud,
        keys=keys,
        logs=logs,
        topic=AlarmTopic(
            "topic", AlarmTopicArgs(cloud=cloud, key_arn=keys.logs_arn, **dict(settings.alerts)), opts
        ),
        images=Images("images", _images_args(settings, cloud), opts),
        certificate=Certificate(
            "certificate", CertificateArgs(domain=settings.domain.name, zone_id=settings.domain.zone_id), opts
        ),
        network=network,
        namespace=Namespace("names", NamespaceArgs(cloud=cloud, vpc_id=network.vpc_id), opts),
    )


def _images_args(settings: Settings, cloud: Cloud) -> ImagesArgs:
    versions = {"backend": settings.backend.version, "frontend": settings.frontend.version}
    return ImagesArgs(
        cloud=cloud, repositories=tuple(FOLDERS), versions=versions, folders=FOLDERS, **dict(settings.images)
    )


def _network_args(settings: Settings, cloud: Cloud, logs: LogBucket) -> NetworkArgs:
    own = dict(settings.network) | {"zones": settings.zones}
    return NetworkArgs(cloud=cloud, flow_log_destination=logs.flow_log_destination, **own)
