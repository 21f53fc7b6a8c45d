import { type DeployedResource, HUB } from '../templates/deployed-stage.ts';
import { at, listOf, ofType } from '../policy-set/rule.ts';
import { callsForTheKey } from './calls-of-functions.ts';
import { rolesOf } from './deployed-policies.ts';
import type { Call } from './simulate.ts';

const DELIVERIES: Record<string, string> = { sqs: 'sqs:SendMessage', sns: 'sns:Publish', events: 'events:PutEvents' };

/** What EventBridge, Scheduler, CloudWatch and the log service do with what the templates wire, and Lambda's taking of roles. */
export function callsOfServices(stage: readonly DeployedResource[]): Call[] {
  const hub = stage.filter(({ stack }) => stack !== 'spoke');
  const deliveries = [...ofRules(stage), ...ofSchedules(hub), ...ofAlarms(hub)];
  return [...deliveries, ...deliveries.flatMap((call) => callsForTheKey(stage, call)), ...ofLogGroups(hub), ...takingOfRoles(stage)];
}

function ofRules(stage: readonly DeployedResource[]): Call[] {
  return ofType(stage, 'AWS::Events::Rule').flatMap((rule) =>
    listOf(rule.properties['Targets']).flatMap((target) => {
      const deadLetters = at(target, 'DeadLetterConfig', 'Arn');
      const context = ofSource(ruleArn(rule));
      // A topic, and its key, are not told for which rule and account EventBridge comes.
      const byService = (arn: unknown): Call => ({ by: 'events.amazonaws.com', action: deliveryTo(arn), resource: String(arn), ...(deliveryTo(arn) === 'sns:Publish' ? {} : { context }) });
      const delivery = at(target, 'RoleArn') === undefined ? byService(at(target, 'Arn')) : byRole(stage, target, sourceOf(rule));
      return deadLetters === undefined ? [delivery] : [delivery, byService(deadLetters)];
    }),
  );
}

/** On the default bus a rule's ARN does not name the bus. */
function ruleArn({ arn, properties, name }: DeployedResource): string {
  return properties['EventBusName'] === undefined ? arn.replace(/rule\/.*/, `rule/${name}`) : arn;
}

function sourceOf({ properties }: DeployedResource): Record<string, string[]> {
  return {
    'events:source': listOf(at(properties, 'EventPattern', 'source')) as string[],
    'events:detail-type': (listOf(at(properties, 'EventPattern', 'detail-type')) as string[]).slice(0, 1),
  };
}

function ofSchedules(stage: readonly DeployedResource[]): Call[] {
  return ofType(stage, 'AWS::Scheduler::Schedule').map(({ properties }) => byRole(stage, properties['Target']));
}

function byRole(stage: readonly DeployedResource[], target: unknown, context?: Record<string, string[]>): Call {
  const by = rolesOf(stage).find(({ arn }) => arn === at(target, 'RoleArn'));
  if (by === undefined) throw new Error(`target ${JSON.stringify(target)}: its role is not in the templates`);
  const resource = String(at(target, 'Arn'));
  return { by, action: deliveryTo(resource), resource, ...(context === undefined ? {} : { context }) };
}

function deliveryTo(arn: unknown): string {
  const action = DELIVERIES[String(arn).split(':')[2] ?? ''];
  if (action === undefined) throw new Error(`target ${String(arn)}: expected one of ${Object.keys(DELIVERIES).join(', ')}`);
  return action;
}

function ofAlarms(stage: readonly DeployedResource[]): Call[] {
  return ofType(stage, 'AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm').flatMap(({ properties }) =>
    listOf(properties['AlarmActions']).map((topic) => ({
      by: 'cloudwatch.amazonaws.com',
      action: 'sns:Publish',
      resource: String(topic),
      context: ofSource(`arn:aws:cloudwatch:${HUB.region}:${HUB.accountId}:alarm:${String(properties['AlarmName'])}`),
    })),
  );
}

function ofLogGroups(stage: readonly DeployedResource[]): Call[] {
  return ofType(stage, 'AWS::Logs::LogGroup').filter(({ properties }) => properties['KmsKeyId'] !== undefined).flatMap(({ properties }) => {
    const resource = String(properties['KmsKeyId']);
    const context = { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:${HUB.region}:${HUB.accountId}:log-group:${String(properties['LogGroupName'])}` };
    return ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey'].map((action) => ({ by: `logs.${HUB.region}.amazonaws.com`, action, resource, context }));
  });
}

/** Each role is taken by a service or, in a spoke, by the hub's functions, whose own calls are recorded. */
function takingOfRoles(stage: readonly DeployedResource[]): Call[] {
  return rolesOf(stage).flatMap(({ arn, trust, accountId }) =>
    listOf(trust.Statement).flatMap((statement) => listOf(at(statement, 'Principal', 'Service'))).flatMap((service) =>
      takersOf(stage, arn).map((context) => ({ by: String(service), action: 'sts:AssumeRole', resource: arn, accountId, context: { 'aws:SourceAccount': accountId, ...context } })),
    ),
  );
}

/** The rules that go somewhere as this role; another service says only for which account it comes. */
function takersOf(stage: readonly DeployedResource[], roleArn: string): Record<string, string>[] {
  const rules = ofType(stage, 'AWS::Events::Rule').filter(({ properties }) => listOf(properties['Targets']).some((target) => at(target, 'RoleArn') === roleArn));
  return rules.length === 0 ? [{}] : rules.map((rule) => ofSource(ruleArn(rule)));
}

function ofSource(arn: string): Record<string, string> {
  return { 'aws:SourceArn': arn, 'aws:SourceAccount': arn.split(':')[4] ?? '' };
}
