// What functions inside a VPC must reach without a way to the internet. Calls to other regions (the spokes' SSM and EC2
// there) and to Organizations still need a NAT gateway: endpoints reach their own region only.
const INTERFACES = ['sqs', 'events', 'sts', 'ssm', 'ec2', 'monitoring', 'logs'];
const GATEWAYS = ['s3', 'dynamodb'];
const HTTPS = 443;

function vpcEndpointResources({ prefix, parameters }) {
  const { vpcId, subnetIds, securityGroupIds, routeTableIds } = parameters;
  if (vpcId === '') return {};
  if (subnetIds.length === 0) throw new Error('subnetIds: found nothing, expected the subnets of the VPC whose endpoints vpcId asks for.');
  const resources = { EndpointSecurityGroup: fromFunctions(prefix, vpcId, securityGroupIds) };
  for (const service of INTERFACES) {
    resources[`Endpoint${capital(service)}`] = endpoint(service, {
      VpcEndpointType: 'Interface',
      VpcId: vpcId,
      SubnetIds: subnetIds,
      SecurityGroupIds: [{ 'Fn::GetAtt': ['EndpointSecurityGroup', 'GroupId'] }],
      PrivateDnsEnabled: true,
    });
  }
  for (const service of routeTableIds.length === 0 ? [] : GATEWAYS) {
    resources[`Endpoint${capital(service)}`] = endpoint(service, { VpcEndpointType: 'Gateway', VpcId: vpcId, RouteTableIds: routeTableIds });
  }
  return resources;
}

function endpoint(service, properties) {
  return { Type: 'AWS::EC2::VPCEndpoint', Properties: { ServiceName: { 'Fn::Sub': `com.amazonaws.\${AWS::Region}.${service}` }, ...properties } };
}

function fromFunctions(prefix, vpcId, securityGroupIds) {
  return {
    Type: 'AWS::EC2::SecurityGroup',
    Properties: {
      GroupDescription: `${prefix}: HTTPS from the functions to AWS`,
      VpcId: vpcId,
      SecurityGroupIngress: securityGroupIds.map((id) => ({
        IpProtocol: 'tcp', FromPort: HTTPS, ToPort: HTTPS, SourceSecurityGroupId: id, Description: 'The functions',
      })),
      SecurityGroupEgress: [{ IpProtocol: 'tcp', FromPort: HTTPS, ToPort: HTTPS, CidrIp: '127.0.0.1/32', Description: 'None: endpoints only answer' }],
    },
  };
}

const capital = (word) => word[0].toUpperCase() + word.slice(1);

module.exports = { vpcEndpointResources };
