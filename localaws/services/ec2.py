"""Networks: VPCs, subnets, routes, gateways, endpoints, flow logs."""

from localaws.spec import Call, Spec, Tags


def tagged(kind: str) -> Tags:
    """EC2's tags: given at creation for a kind of resource, changed by two calls that serve all kinds."""
    return Tags(
        create=f"TagSpecifications[ResourceType={kind}].Tags",
        set=Call(op="CreateTags", params={"id": "Resources[0]", "tags": "Tags"}),
        unset=Call(op="DeleteTags", params={"id": "Resources[0]", "tagKeys": "Tags"}),
    )


def arn(kind: str) -> str:
    """The ARN of an EC2 resource, which EC2 itself does not answer."""
    return f"arn:{{partition}}:ec2:{{region}}:{{account}}:{kind}/{{id}}"


def _vpc_attribute(prop: str, attribute: str, member: str) -> Call:
    return Call(
        op="DescribeVpcAttribute",
        params={"id": "VpcId"},
        fixed={"Attribute": attribute},
        gets={prop: f"{member}.Value"},
    )


VPC = Spec(
    token="aws:ec2/vpc:Vpc",
    service="ec2",
    create=Call(
        op="CreateVpc", params={"cidrBlock": "CidrBlock", "instanceTenancy": "InstanceTenancy"}, path="Vpc"
    ),
    id="VpcId",
    read=Call(op="DescribeVpcs", params={"id": "VpcIds[0]"}, path="Vpcs[0]"),
    more=(
        _vpc_attribute("enableDnsSupport", "enableDnsSupport", "EnableDnsSupport"),
        _vpc_attribute("enableDnsHostnames", "enableDnsHostnames", "EnableDnsHostnames"),
    ),
    updates=(
        Call(op="ModifyVpcAttribute", params={"id": "VpcId", "enableDnsSupport": "EnableDnsSupport.Value"}),
        Call(
            op="ModifyVpcAttribute", params={"id": "VpcId", "enableDnsHostnames": "EnableDnsHostnames.Value"}
        ),
    ),
    delete=(Call(op="DeleteVpc", params={"id": "VpcId"}),),
    replace_on=frozenset({"cidrBlock", "instanceTenancy"}),
    defaults={"instanceTenancy": "default", "enableDnsSupport": True, "enableDnsHostnames": False},
    outputs={"arn": arn("vpc"), "ownerId": "OwnerId"},
    tags=tagged("vpc"),
)

SUBNET = Spec(
    token="aws:ec2/subnet:Subnet",
    service="ec2",
    create=Call(
        op="CreateSubnet",
        params={"vpcId": "VpcId", "cidrBlock": "CidrBlock", "availabilityZone": "AvailabilityZone"},
        path="Subnet",
    ),
    id="SubnetId",
    read=Call(
        op="DescribeSubnets",
        params={"id": "SubnetIds[0]"},
        path="Subnets[0]",
        gets={"mapPublicIpOnLaunch": "MapPublicIpOnLaunch"},
    ),
    updates=(
        Call(
            op="ModifySubnetAttribute",
            params={"id": "SubnetId", "mapPublicIpOnLaunch": "MapPublicIpOnLaunch.Value"},
        ),
    ),
    delete=(Call(op="DeleteSubnet", params={"id": "SubnetId"}),),
    replace_on=frozenset({"vpcId", "cidrBlock", "availabilityZone"}),
    outputs={"arn": arn("subnet"), "ownerId": "OwnerId", "availabilityZoneId": "AvailabilityZoneId"},
    tags=tagged("subnet"),
)

