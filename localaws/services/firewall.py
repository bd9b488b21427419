"""Firewalls of a VPC: security groups and their rules."""

from dataclasses import replace

from localaws.services.ec2 import arn, tagged
from localaws.spec import Call, Name, Send, Spec
from localaws.values import Props

DESCRIPTION = "Managed by Pulumi"
"""What the official provider says of a group whose program says nothing; EC2 demands a description."""

_INGRESS, _EGRESS = "IpPermissions", "IpPermissionsEgress"
_DESCRIBE = Call(op="DescribeSecurityGroups", params={"id": "GroupIds[0]"}, path="SecurityGroups[0]")


def _revoke(op: str) -> Call:
    return Call(op=op, params={"id": "GroupId", "permissions": "IpPermissions"})


def _close(send: Send, context: Props) -> None:
    """Takes the rules away that AWS itself gives a group, so that only what a program allows is allowed.

    In code because what to revoke has to be read first. Source for the official provider doing the same:
    https://www.pulumi.com/registry/packages/aws/api-docs/ec2/securitygroup/ (on egress rules)
    """
    group = send(_DESCRIBE, context)
    for member, op in ((_INGRESS, "RevokeSecurityGroupIngress"), (_EGRESS, "RevokeSecurityGroupEgress")):
        if group.get(member):
            send(_revoke(op), {**context, "permissions": group[member]})


_GROUP_OUTPUTS = {"arn": "SecurityGroupArn", "ownerId": "OwnerId"}
_NO_CYCLES = {"revokeRulesOnDelete": "groups here can be deleted whatever their rules refer to"}

SECURITY_GROUP = Spec(
    token="aws:ec2/securityGroup:SecurityGroup",
    service="ec2",
    create=Call(
        op="CreateSecurityGroup",
        params={"name": "GroupName", "description": "Description", "vpcId": "VpcId"},
        fixed={"Description": DESCRIPTION},
    ),
    id="GroupId",
    read=_DESCRIBE,
    delete=(Call(op="DeleteSecurityGroup", params={"id": "GroupId"}),),
    settle=_close,
    replace_on=frozenset({"name", "description", "vpcId"}),
    defaults={"description": DESCRIPTION},
    outputs=_GROUP_OUTPUTS,
    name=Name(prefix="namePrefix"),
    ignored=_NO_CYCLES,
    tags=tagged("security-group"),
)

DEFAULT_SECURITY_GROUP = Spec(
    token="aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    service="ec2",
    create=Call(
        op="DescribeSecurityGroups",
        params={"vpcId": "Filters[Name=vpc-id].Values[0]"},
        fixed={"Filters[Name=group-name].Values[0]": "default"},
        path="SecurityGroups[0]",
    ),
    id="GroupId",
    read=replace(_DESCRIBE, gets={"vpcId": "VpcId"}),
    settle=_close,
    replace_on=frozenset({"vpcId"}),
    outputs={**_GROUP_OUTPUTS, "name": "GroupName", "description": "Description"},
    ignored=_NO_CYCLES,
    tags=replace(tagged("security-group"), create=""),
)


def _rule(direction: str) -> Spec:
    """Rules in both directions differ in the calls that make and remove them, and in their token."""
    permission = "IpPermissions[0]"
    changed = "SecurityGroupRules[0].SecurityGroupRule"
    return Spec(
        token=f"aws:vpc/securityGroup{direction}Rule:SecurityGroup{direction}Rule",
        service="ec2",
        create=Call(
            op=f"AuthorizeSecurityGroup{direction}",
            params={
                "securityGroupId": "GroupId",
                "ipProtocol": f"{permission}.IpProtocol",
                "fromPort": f"{permission}.FromPort",
                "toPort": f"{permission}.ToPort",
                "cidrIpv4": f"{permission}.IpRanges[0].CidrIp",
                "cidrIpv6": f"{permission}.Ipv6Ranges[0].CidrIpv6",
                "prefixListId": f"{permission}.PrefixListIds[0].PrefixListId",
                "referencedSecurityGroupId": f"{permission}.UserIdGroupPairs[0].GroupId",
            },
            path="SecurityGroupRules[0]",
        ),
        id="SecurityGroupRuleId",
        read=Call(
            op="DescribeSecurityGroupRules",
            params={"id": "SecurityGroupRuleIds[0]"},
            path="SecurityGroupRules[0]",
            gets={
                "ipProtocol": "IpProtocol",
                "fromPort": "FromPort",
                "toPort": "ToPort",
                "cidrIpv4": "CidrIpv4",
                "cidrIpv6": "CidrIpv6",
                "prefixListId": "PrefixListId",
                "referencedSecurityGroupId": "ReferencedGroupInfo.GroupId",
                "description": "Description",
            },
        ),
        # Also sends the description of a new rule: on creation its place depends on the rule's kind.
        updates=(
            Call(
                op="ModifySecurityGroupRules",
                params={
                    "securityGroupId": "GroupId",
                    "id": "SecurityGroupRules[0].SecurityGroupRuleId",
                    "ipProtocol": f"{changed}.IpProtocol",
                    "fromPort": f"{changed}.FromPort",
                    "toPort": f"{changed}.ToPort",
                    "cidrIpv4": f"{changed}.CidrIpv4",
                    "cidrIpv6": f"{changed}.CidrIpv6",
                    "prefixListId": f"{changed}.PrefixListId",
                    "referencedSecurityGroupId": f"{changed}.ReferencedGroupId",
                    "description": f"{changed}.Description",
                },
            ),
        ),
        delete=(
            Call(
                op=f"RevokeSecurityGroup{direction}",
                params={"securityGroupId": "GroupId", "id": "SecurityGroupRuleIds[0]"},
            ),
        ),
        replace_on=frozenset({"securityGroupId"}),
        defaults={"description": ""},
        outputs={"arn": arn("security-group-rule"), "securityGroupRuleId": "SecurityGroupRuleId"},
        tags=tagged("security-group-rule"),
    )


INGRESS_RULE, EGRESS_RULE = _rule("Ingress"), _rule("Egress")

SPECS = (SECURITY_GROUP, DEFAULT_SECURITY_GROUP, INGRESS_RULE, EGRESS_RULE)
