import { type DeployedResource, HUB } from '../templates/deployed-stage.ts';
import { at } from '../policy-set/rule.ts';
import { callsForTheKey } from './calls-of-functions.ts';
import { roleOfFunction } from './deployed-policies.ts';
import type { Call } from './simulate.ts';

const POLLS = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
/** As AWS lists it in AWSLambdaVPCAccessExecutionRole: Lambda makes and removes the interfaces of a function in a VPC. */
const ON_INTERFACES = ['CreateNetworkInterface', 'DeleteNetworkInterface', 'AssignPrivateIpAddresses', 'UnassignPrivateIpAddresses'];
const ON_ANY = ['DescribeNetworkInterfaces', 'DescribeSubnets'];
const WRITES_LOG = ['logs:CreateLogStream', 'logs:PutLogEvents'];

/** What Lambda does by a function's role: no code makes these calls, so nothing records them. */
export function callsOfLambda(stage: readonly DeployedResource[], lambda: DeployedResource): Call[] {
  const name = String(lambda.properties['FunctionName']);
  const by = roleOfFunction(stage, name);
  const logs = WRITES_LOG.map((action) => ({ by, action, resource: `arn:aws:logs:${HUB.region}:${HUB.accountId}:log-group:/aws/lambda/${name}:log-stream:one` }));
  const polls = queuesOf(stage, lambda).flatMap((resource) => POLLS.map((action) => ({ by, action, resource })));
  const inVpc = lambda.properties['VpcConfig'] === undefined ? [] : [
    ...ON_INTERFACES.map((operation) => ({ by, action: `ec2:${operation}`, resource: `arn:aws:ec2:${HUB.region}:${HUB.accountId}:network-interface/eni-0a1b2c3d` })),
    ...ON_ANY.map((operation) => ({ by, action: `ec2:${operation}`, resource: '*' })),
  ];
  return [...logs, ...polls, ...inVpc, ...polls.flatMap((call) => callsForTheKey(stage, call))];
}

function queuesOf(stage: readonly DeployedResource[], lambda: DeployedResource): string[] {
  return stage
    .filter(({ type, properties }) => type === 'AWS::Lambda::EventSourceMapping' && [lambda.arn, lambda.name].includes(String(properties['FunctionName'])))
    .map(({ properties }) => String(at(properties, 'EventSourceArn')));
}