INTERNET_GATEWAY = Spec(
    token="aws:ec2/internetGateway:InternetGateway",
    service="ec2",
    create=Call(op="CreateInternetGateway", path="InternetGateway"),
    id="InternetGatewayId",
    read=Call(
        op="DescribeInternetGateways",
        params={"id": "InternetGatewayIds[0]"},
        path="InternetGateways[0]",
        gets={"vpcId": "Attachments[0].VpcId"},
    ),
    updates=(Call(op="AttachInternetGateway", params={"id": "InternetGatewayId", "vpcId": "VpcId"}),),
    delete=(
        Call(op="DetachInternetGateway", params={"id": "InternetGatewayId", "vpcId": "VpcId"}),
        Call(op="DeleteInternetGateway", params={"id": "InternetGatewayId"}),
    ),
    outputs={"arn": arn("internet-gateway"), "ownerId": "OwnerId"},
    tags=tagged("internet-gateway"),
)

ELASTIC_IP = Spec(
    token="aws:ec2/eip:Eip",
    service="ec2",
    create=Call(op="AllocateAddress", params={"domain": "Domain"}),
    id="AllocationId",
    read=Call(op="DescribeAddresses", params={"id": "AllocationIds[0]"}, path="Addresses[0]"),
    delete=(Call(op="ReleaseAddress", params={"id": "AllocationId"}),),
    replace_on=frozenset({"domain"}),
    outputs={"allocationId": "AllocationId", "publicIp": "PublicIp", "arn": arn("elastic-ip")},
    tags=tagged("elastic-ip"),
)

NAT_GATEWAY = Spec(
    token="aws:ec2/natGateway:NatGateway",
    service="ec2",
    create=Call(
        op="CreateNatGateway",
        params={
            "subnetId": "SubnetId",
            "allocationId": "AllocationId",
            "connectivityType": "ConnectivityType",
        },
        path="NatGateway",
    ),
    id="NatGatewayId",
    read=Call(
        op="DescribeNatGateways",
        params={"id": "NatGatewayIds[0]"},
        path="NatGateways[?State!='deleted'] | [0]",
        gets={"allocationId": "NatGatewayAddresses[0].AllocationId"},
    ),
    delete=(Call(op="DeleteNatGateway", params={"id": "NatGatewayId"}),),
    replace_on=frozenset({"*"}),
    outputs={
        "publicIp": "NatGatewayAddresses[0].PublicIp",
        "privateIp": "NatGatewayAddresses[0].PrivateIp",
        "networkInterfaceId": "NatGatewayAddresses[0].NetworkInterfaceId",
    },
    tags=tagged("natgateway"),
)

ROUTE_TABLE = Spec(
    token="aws:ec2/routeTable:RouteTable",
    service="ec2",
    create=Call(op="CreateRouteTable", params={"vpcId": "VpcId"}, path="RouteTable"),
    id="RouteTableId",
    read=Call(op="DescribeRouteTables", params={"id": "RouteTableIds[0]"}, path="RouteTables[0]"),
    delete=(Call(op="DeleteRouteTable", params={"id": "RouteTableId"}),),
    replace_on=frozenset({"vpcId"}),
    outputs={"arn": arn("route-table"), "ownerId": "OwnerId"},
    tags=tagged("route-table"),
)

_ROUTE = {
    "routeTableId": "RouteTableId",
    "destinationCidrBlock": "DestinationCidrBlock",
    "gatewayId": "GatewayId",
    "natGatewayId": "NatGatewayId",
}

ROUTE = Spec(
    token="aws:ec2/route:Route",
    service="ec2",
    create=Call(op="CreateRoute", params=_ROUTE),
    id="{routeTableId}_{destinationCidrBlock}",
    read=Call(
        op="DescribeRouteTables",
        params={"routeTableId": "RouteTableIds[0]"},
        path="RouteTables[0].Routes[?DestinationCidrBlock=='{destinationCidrBlock}'] | [0]",
    ),
    updates=(Call(op="ReplaceRoute", params=_ROUTE),),
    delete=(
        Call(
            op="DeleteRoute",
            params={"routeTableId": "RouteTableId", "destinationCidrBlock": "DestinationCidrBlock"},
        ),
    ),
    replace_on=frozenset({"routeTableId", "destinationCidrBlock"}),
    outputs={"state": "State", "origin": "Origin"},
    unread={"routeTableId": "part of the id"},
)

