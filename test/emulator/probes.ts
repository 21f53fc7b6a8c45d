import { CloudFormationClient, CreateStackCommand, DescribeStackEventsCommand, ListStackResourcesCommand, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';

import { asAdministrator, type Access } from './as-administrator.ts';
import { inRole } from './in-a-role.ts';
import type { TemplateResource } from './lacking.ts';
import { refusedWith } from './refused-with.ts';
import { refusalOfBareCall } from './send-bare.ts';

const trustMe = { Statement: [{ Effect: 'Allow', Principal: { AWS: '000000000000' }, Action: 'sts:AssumeRole' }] };

/** The smallest resource of a type; of ours only what tells whether the emulator has it. */
const smallest: Record<string, Record<string, unknown>> = {
  'AWS::Events::Archive': { SourceArn: 'arn:aws:events:us-east-1:000000000000:event-bus/default' },
  'AWS::Events::EventBusPolicy': { StatementId: 'x', Statement: {} },
  'AWS::CloudTrail::Trail': { IsLogging: true, S3BucketName: 'x' },
  'AWS::CloudWatch::Alarm': { Metrics: [{ Id: 'sum', Expression: '1 + 1' }], ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 1, Threshold: 1 },
};

/** An event that meets the condition of the probed role. */
const event = { 'events:source': 'patchwave.x', 'events:detail-type': 'X.v1' };

let probes = 0;

/** Asks MiniStack for what it is said to lack. Gives the words of its refusal; undefined where it has it. */
export function refusalOf(what: string, endpoint: string): Promise<string | undefined> {
  const access = asAdministrator(endpoint);
  const key = /^condition key (\S+)$/.exec(what)?.[1];
  if (key === 'events:source' || key === 'events:detail-type') return refusalOfCondition(key, access);
  if (what === 'AWS::Region in a condition') return refusalOfRegion(access);
  const type = what.split('.')[0] ?? '';
  const properties = smallest[type];
  return properties === undefined ? refusalOfBareCall(what, endpoint) : refusalOfStack({ Type: type, Properties: properties }, access);
}

async function refusalOfStack(resource: TemplateResource, access: Access): Promise<string | undefined> {
  const client = new CloudFormationClient(access);
  const StackName = `probe-${(probes += 1)}`;
  const TemplateBody = JSON.stringify({ Resources: { Probe: resource } });
  const atOnce = await refusedWith(client.send(new CreateStackCommand({ StackName, TemplateBody, Capabilities: ['CAPABILITY_NAMED_IAM'] })));
  if (atOnce !== undefined) return atOnce;
  const later = await refusedWith(waitUntilStackCreateComplete({ client, maxWaitTime: 20, minDelay: 1, maxDelay: 1 }, { StackName }));
  if (later === undefined) return undefined;
  const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName }));
  return StackEvents.find(({ LogicalResourceId, ResourceStatus }) => LogicalResourceId === 'Probe' && ResourceStatus === 'CREATE_FAILED')?.ResourceStatusReason ?? later;
}

/** A queue that is to be made in this region, and a topic that is to be made anywhere. */
async function refusalOfRegion(access: Access): Promise<string | undefined> {
  const client = new CloudFormationClient(access);
  const StackName = `probe-${(probes += 1)}`;
  const template = {
    Conditions: { Here: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, access.region] } },
    Resources: { Queue: { Type: 'AWS::SQS::Queue', Condition: 'Here' }, Topic: { Type: 'AWS::SNS::Topic' } },
  };
  await client.send(new CreateStackCommand({ StackName, TemplateBody: JSON.stringify(template) }));
  await waitUntilStackCreateComplete({ client, maxWaitTime: 20, minDelay: 1, maxDelay: 1 }, { StackName });
  const { StackResourceSummaries = [] } = await client.send(new ListStackResourcesCommand({ StackName }));
  return StackResourceSummaries.some(({ LogicalResourceId }) => LogicalResourceId === 'Queue') ? undefined : 'the queue is left out, although its condition is met';
}

/** A role that may publish one kind of event alone, and publishes just that. */
async function refusalOfCondition(key: keyof typeof event, access: Access): Promise<string | undefined> {
  const RoleName = `probe-${key.replace(':', '-')}`;
  const statement = { Effect: 'Allow', Action: 'events:PutEvents', Resource: '*', Condition: { StringEquals: { [key]: event[key] } } };
  const policy = { PolicyName: 'publish', PolicyDocument: { Statement: [statement] } };
  const noRole = await refusalOfStack({ Type: 'AWS::IAM::Role', Properties: { RoleName, AssumeRolePolicyDocument: trustMe, Policies: [policy] } }, access);
  if (noRole !== undefined) throw new Error(`expected a role for the probe of ${key}, found: ${noRole}`);
  const client = new EventBridgeClient(await inRole(access, RoleName));
  const entry = { Source: event['events:source'], DetailType: event['events:detail-type'], Detail: '{}' };
  return refusedWith(client.send(new PutEventsCommand({ Entries: [entry] })));
}
