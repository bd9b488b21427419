"""Rules of capacity: the tasks of the settings fit on the hosts of the settings."""

from collections.abc import Iterator

from settings.hosts import HOSTS, Room, fewest_hosts, left_after_zone_loss, unplaced, with_spare_zone
from settings.model import Settings
from settings.problems import Problem, problem


def known_host(settings: Settings) -> Iterator[Problem]:
    """The instance type is one whose size is known."""
    if settings.cluster.instance_type not in HOSTS:
        yield problem(
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
    yield problem(
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
            yield problem(
                (hosts_key, tasks_key, "networkZones", "clusterInstanceType", "backendCpu", "backendMemory"),
                f"{tasks_key} is {count}; the {hosts} hosts{when} hold {count - homeless}: a {kind} has "
                f"{host.cpu} CPU units, {host.memory} MiB and {host.interfaces} network interfaces, "
                f"a task takes {task.cpu}, {task.memory} and 1.",
                with_spare_zone(enough, zones) if when else enough,
            )


def _backend_task(settings: Settings) -> Room:
    return Room(cpu=settings.backend.cpu, memory=settings.backend.memory)


RULES = (known_host, task_fits_host, tasks_fit)
