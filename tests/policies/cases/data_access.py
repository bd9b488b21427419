"""Who reaches a database."""

from functools import partial

from tests.policies.cases import UNKNOWN, AnyCase, Case

INSTANCE = "aws:rds/instance:Instance"
CLUSTER = "aws:rds/cluster:Cluster"
CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance"
DOCUMENTS = "aws:docdb/cluster:Cluster"
GRAPH = "aws:neptune/cluster:Cluster"

_encrypted = partial(Case, rule="database-encrypted")
_key = partial(Case, rule="database-customer-key")
_public = partial(Case, rule="database-not-public")
_snapshot = partial(Case, rule="database-snapshot-not-public")
_iam = partial(Case, rule="database-iam-authentication")
_port = partial(Case, rule="database-port")
_admin = partial(Case, rule="database-admin-name")
_authority = partial(Case, rule="database-certificate-authority")
_proxy = partial(Case, rule="database-proxy-tls", type="aws:rds/proxy:Proxy")

CLEAR = "storageEncrypted is false, want true"
NO_IAM = "iamDatabaseAuthenticationEnabled is false, want true"
NO_TLS = "requireTls is false, want true"
PUBLIC = "publiclyAccessible is true, want false"

CASES: tuple[AnyCase, ...] = (
    _encrypted(type=INSTANCE, props={}, says=CLEAR),
    _encrypted(type=INSTANCE, props={"storageEncrypted": False}, says=CLEAR),
    _encrypted(type=CLUSTER, props={"engine": "aurora-postgresql"}, says=CLEAR),
    _encrypted(type=DOCUMENTS, props={"storageEncrypted": None}, says=CLEAR),
    _encrypted(type=GRAPH, props={"storageEncrypted": False}, says=CLEAR),
    _encrypted(type=INSTANCE, props={"snapshotIdentifier": "old"}, says=CLEAR),
    _encrypted(type=INSTANCE, props={"replicateSourceDb": "main", "storageEncrypted": False}, says=CLEAR),
    _encrypted(
        type=INSTANCE, props={"storageEncrypted": 1}, says="storageEncrypted is a number, want a boolean"
    ),
    _encrypted(type=INSTANCE, props={"storageEncrypted": True}),
    _encrypted(type=INSTANCE, props={"storageEncrypted": "true"}),
    _encrypted(type=INSTANCE, props={"replicateSourceDb": UNKNOWN}),
    _encrypted(type=CLUSTER, props={"engineMode": "serverless"}),
    _encrypted(type=INSTANCE, props={"storageEncrypted": UNKNOWN}, unknown="storageEncrypted"),
    _key(type=INSTANCE, props={"storageEncrypted": True}, says="kmsKeyId is missing"),
    _key(type=CLUSTER, props={"kmsKeyId": None}, says="kmsKeyId is missing"),
    _key(type=INSTANCE, props={"kmsKeyId": UNKNOWN}),
    _key(type=INSTANCE, props={"replicateSourceDb": "main"}),
    _public(type=INSTANCE, props={"publiclyAccessible": True}, says=PUBLIC),
    _public(type=INSTANCE, props={"publiclyAccessible": "true"}, says=PUBLIC),
    _public(type=CLUSTER_INSTANCE, props={"publiclyAccessible": True}, says=PUBLIC),
    _public(
        type="aws:neptune/clusterInstance:ClusterInstance", props={"publiclyAccessible": True}, says=PUBLIC
    ),
    _public(type=CLUSTER, props={"publiclyAccessible": True}, says=PUBLIC),
    _public(type=INSTANCE, props={}),
    _public(type=INSTANCE, props={"publiclyAccessible": False}),
    _public(type=INSTANCE, props={"publiclyAccessible": UNKNOWN}, unknown="publiclyAccessible"),
    _snapshot(
        type="aws:rds/snapshot:Snapshot",
        props={"sharedAccounts": ["111122223333", "all"]},
        says="sharedAccounts has all",
    ),
    _snapshot(
        type="aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy",
        props={"sharedAccounts": "all"},
        says="sharedAccounts has all",
    ),
    _snapshot(type="aws:rds/snapshotCopy:SnapshotCopy", props={"sharedAccounts": ["111122223333"]}),
    _snapshot(type="aws:rds/clusterSnapshot:ClusterSnapshot", props={}),
    _snapshot(type="aws:rds/snapshot:Snapshot", props={"sharedAccounts": []}),
    _iam(type=INSTANCE, props={"engine": "postgres"}, says=NO_IAM),
    _iam(type=CLUSTER, props={"iamDatabaseAuthenticationEnabled": False}, says=NO_IAM),
    _iam(type=GRAPH, props={}, says=NO_IAM),
    _iam(type=INSTANCE, props={"engine": "mysql", "iamDatabaseAuthenticationEnabled": True}),
    _iam(type=INSTANCE, props={"engine": "oracle-ee"}),
    _iam(type=INSTANCE, props={"engine": "sqlserver-se", "iamDatabaseAuthenticationEnabled": False}),
    _port(type=INSTANCE, props={"engine": "postgres"}, says="port is 5432, the default of postgres, want"),
    _port(type=INSTANCE, props={"engine": "mariadb", "port": "3306"}, says="port is 3306, the default of"),
    _port(
        type=INSTANCE,
        props={"engine": "oracle-se2", "port": 1521},
        says="port is 1521, the default of oracle",
    ),
    _port(
        type=CLUSTER, props={"engine": "aurora-mysql", "port": 3306.0}, says="port is 3306, the default of"
    ),
    *(
        _port(
            type=type_,
            props={"engine": engine, "port": port},
            says=f"port is {port}, the default of {engine}",
        )
        for type_, engine, port in (
            (CLUSTER, "aurora-postgresql", 5432),
            (INSTANCE, "mysql", 3306),
            (INSTANCE, "sqlserver-ee", 1433),
            (INSTANCE, "db2-se", 50000),
        )
    ),
    _port(type=INSTANCE, props={"engine": "postgres", "port": 6543}),
    _port(type=INSTANCE, props={"engine": "postgres", "port": 3306}),
    _port(type=INSTANCE, props={"replicateSourceDb": "main"}),
    _port(type=INSTANCE, props={"engine": "an-engine-to-come"}),
    _admin(type=INSTANCE, props={"username": "postgres"}, says="username is postgres, want a name"),
    _admin(type=INSTANCE, props={"username": "Admin"}, says="username is Admin, want a name"),
    _admin(type=CLUSTER, props={"masterUsername": "root"}, says="masterUsername is root, want a name"),
    _admin(type=INSTANCE, props={"username": "app"}),
    _admin(type=INSTANCE, props={"replicateSourceDb": "main"}),
    _admin(type=CLUSTER, props={"masterUsername": "administrators"}),
    _authority(
        type=INSTANCE,
        props={"caCertIdentifier": "rds-ca-2019"},
        says="caCertIdentifier is rds-ca-2019, want rds-ca-rsa2048-g1",
    ),
    _authority(
        type=CLUSTER,
        props={"caCertificateIdentifier": "rds-ca-2015"},
        says="caCertificateIdentifier is rds-ca-2015",
    ),
    _authority(
        type="aws:docdb/clusterInstance:ClusterInstance",
        props={"caCertIdentifier": "rds-ca-2019"},
        says="caCertIdentifier is rds-ca-2019",
    ),
    _authority(type=INSTANCE, props={"caCertIdentifier": "rds-ca-ecc384-g1"}),
    _authority(type=CLUSTER_INSTANCE, props={}),
    _proxy(props={}, says=NO_TLS),
    _proxy(props={"requireTls": False}, says=NO_TLS),
    _proxy(props={"requireTls": "yes"}, says="requireTls is a string, want a boolean"),
    _proxy(props={"requireTls": True}),
    _proxy(props={"requireTls": "true"}),
)
