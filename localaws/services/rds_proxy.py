"""Relational databases: proxies, which pool connections, and what stands behind them."""

from localaws.services.rds import TAGS
from localaws.spec import Call, Name, Spec

_PROXY = {"id": "DBProxyName"}
_SETTINGS = {
    "auths": "Auth",
    "debugLogging": "DebugLogging",
    "defaultAuthScheme": "DefaultAuthScheme",
    "idleClientTimeout": "IdleClientTimeout",
    "requireTls": "RequireTLS",
    "roleArn": "RoleArn",
}

PROXY = Spec(
    token="aws:rds/proxy:Proxy",
    service="rds",
    create=Call(
        op="CreateDBProxy",
        params={
            "name": "DBProxyName",
            "engineFamily": "EngineFamily",
            "endpointNetworkType": "EndpointNetworkType",
            "targetConnectionNetworkType": "TargetConnectionNetworkType",
            "vpcSecurityGroupIds": "VpcSecurityGroupIds",
            "vpcSubnetIds": "VpcSubnetIds",
            **_SETTINGS,
        },
        path="DBProxy",
    ),
    id="DBProxyName",
    read=Call(op="DescribeDBProxies", params=_PROXY, path="DBProxies[0]"),
    updates=(
        Call(
            op="ModifyDBProxy",
            params={**_PROXY, **_SETTINGS, "vpcSecurityGroupIds": "SecurityGroups"},
            partial=True,
        ),
    ),
    delete=(Call(op="DeleteDBProxy", params=_PROXY),),
    replace_on=frozenset(
        {"name", "engineFamily", "endpointNetworkType", "targetConnectionNetworkType", "vpcSubnetIds"}
    ),
    defaults={"debugLogging": False, "requireTls": False},
    kept=frozenset(
        {
            "defaultAuthScheme",
            "endpointNetworkType",
            "idleClientTimeout",
            "targetConnectionNetworkType",
            "vpcSecurityGroupIds",
        }
    ),
    outputs={"arn": "DBProxyArn", "endpoint": "Endpoint"},
    name=Name(longest=63),
    tags=TAGS,
)

_DEFAULT = {"TargetGroupName": "default"}
_CONFIGURE = Call(
    op="ModifyDBProxyTargetGroup",
    params={"dbProxyName": "DBProxyName", "connectionPoolConfig": "ConnectionPoolConfig"},
    fixed=_DEFAULT,
    path="DBProxyTargetGroup",
)

TARGET_GROUP = Spec(
    token="aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
    service="rds",
    create=_CONFIGURE,
    id="{dbProxyName}",
    read=Call(
        op="DescribeDBProxyTargetGroups",
        params={"id": "DBProxyName"},
        path="TargetGroups[?TargetGroupName=='default'] | [0]",
    ),
    updates=(_CONFIGURE,),
    # Every proxy has this group: it comes with the proxy and goes with it.
    delete=(),
    replace_on=frozenset({"dbProxyName"}),
    kept=frozenset({"connectionPoolConfig"}),
    outputs={"arn": "TargetGroupArn", "name": "TargetGroupName"},
)

_TARGET = {
    "dbProxyName": "DBProxyName",
    "targetGroupName": "TargetGroupName",
    "dbInstanceIdentifier": "DBInstanceIdentifiers[0]",
}

TARGET = Spec(
    token="aws:rds/proxyTarget:ProxyTarget",
    service="rds",
    create=Call(op="RegisterDBProxyTargets", params=_TARGET, path="DBProxyTargets[0]"),
    id="{dbProxyName}/{targetGroupName}/RDS_INSTANCE/{dbInstanceIdentifier}",
    read=Call(
        op="DescribeDBProxyTargets",
        params={"dbProxyName": "DBProxyName", "targetGroupName": "TargetGroupName"},
        path="Targets[?RdsResourceId=='{dbInstanceIdentifier}'] | [0]",
    ),
    delete=(Call(op="DeregisterDBProxyTargets", params=_TARGET),),
    replace_on=frozenset({"*"}),
    outputs={
        "endpoint": "Endpoint",
        "port": "Port",
        "rdsResourceId": "RdsResourceId",
        "targetArn": "TargetArn",
        "type": "Type",
    },
    unread={
        "dbProxyName": "part of the id",
        "targetGroupName": "part of the id",
        "dbInstanceIdentifier": "part of the id",
    },
)

SPECS = (PROXY, TARGET_GROUP, TARGET)
