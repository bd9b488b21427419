"""Caches: what replication groups share, and who may use them."""

from localaws.services import elasticache_groups_steps as steps
from localaws.services.elasticache import TAGS
from localaws.services.rds_groups_steps import DESCRIPTION, described
from localaws.services.secretsmanager import WRITE_ONLY
from localaws.spec import Call, Name, Spec

_PARAMETERS = {"id": "CacheParameterGroupName"}

PARAMETER_GROUP = Spec(
    token="aws:elasticache/parameterGroup:ParameterGroup",
    service="elasticache",
    create=Call(
        op="CreateCacheParameterGroup",
        params={
            "name": "CacheParameterGroupName",
            "family": "CacheParameterGroupFamily",
            "description": "Description",
        },
        path="CacheParameterGroup",
        hook=described,
    ),
    id="CacheParameterGroupName",
    read=Call(op="DescribeCacheParameterGroups", params=_PARAMETERS, path="CacheParameterGroups[0]"),
    more=(
        Call(
            op="DescribeCacheParameters",
            params=_PARAMETERS,
            fixed={"Source": "user"},
            gets={"parameters": "Parameters"},
            tidy=steps.names_and_values,
        ),
    ),
    settle=steps.sync_parameters,
    settles=frozenset({"parameters"}),
    delete=(Call(op="DeleteCacheParameterGroup", params=_PARAMETERS),),
    replace_on=frozenset({"name", "family", "description"}),
    defaults={"description": DESCRIPTION, "parameters": []},
    aliases={"parameters.name": "ParameterName", "parameters.value": "ParameterValue"},
    outputs={"arn": "ARN"},
    name=Name(),
    tags=TAGS,
)

_SUBNETS = {"description": "CacheSubnetGroupDescription", "subnetIds": "SubnetIds"}

SUBNET_GROUP = Spec(
    token="aws:elasticache/subnetGroup:SubnetGroup",
    service="elasticache",
    create=Call(
        op="CreateCacheSubnetGroup",
        params={"name": "CacheSubnetGroupName", **_SUBNETS},
        path="CacheSubnetGroup",
        hook=steps.described_subnets,
    ),
    id="CacheSubnetGroupName",
    read=Call(
        op="DescribeCacheSubnetGroups",
        params={"id": "CacheSubnetGroupName"},
        path="CacheSubnetGroups[0]",
        gets={"subnetIds": "Subnets[].SubnetIdentifier"},
    ),
    updates=(Call(op="ModifyCacheSubnetGroup", params={"id": "CacheSubnetGroupName", **_SUBNETS}),),
    delete=(Call(op="DeleteCacheSubnetGroup", params={"id": "CacheSubnetGroupName"}),),
    replace_on=frozenset({"name"}),
    defaults={"description": DESCRIPTION},
    outputs={"arn": "ARN", "vpcId": "VpcId"},
    name=Name(),
    tags=TAGS,
)

_USER = {"id": "UserId"}
_ACCESS = {
    "accessString": "AccessString",
    "authenticationMode.type": "AuthenticationMode.Type",
    "authenticationMode.passwords": "AuthenticationMode.Passwords",
    "engine": "Engine",
    "noPasswordRequired": "NoPasswordRequired",
    "passwords": "Passwords",
}

USER = Spec(
    token="aws:elasticache/user:User",
    service="elasticache",
    create=Call(
        op="CreateUser",
        params={"userId": "UserId", "userName": "UserName", "passwordsWo": "Passwords", **_ACCESS},
    ),
    id="UserId",
    read=Call(
        op="DescribeUsers",
        params=_USER,
        path="Users[0]",
        tidy=steps.as_inputs,
        gets={"noPasswordRequired": "NoPasswordRequired"},
    ),
    updates=(Call(op="ModifyUser", params={**_USER, **_ACCESS}, partial=True),),
    settle=steps.renew_password,
    settles=frozenset({"passwordsWoVersion"}),
    delete=(Call(op="DeleteUser", params=_USER),),
    replace_on=frozenset({"userId", "userName"}),
    kept=frozenset({"authenticationMode"}),
    defaults={"noPasswordRequired": False},
    outputs={"arn": "ARN"},
    secret=frozenset({"authenticationMode", "passwords", "passwordsWo"}),
    ignored={"passwordsWo": WRITE_ONLY},
    unread={
        "authenticationMode": "AWS answers its type, but never the passwords in it",
        "passwords": "AWS never answers them",
        "passwordsWo": "AWS never answers them",
    },
    tags=TAGS,
)

USER_GROUP = Spec(
    token="aws:elasticache/userGroup:UserGroup",
    service="elasticache",
    create=Call(
        op="CreateUserGroup",
        params={"userGroupId": "UserGroupId", "engine": "Engine", "userIds": "UserIds"},
    ),
    id="UserGroupId",
    read=Call(op="DescribeUserGroups", params={"id": "UserGroupId"}, path="UserGroups[0]"),
    updates=(
        Call(
            op="ModifyUserGroup",
            params={"id": "UserGroupId", "+userIds": "UserIdsToAdd", "-userIds": "UserIdsToRemove"},
        ),
        Call(op="ModifyUserGroup", params={"id": "UserGroupId", "engine": "Engine"}),
    ),
    delete=(Call(op="DeleteUserGroup", params={"id": "UserGroupId"}),),
    replace_on=frozenset({"userGroupId"}),
    defaults={"userIds": []},
    outputs={"arn": "ARN"},
    tags=TAGS,
)

SPECS = (PARAMETER_GROUP, SUBNET_GROUP, USER, USER_GROUP)
