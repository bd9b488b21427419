"""Type tokens of what stands at the edge, in every spelling that the AWS provider has."""

APPLICATION_SPELLINGS = ("lb", "alb")
"""The provider has each resource of Elastic Load Balancing twice."""


def _twice(name: str) -> frozenset[str]:
    lower = name[0].lower() + name[1:]
    return frozenset(f"aws:{module}/{lower}:{name}" for module in APPLICATION_SPELLINGS)


LOAD_BALANCERS = _twice("LoadBalancer")
LISTENERS = _twice("Listener")
LISTENER_RULES = _twice("ListenerRule")
TARGET_GROUPS = _twice("TargetGroup")

DISTRIBUTION = "aws:cloudfront/distribution:Distribution"
DISTRIBUTIONS = frozenset({DISTRIBUTION, "aws:cloudfront/multitenantDistribution:MultitenantDistribution"})
VPC_ORIGIN = "aws:cloudfront/vpcOrigin:VpcOrigin"
ORIGIN_ACCESS_CONTROL = "aws:cloudfront/originAccessControl:OriginAccessControl"
RESPONSE_HEADERS_POLICY = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy"

WEB_ACL = "aws:wafv2/webAcl:WebAcl"
WEB_ACL_RULE = "aws:wafv2/webAclRule:WebAclRule"
WEB_ACL_RULE_GROUP = "aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation"
WEB_ACL_ASSOCIATION = "aws:wafv2/webAclAssociation:WebAclAssociation"
WEB_ACL_LOGGING = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"
RULE_GROUP = "aws:wafv2/ruleGroup:RuleGroup"

LOG_DELIVERY_SOURCE = "aws:cloudwatch/logDeliverySource:LogDeliverySource"
LOG_DELIVERY = "aws:cloudwatch/logDelivery:LogDelivery"

CERTIFICATE = "aws:acm/certificate:Certificate"
RECORD = "aws:route53/record:Record"
REST_STAGE = "aws:apigateway/stage:Stage"
GRAPHQL_API = "aws:appsync/graphQLApi:GraphQLApi"

SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup"
SECURITY_GROUP_RULE = "aws:ec2/securityGroupRule:SecurityGroupRule"
INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
