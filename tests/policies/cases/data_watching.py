"""What people see of a database, and which versions they run."""

from functools import partial

from tests.policies.cases import UNKNOWN, AnyCase, Case, Declared, StackCase

INSTANCE = "aws:rds/instance:Instance"
CLUSTER = "aws:rds/cluster:Cluster"
CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance"
SUBSCRIPTION = "aws:rds/eventSubscription:EventSubscription"
GROUP = "aws:rds/parameterGroup:ParameterGroup"

_monitoring = partial(Case, rule="database-enhanced-monitoring")
_logs = partial(Case, rule="database-logs")
_insights = partial(Case, rule="database-performance-insights")
_minor = partial(Case, rule="database-minor-upgrades")
_version = partial(Case, rule="database-engine-supported")
_window = partial(Case, rule="database-changes-in-window")
_instances = partial(StackCase, rule="database-instance-events")
_clusters = partial(StackCase, rule="database-cluster-events")
_parameters = partial(StackCase, rule="database-parameter-events")

LACKS = "enabledCloudwatchLogsExports lacks "
AT_ONCE = "applyImmediately is true, want false"
NO_UPGRADES = "autoMinorVersionUpgrade is false, want true"
WANTED = ["configuration change", "failure", "maintenance"]
UNHEARD = "no event subscription for db-instance tells of "
DATABASE = Declared(type=INSTANCE, name="main", props={"identifier": "main", "id": "main"})
SECOND = Declared(type=INSTANCE, name="second", props={"identifier": "second"})
AURORA = Declared(type=CLUSTER, name="main", props={"engine": "aurora-mysql"})
PARAMETERS = Declared(type=GROUP, name="main", props={"family": "postgres16"})


def _subscription(**props: object) -> Declared:
    return Declared(type=SUBSCRIPTION, name="events", props=props)


