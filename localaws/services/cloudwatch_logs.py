"""What is made of logs: metrics, kept questions, and who may write into them."""

from localaws.spec import Call, Spec

_PUT_FILTER = Call(
    op="PutMetricFilter",
    params={
        "logGroupName": "logGroupName",
        "name": "filterName",
        "pattern": "filterPattern",
        "metricTransformation": "metricTransformations",
    },
)
_FILTER = "metricTransformation"

LOG_METRIC_FILTER = Spec(
    token="aws:cloudwatch/logMetricFilter:LogMetricFilter",
    service="logs",
    create=_PUT_FILTER,
    # The official provider's id is the name alone, but it imports by this.
    id="{logGroupName}:{name}",
    read=Call(
        op="DescribeMetricFilters",
        params={"logGroupName": "logGroupName", "name": "filterNamePrefix"},
        path="metricFilters[?filterName=='{name}'] | [0]",
        gets={"name": "filterName"},
    ),
    updates=(_PUT_FILTER,),
    delete=(Call(op="DeleteMetricFilter", params={"logGroupName": "logGroupName", "name": "filterName"}),),
    replace_on=frozenset({"logGroupName", "name"}),
    aliases={
        f"{_FILTER}.name": "metricName",
        f"{_FILTER}.namespace": "metricNamespace",
        f"{_FILTER}.value": "metricValue",
    },
    ignored={"applyOnTransformedLogs": "moto has no transformers of logs"},
)

_PUT_POLICY = Call(
    op="PutResourcePolicy", params={"policyName": "policyName", "policyDocument": "policyDocument"}
)

LOG_RESOURCE_POLICY = Spec(
    token="aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
    service="logs",
    create=_PUT_POLICY,
    id="{policyName}",
    read=Call(op="DescribeResourcePolicies", path="resourcePolicies[?policyName=='{id}'] | [0]"),
    updates=(_PUT_POLICY,),
    delete=(Call(op="DeleteResourcePolicy", params={"id": "policyName"}),),
    replace_on=frozenset({"policyName"}),
)

_QUERY = {"name": "name", "queryString": "queryString", "logGroupNames": "logGroupNames"}

QUERY_DEFINITION = Spec(
    token="aws:cloudwatch/queryDefinition:QueryDefinition",
    service="logs",
    create=Call(op="PutQueryDefinition", params=_QUERY),
    id="queryDefinitionId",
    read=Call(op="DescribeQueryDefinitions", path="queryDefinitions[?queryDefinitionId=='{id}'] | [0]"),
    updates=(Call(op="PutQueryDefinition", params={"id": "queryDefinitionId", **_QUERY}),),
    delete=(Call(op="DeleteQueryDefinition", params={"id": "queryDefinitionId"}),),
    defaults={"logGroupNames": []},
    outputs={
        "queryDefinitionId": "queryDefinitionId",
        "arn": "arn:{partition}:logs:{region}:{account}:query-definition:{id}",
    },
)

SPECS = (LOG_METRIC_FILTER, LOG_RESOURCE_POLICY, QUERY_DEFINITION)
