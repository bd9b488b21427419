"""Rules of capacity: the tasks of the settings fit on what the settings say they run on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from settings.fargate import is_size, nearest
from settings.hosts import HOSTS, Room, fewest_hosts, left_after_zone_loss, unplaced, with_spare_zone
from settings.model import Settings
from settings.problems import Problem, problem, set_command
from settings.services import BackendSettings, FrontendSettings

Services = Mapping[str, BackendSettings | FrontendSettings]


def known_host(settings: Settings) -> Iterator[Problem]:
    """The instance type is one whose size is known."""
    kind = settings.cluster.instance_type
    if _on_hosts(settings) and kind not in HOSTS:
        yield problem(
            ("clusterInstanceType", "clusterCompute"),
            f"clusterInstanceType is {kind}; allowed: {', '.join(sorted(HOSTS))}.",
            "c7g.large",
        )


def task_fits_host(settings: Settings) -> Iterator[Problem]:
    """One task of each service fits on one empty host."""
    kind = settings.cluster.instance_type
    if not _on_hosts(settings) or kind not in HOSTS:
        return  # another rule speaks of it
    host = HOSTS[kind]
    for name, task in _tasks(settings).items():
        if not host.holds(task):
            roomier = next((other for other, room in HOSTS.items() if room.holds(task)), None)
            smaller = (f"{name}Cpu", host.cpu) if task.cpu > host.cpu else (f"{name}Memory", host.memory)
            key, value = ("clusterInstanceType", roomier) if roomier else smaller
            yield problem(
                (key, "clusterInstanceType", "clusterCompute", f"{name}Cpu", f"{name}Memory"),
                f"A {name} task needs {task.cpu} CPU units and {task.memory} MiB; "
                f"a {kind} has {host.cpu} and {host.memory} for tasks.",
                value,
            )


@dataclass(frozen=True)
class Load:
    """How many tasks of each service need a place at once, and on which hosts."""

    tasks: Mapping[str, int]
    tasks_key: str
    """The end of the settings that say how many there are."""
    hosts: int
    hosts_key: str
    where: str
    """Those hosts, in words."""
    spare_zone: bool = False
    """Whether they are what is left of all hosts when a zone goes."""


def loads(settings: Settings) -> Iterator[Load]:
    """What the hosts must hold: the minimum of tasks with a zone lost, for production must not wait for new
    hosts then; the maximum; and the minimum twice, for a deployment starts new tasks before old ones go."""
    services, all_hosts = _services(settings), settings.cluster.max_hosts
    least = {name: service.min_tasks for name, service in services.items()}
    twice = {name: 2 * count for name, count in least.items()}
    most = {name: service.max_tasks for name, service in services.items()}
    left = left_after_zone_loss(settings.cluster.min_hosts, len(settings.zones))
    where = f"the {left} hosts left when a zone is lost"
    yield Load(least, "MinTasks", left, "clusterMinHosts", where, spare_zone=True)
    yield Load(most, "MaxTasks", all_hosts, "clusterMaxHosts", f"the {all_hosts} hosts")
    yield Load(twice, "MinTasks", all_hosts, "clusterMaxHosts", f"in a deployment the {all_hosts} hosts")


def tasks_fit(settings: Settings) -> Iterator[Problem]:
    """All services together find room on the hosts, whatever the load."""
    kind, zones, tasks = settings.cluster.instance_type, len(settings.zones), _tasks(settings)
    host = HOSTS.get(kind)
    if not _on_hosts(settings) or zones < 2 or not host or not all(map(host.holds, tasks.values())):
        return  # another rule speaks of it
    for load in loads(settings):
        wanted = [tasks[name] for name, count in load.tasks.items() for _ in range(count)]
        homeless = unplaced(wanted, host, load.hosts)
        if homeless:
            enough = fewest_hosts(wanted, host)
            yield problem(
                (
                    load.hosts_key,
                    *(f"{name}{end}" for name in tasks for end in (load.tasks_key, "Cpu", "Memory")),
                    *("networkZones", "clusterInstanceType", "clusterCompute"),
                ),
                f"{_counted(load.tasks)} tasks need a place; {load.where} hold {len(wanted) - homeless} of "
                f"them: a {kind} has {_sized(host)}, {_each(tasks)}.",
                with_spare_zone(enough, zones) if load.spare_zone else enough,
            )


def fargate_sizes(settings: Settings) -> Iterator[Problem]:
    """Fargate has a few sizes of tasks only."""
    for name, task in _tasks(settings).items():
        if not _on_hosts(settings) and not is_size(task.cpu, task.memory):
            cpu, memory = nearest(task.cpu, task.memory)
            changes = {f"{name}Cpu": (task.cpu, cpu), f"{name}Memory": (task.memory, memory)}
            yield Problem(
                frozenset({*changes, "clusterCompute"}),
                f"A {name} task has {task.cpu} CPU units and {task.memory} MiB, no size that Fargate has; "
                f"the nearest is {cpu} and {memory}.",
                " && ".join(set_command(key, new) for key, (old, new) in changes.items() if new != old),
            )


def tasks_in_order(settings: Settings) -> Iterator[Problem]:
    """A minimum of tasks is not above its maximum, at any time; and no schedule asks for more than the
    maximum, for which there is room."""
    for name, service in _services(settings).items():
        key, low_key = f"{name}MaxTasks", f"{name}MinTasks"
        if service.min_tasks > service.max_tasks:
            sentence = f"{key} is {service.max_tasks}; allowed: {low_key} ({service.min_tasks}) or more."
            yield problem((key, low_key), sentence, service.min_tasks)
        for text in service.schedules:
            when, low, high = text.rsplit(" ", 2)
            if not int(low) <= int(high) <= service.max_tasks:
                fixed = f"{when} {min(int(low), service.max_tasks)} {service.max_tasks}"
                yield problem(
                    (f"{name}Schedules", key),
                    f"{name}Schedules has {text!r}; allowed: a minimum up to its maximum, and that up to "
                    f"{key} ({service.max_tasks}).",
                    tuple(fixed if each == text else each for each in service.schedules),
                )


def task_in_each_zone(settings: Settings) -> Iterator[Problem]:
    """In production each service has a task in every zone, so that losing one loses no service."""
    zones = len(settings.zones)
    for name, service in _services(settings).items():
        if settings.production and service.min_tasks < zones:
            yield problem(
                (f"{name}MinTasks", "networkZones", "production"),
                f"{name}MinTasks is {service.min_tasks}; production needs {zones} or more: one in each zone.",
                zones,
            )


def cache_fits(settings: Settings) -> Iterator[Problem]:
    """The frontend's cache, which is in memory, leaves half of it to the process."""
    for name, service in _services(settings).items():
        if isinstance(service, FrontendSettings) and service.cache_size > service.memory // 2:
            yield problem(
                (f"{name}CacheSize", f"{name}Memory"),
                f"{name}CacheSize is {service.cache_size}; allowed: half of {name}Memory "
                f"({service.memory // 2}) or less.",
                service.memory // 2,
            )


def _on_hosts(settings: Settings) -> bool:
    return settings.cluster.compute == "ec2"


def _services(settings: Settings) -> Services:
    return {name: group for name, group in settings if isinstance(group, BackendSettings | FrontendSettings)}


def _tasks(settings: Settings) -> dict[str, Room]:
    return {name: Room(service.cpu, service.memory) for name, service in _services(settings).items()}


def _counted(counts: Mapping[str, int]) -> str:
    return " and ".join(f"{count} {name}" for name, count in counts.items())


def _sized(room: Room) -> str:
    return f"{room.cpu} CPU units, {room.memory} MiB and {room.interfaces} network interfaces"


def _each(tasks: Mapping[str, Room]) -> str:
    return ", ".join(
        f"a {name} task takes {task.cpu}, {task.memory} and {task.interfaces}" for name, task in tasks.items()
    )


RULES = (
    known_host,
    task_fits_host,
    tasks_fit,
    fargate_sizes,
    tasks_in_order,
    task_in_each_zone,
    cache_fits,
)