CASES: tuple[AnyCase, ...] = (
    _monitoring(type=INSTANCE, props={}, says="monitoringInterval is 0, want 1 to 60"),
    _monitoring(type=CLUSTER_INSTANCE, props={"monitoringInterval": 0}, says="monitoringInterval is 0, want"),
    _monitoring(type=INSTANCE, props={"monitoringInterval": 60}, says="monitoringRoleArn is missing"),
    _monitoring(type=CLUSTER, props={"engine": "mysql"}, says="monitoringInterval is 0, want"),
    _monitoring(type=INSTANCE, props={"monitoringInterval": "60", "monitoringRoleArn": UNKNOWN}),
    _monitoring(type=CLUSTER, props={"engine": "aurora-postgresql"}),
    _logs(type=INSTANCE, props={"engine": "postgres"}, says=f"{LACKS}postgresql, upgrade"),
    _logs(
        type=INSTANCE,
        props={"engine": "postgres", "enabledCloudwatchLogsExports": ["postgresql"]},
        says=f"{LACKS}upgrade",
    ),
    _logs(
        type=INSTANCE,
        props={"engine": "oracle-ee", "enabledCloudwatchLogsExports": ["alert"]},
        says=f"{LACKS}audit",
    ),
    _logs(
        type=CLUSTER,
        props={"engine": "aurora-mysql", "enabledCloudwatchLogsExports": ["error"]},
        says=f"{LACKS}audit",
    ),
    _logs(
        type=INSTANCE,
        props={"enabledCloudwatchLogsExports": []},
        says="enabledCloudwatchLogsExports is empty",
    ),
    _logs(
        type=INSTANCE,
        props={"engine": "postgres", "enabledCloudwatchLogsExports": ["postgresql", "upgrade"]},
    ),
    _logs(type=CLUSTER, props={"engine": "aurora-postgresql", "enabledCloudwatchLogsExports": "postgresql"}),
    _logs(
        type=INSTANCE, props={"engine": "sqlserver-ex", "enabledCloudwatchLogsExports": ["error", "agent"]}
    ),
    _logs(
        type=INSTANCE,
        props={"engine": "postgres", "enabledCloudwatchLogsExports": ["upgrade", UNKNOWN]},
        unknown="enabledCloudwatchLogsExports[1]",
    ),
    _insights(type=INSTANCE, props={}, says="performanceInsightsEnabled is false, want true"),
    _insights(
        type=CLUSTER_INSTANCE,
        props={"performanceInsightsEnabled": False},
        says="performanceInsightsEnabled is false, want true",
    ),
    _insights(type=INSTANCE, props={"performanceInsightsEnabled": True}),
    _insights(type=CLUSTER_INSTANCE, props={"performanceInsightsEnabled": "true"}),
    _minor(type=INSTANCE, props={"autoMinorVersionUpgrade": False}, says=NO_UPGRADES),
    _minor(type=CLUSTER_INSTANCE, props={"autoMinorVersionUpgrade": "false"}, says=NO_UPGRADES),
    _minor(type=CLUSTER, props={"engine": "mysql", "autoMinorVersionUpgrade": False}, says=NO_UPGRADES),
    _minor(type=INSTANCE, props={}),
    _minor(type=INSTANCE, props={"autoMinorVersionUpgrade": True}),
    _minor(type=CLUSTER, props={"engine": "aurora-mysql", "autoMinorVersionUpgrade": False}),
    _version(
        type=INSTANCE,
        props={"engine": "postgres", "engineVersion": "13.22"},
        says="engineVersion is 13.22 of postgres, want 14 or later",
    ),
    _version(
        type=INSTANCE,
        props={"engine": "mysql", "engineVersion": "8.0.43"},
        says="engineVersion is 8.0.43 of mysql, want 8.4 or later",
    ),
    _version(
        type=CLUSTER,
        props={"engine": "aurora-mysql", "engineVersion": "5.7.mysql_aurora.2.12.5"},
        says="engineVersion is 5.7.mysql_aurora.2.12.5 of aurora-mysql, want 8.0 or later",
    ),
    _version(
        type="aws:docdb/cluster:Cluster",
        props={"engineVersion": "3.6.0"},
        says="engineVersion is 3.6.0 of docdb, want 4.0 or later",
    ),
    _version(
        type=INSTANCE,
        props={"engine": "mariadb", "engineVersion": "10.6"},
        says="engineVersion is 10.6 of mariadb, want 10.11 or later",
    ),
    _version(
        type=INSTANCE,
        props={"engine": "postgres", "engineVersion": "16"},
        options={"oldest": ["postgres 17"]},
        says="engineVersion is 16 of postgres, want 17 or later",
    ),
    _version(type=INSTANCE, props={"engine": "postgres", "engineVersion": "16"}),
    _version(type=INSTANCE, props={"engine": "mysql", "engineVersion": "8.4.7"}),
    _version(type=INSTANCE, props={"engine": "postgres"}),
    _version(type=INSTANCE, props={"engine": "oracle-ee", "engineVersion": "12.1"}),
    _version(type=CLUSTER, props={"engine": "aurora-mysql", "engineVersion": "8.0.mysql_aurora.3.10.1"}),
    _version(type=INSTANCE, props={"engine": "postgres", "engineVersion": UNKNOWN}, unknown="engineVersion"),
    _window(type=INSTANCE, props={"applyImmediately": True}, says=AT_ONCE),
    _window(type=CLUSTER, props={"applyImmediately": "true"}, says=AT_ONCE),
    _window(type=INSTANCE, props={}),
    _window(type=INSTANCE, props={"applyImmediately": False}),
    _instances(resources=(DATABASE,), at="main", says=f"{UNHEARD}configuration change, failure, maintenance"),
    _instances(
        resources=(DATABASE, _subscription(sourceType="db-instance", eventCategories=WANTED[:2])),
        at="main",
        says=f"{UNHEARD}maintenance",
    ),
    _instances(
        resources=(
            DATABASE,
            SECOND,
            _subscription(sourceType="db-instance", sourceIds=["main"], eventCategories=WANTED),
        ),
        at="second",
        says=UNHEARD,
    ),
    _instances(
        resources=(DATABASE, _subscription(sourceType="db-instance", enabled=False)), at="main", says=UNHEARD
    ),
    _instances(resources=(DATABASE, _subscription(sourceType="db-cluster")), at="main", says=UNHEARD),
    _instances(resources=(DATABASE, SECOND, _subscription())),
    _instances(
        resources=(
            DATABASE,
            Declared(
                type=SUBSCRIPTION,
                name="events",
                props={"sourceType": "db-instance", "sourceIds": [UNKNOWN], "eventCategories": WANTED},
                refers={"sourceIds": ["main"]},
            ),
        )
    ),
    _instances(
        resources=(
            DATABASE,
            _subscription(sourceType="db-instance", eventCategories=WANTED[:1]),
            Declared(
                type=SUBSCRIPTION, name="others", props={"eventCategories": WANTED[1:], "sourceIds": []}
            ),
        )
    ),
    _instances(resources=(DATABASE, _subscription(sourceType=UNKNOWN)), at="main", unknown="sourceType"),
    _clusters(
        resources=(AURORA,), at="main", says="no event subscription for db-cluster tells of failure, main"
    ),
    _clusters(
        resources=(AURORA, _subscription(sourceType="db-instance")),
        at="main",
        says="no event subscription for db-cluster",
    ),
    _clusters(resources=(AURORA, _subscription(sourceType="db-cluster"))),
    _clusters(resources=(DATABASE,)),
    _parameters(
        resources=(PARAMETERS,), at="main", says="no event subscription for db-parameter-group tells"
    ),
    _parameters(
        resources=(PARAMETERS, _subscription(sourceType="db-parameter-group", sourceIds=["another"])),
        at="main",
        says="no event subscription for db-parameter-group tells of configuration change",
    ),
    _parameters(resources=(PARAMETERS, _subscription(eventCategories=["configuration change"]))),
    _parameters(resources=(AURORA,)),
)
