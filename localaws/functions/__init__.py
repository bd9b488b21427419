"""Functions that programs call: who and where am I, what exists already. All of them, by token."""

from localaws.functions import account, images, parameters, policies, policy_document, prefix_lists, zones
from localaws.functions.question import Function

FUNCTIONS: dict[str, Function] = {
    "aws:ec2/getAmi:getAmi": images.get_ami,
    "aws:ec2/getManagedPrefixList:getManagedPrefixList": prefix_lists.get_managed_prefix_list,
    "aws:ec2/getPrefixList:getPrefixList": prefix_lists.get_prefix_list,
    "aws:iam/getPolicy:getPolicy": policies.get_policy,
    "aws:iam/getPolicyDocument:getPolicyDocument": policy_document.get_policy_document,
    "aws:index/getAvailabilityZone:getAvailabilityZone": zones.get_availability_zone,
    "aws:index/getAvailabilityZones:getAvailabilityZones": zones.get_availability_zones,
    "aws:index/getCallerIdentity:getCallerIdentity": account.get_caller_identity,
    "aws:index/getPartition:getPartition": account.get_partition,
    "aws:index/getRegion:getRegion": account.get_region,
    "aws:ssm/getParameter:getParameter": parameters.get_parameter,
}
