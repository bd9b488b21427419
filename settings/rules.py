"""Rules that tie settings together. Each is a function of the settings that yields what it finds."""

import ipaddress
from collections.abc import Iterator

from settings.hosts import HOSTS, Room, fewest_hosts, left_after_zone_loss, unplaced, with_spare_zone
from settings.model import Settings
from settings.problems import Problem, set_command


def _problem(keys: tuple[str, ...], sentence: str, value: object) -> Problem:
    """A problem that changing the first key would solve."""
    return Problem(frozenset(keys), sentence, set_command(keys[0], value))


def network_range(settings: Settings) -> Iterator[Problem]:
    """The VPC's range is a network address of the right size."""
    cidr = settings.network.cidr
    try:
        fine = 16 <= ipaddress.IPv4Network(cidr).prefixlen <= 21
    except ValueError:
        fine = False
    if not fine:
        yield _problem(
            ("networkCidr",),
            f"networkCidr is {cidr}; allowed: an IPv4 network, /16 to /21, with no bit set after the prefix.",
            "10.0.0.0/16",
        )


def zones_of_region(settings: Settings) -> Iterator[Problem]:
    """Zones are of the region, two or more, each once."""
    zones, region = settings.zones, settings.region
    wrong = [zone for zone in zones if zone[:-1] != region]
    proposal = tuple(f"{region}{letter}" for letter in "abc")
    if wrong:
        yield _problem(
            ("networkZones", "region"),
            f"networkZones has {', '.join(wrong)}; allowed: zones of the region, {region}.",
            proposal,
        )
    if len(set(zones)) != len(zones) or not 2 <= len(zones) <= 8:
        yield _problem(
            ("networkZones",),
            f"networkZones is {', '.join(zones)}; allowed: 2 to 8 zones, each once.",
            proposal,
        )


def ranges_in_order(settings: Settings) -> Iterator[Problem]:
    """A minimum is not above its maximum."""
    pairs = (
        ("clusterMinHosts", settings.cluster.min_hosts, "clusterMaxHosts", settings.cluster.max_hosts),
        ("backendMinTasks", settings.backend.min_tasks, "backendMaxTasks", settings.backend.max_tasks),
    )
    for low_key, low, high_key, high in pairs:
        if low > high:
            yield _problem(
                (high_key, low_key), f"{high_key} is {high}; allowed: {low_key} ({low}) or more.", low
            )


def way_out(settings: Settings) -> Iterator[Problem]:
    """Without NAT, hosts reach AWS by endpoints only: to join the cluster, pull images and write logs.

    Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html
    """
    needed = ("ecs", "ecs-agent", "ecs-telemetry", "ecr.api", "ecr.dkr", "logs")
    missing = [service for service in needed if service not in settings.network.endpoints]
    if settings.network.nat == "none" and missing:
        yield _problem(
            ("networkNat", "networkEndpoints"),
            f"networkNat is none and networkEndpoints lacks {', '.join(missing)}: tasks could not start.",
            "single",
        )


def known_host(settings: Settings) -> Iterator[Problem]:
    """The instance type is one whose size is known."""
    if settings.cluster.instance_type not in HOSTS:
        yield _problem(
            ("clusterInstanceType",),
            f"clusterInstanceType is {settings.cluster.instance_type}; allowed: {', '.join(sorted(HOSTS))}.",
            "c7g.large",
        )


def task_fits_host(settings: Settings) -> Iterator[Problem]:
    """One task fits on one empty host."""
    backend, kind = settings.backend, settings.cluster.instance_type
    host, task = HOSTS.get(kind), _backend_task(settings)
    if host is None or host.holds(task):
        return
    roomier = next((name for name, room in HOSTS.items() if room.holds(task)), None)
    smaller = ("backendCpu", host.cpu) if task.cpu > host.cpu else ("backendMemory", host.memory)
    key, value = ("clusterInstanceType", roomier) if roomier else smaller
    yield _problem(
        (key, "clusterInstanceType", "backendCpu", "backendMemory"),
        f"A backend task needs {backend.cpu} CPU units and {backend.memory} MiB; "
        f"a {kind} has {host.cpu} and {host.memory} for tasks.",
        value,
    )


def tasks_fit(settings: Settings) -> Iterator[Problem]:
    """The minimum of tasks fits on the minimum of hosts with a zone lost; the maximum on all hosts.

    Production must not wait for new hosts when a zone goes.
    """
    kind, zones, task = settings.cluster.instance_type, len(settings.zones), _backend_task(settings)
    host = HOSTS.get(kind)
    if host is None or not host.holds(task) or zones < 2:
        return  # another rule speaks of it
    least, most = settings.cluster.min_hosts, settings.cluster.max_hosts
    left = left_after_zone_loss(least, zones)
    cases = (
        ("clusterMinHosts", "backendMinTasks", settings.backend.min_tasks, left, " left when a zone is lost"),
        ("clusterMaxHosts", "backendMaxTasks", settings.backend.max_tasks, most, ""),
    )
    for hosts_key, tasks_key, count, hosts, when in cases:
        homeless = unplaced([task] * count, host, hosts)
        if homeless:
            enough = fewest_hosts([task] * count, host)
            yield _problem(
                (hosts_key, tasks_key, "networkZones", "clusterInstanceType", "backendCpu", "backendMemory"),
                f"{tasks_key} is {count}; the {hosts} hosts{when} hold {count - homeless}: a {kind} has "
                f"{host.cpu} CPU units, {host.memory} MiB and {host.interfaces} network interfaces, "
                f"a task takes {task.cpu}, {task.memory} and 1.",
                with_spare_zone(enough, zones) if when else enough,
            )


def _backend_task(settings: Settings) -> Room:
    return Room(cpu=settings.backend.cpu, memory=settings.backend.memory)


RULES = (network_range, zones_of_region, ranges_in_order, way_out, known_host, task_fits_host, tasks_fit)