ROUTE_TABLE_ASSOCIATION = Spec(
    token="aws:ec2/routeTableAssociation:RouteTableAssociation",
    service="ec2",
    create=Call(op="AssociateRouteTable", params={"routeTableId": "RouteTableId", "subnetId": "SubnetId"}),
    id="AssociationId",
    read=Call(
        op="DescribeRouteTables",
        params={"id": "Filters[Name=association.route-table-association-id].Values[0]"},
        path="RouteTables[0].Associations[?RouteTableAssociationId=='{id}'] | [0]",
    ),
    delete=(Call(op="DisassociateRouteTable", params={"id": "AssociationId"}),),
    replace_on=frozenset({"*"}),
)

VPC_ENDPOINT = Spec(
    token="aws:ec2/vpcEndpoint:VpcEndpoint",
    service="ec2",
    create=Call(
        op="CreateVpcEndpoint",
        params={
            "vpcId": "VpcId",
            "serviceName": "ServiceName",
            "vpcEndpointType": "VpcEndpointType",
            "policy": "PolicyDocument",
            "privateDnsEnabled": "PrivateDnsEnabled",
            "routeTableIds": "RouteTableIds",
            "subnetIds": "SubnetIds",
            "securityGroupIds": "SecurityGroupIds",
        },
        path="VpcEndpoint",
    ),
    id="VpcEndpointId",
    read=Call(
        op="DescribeVpcEndpoints",
        params={"id": "VpcEndpointIds[0]"},
        path="VpcEndpoints[?State!='deleted'] | [0]",
        gets={"securityGroupIds": "Groups[].GroupId"},
    ),
    updates=(
        Call(
            op="ModifyVpcEndpoint",
            params={
                "id": "VpcEndpointId",
                "policy": "PolicyDocument",
                "privateDnsEnabled": "PrivateDnsEnabled",
                "+routeTableIds": "AddRouteTableIds",
                "-routeTableIds": "RemoveRouteTableIds",
                "+subnetIds": "AddSubnetIds",
                "-subnetIds": "RemoveSubnetIds",
                "+securityGroupIds": "AddSecurityGroupIds",
                "-securityGroupIds": "RemoveSecurityGroupIds",
            },
        ),
    ),
    delete=(Call(op="DeleteVpcEndpoints", params={"id": "VpcEndpointIds[0]"}),),
    replace_on=frozenset({"vpcId", "serviceName", "vpcEndpointType"}),
    outputs={"arn": arn("vpc-endpoint"), "ownerId": "OwnerId", "state": "State"},
    tags=tagged("vpc-endpoint"),
)

FLOW_LOG = Spec(
    token="aws:ec2/flowLog:FlowLog",
    service="ec2",
    create=Call(
        op="CreateFlowLogs",
        params={
            "vpcId": "ResourceIds[0]",
            "trafficType": "TrafficType",
            "logDestinationType": "LogDestinationType",
            "logDestination": "LogDestination",
            "logFormat": "LogFormat",
            "maxAggregationInterval": "MaxAggregationInterval",
            "iamRoleArn": "DeliverLogsPermissionArn",
            "destinationOptions": "DestinationOptions",
        },
        fixed={"ResourceType": "VPC"},
    ),
    id="FlowLogIds[0]",
    read=Call(
        op="DescribeFlowLogs",
        params={"id": "FlowLogIds[0]"},
        path="FlowLogs[0]",
        gets={"vpcId": "ResourceId"},
    ),
    delete=(Call(op="DeleteFlowLogs", params={"id": "FlowLogIds[0]"}),),
    replace_on=frozenset({"*"}),
    outputs={"arn": arn("vpc-flow-log")},
    unread={"destinationOptions": "moto does not answer them"},
    tags=tagged("vpc-flow-log"),
)

SPECS = (
    VPC,
    SUBNET,
    INTERNET_GATEWAY,
    ELASTIC_IP,
    NAT_GATEWAY,
    ROUTE_TABLE,
    ROUTE,
    ROUTE_TABLE_ASSOCIATION,
    VPC_ENDPOINT,
    FLOW_LOG,
)
