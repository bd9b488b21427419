"""The alarms of a stack, by subject: what each is about, in the order in which people look."""

from collections.abc import Iterator, Mapping

from components import alarms_data, alarms_edge, alarms_ground, alarms_services
from components.alarms import Alarm
from components.cloud import Cloud
from components.watched import Service, Watched

Plan = Mapping[str, tuple[Alarm, ...]]
"""Alarms by subject."""


def plan(watched: Watched, cloud: Cloud) -> Plan:
    """Every alarm, by subject; a subject of which there is nothing is left out.

    Those that fail deployments are among them, though each service makes its own.
    """
    subjects = {
        "Edge": tuple(_edge(watched, cloud)),
        **{service.name.capitalize(): _service(service, watched.insights) for service in watched.services},
        "Database": tuple(alarms_data.database(watched.database) if watched.database else ()),
        "Cache": tuple(_cache(watched)),
        "Hosts": tuple(alarms_ground.hosts(watched.hosts, watched.insights) if watched.hosts else ()),
        "Network and backups": tuple(_ground(watched)),
    }
    return {subject: found for subject, found in subjects.items() if found}


def _edge(watched: Watched, cloud: Cloud) -> Iterator[Alarm]:
    yield from alarms_edge.edge(watched.edge)
    for region, arn in watched.certificates.items():
        yield alarms_edge.certificate(region, arn)
    if watched.load_balancer is not None:
        yield from alarms_edge.load_balancer(watched.load_balancer)
    if watched.web_acl:
        yield alarms_edge.web_acl("load-balancer-blocked", watched.web_acl, {"Region": cloud.region})


def _service(service: Service, insights: bool) -> tuple[Alarm, ...]:
    return (*alarms_services.deployment(service), *alarms_services.resources(service, insights))


def _cache(watched: Watched) -> Iterator[Alarm]:
    for number, node in enumerate(watched.cache_nodes, 1):
        yield from alarms_data.cache(number, node)


def _ground(watched: Watched) -> Iterator[Alarm]:
    for zone, gateway in watched.nat_gateways.items():
        yield from alarms_ground.nat_gateway(zone, gateway)
    if watched.backup_vault:
        yield alarms_ground.backups(watched.backup_vault)
