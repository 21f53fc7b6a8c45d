import type { DeployedResource } from '../templates/deployed-stage.ts';
import { targetsWithoutDeadLetters } from './reviewed.ts';
import { at, eachOf, type Judged, judged, label, listOf, ofType, type PolicyRule, shown } from './rule.ts';

/** A dead-letter queue is a queue that another queue, a rule or a schedule sends its failures to. */
function deadLetterArns(stage: readonly DeployedResource[]): Set<unknown> {
  const ofQueues = ofType(stage, 'AWS::SQS::Queue').map(({ properties }) => at(properties, 'RedrivePolicy', 'deadLetterTargetArn'));
  const ofTargets = ofType(stage, 'AWS::Events::Rule').flatMap(({ properties }) => listOf(properties['Targets']).map((target) => at(target, 'DeadLetterConfig', 'Arn')));
  const ofSchedules = ofType(stage, 'AWS::Scheduler::Schedule').map(({ properties }) => at(properties, 'Target', 'DeadLetterConfig', 'Arn'));
  return new Set([...ofQueues, ...ofTargets, ...ofSchedules].filter((arn) => arn !== undefined));
}

function queuesHaveDeadLetters(stage: readonly DeployedResource[]): Judged[] {
  const deadLetters = deadLetterArns(stage);
  const queues = ofType(stage, 'AWS::SQS::Queue');
  const arns = new Set<unknown>(queues.map(({ arn }) => arn));
  return queues.filter(({ arn }) => !deadLetters.has(arn)).map((queue) => {
    const target = at(queue.properties, 'RedrivePolicy', 'deadLetterTargetArn');
    return judged(label(queue), arns.has(target) ? undefined : `found ${shown(target)} as its dead-letter queue, expected a queue of the templates`);
  });
}

function targetsHaveDeadLetters(stage: readonly DeployedResource[]): Judged[] {
  const arns = new Set<unknown>(ofType(stage, 'AWS::SQS::Queue').map(({ arn }) => arn));
  return ofType(stage, 'AWS::Events::Rule')
    .filter(({ stack, logicalId }) => !(`${stack} ${logicalId}` in targetsWithoutDeadLetters))
    .flatMap((rule) => listOf(rule.properties['Targets']).map((target) => {
      const arn = at(target, 'DeadLetterConfig', 'Arn');
      return judged(`${label(rule)} ${String(at(target, 'Id'))}`, arns.has(arn) ? undefined : `found ${shown(arn)} as its dead-letter queue, expected a queue of the templates`);
    }));
}

function isDepthAlarm({ properties }: DeployedResource): boolean {
  return properties['Namespace'] === 'AWS/SQS' && String(properties['MetricName']).startsWith('ApproximateNumberOf') && listOf(properties['AlarmActions']).length > 0;
}

function deadLettersHaveAlarms(stage: readonly DeployedResource[]): Judged[] {
  const deadLetters = deadLetterArns(stage);
  const watched = ofType(stage, 'AWS::CloudWatch::Alarm').filter(isDepthAlarm)
    .flatMap(({ properties }) => listOf(properties['Dimensions'])).filter((dimension) => at(dimension, 'Name') === 'QueueName').map((dimension) => at(dimension, 'Value'));
  return ofType(stage, 'AWS::SQS::Queue').filter(({ arn }) => deadLetters.has(arn))
    .map((queue) => judged(label(queue), watched.includes(queue.properties['QueueName']) ? undefined : 'no alarm with an action watches its depth'));
}

function functionsHaveLogGroups(stage: readonly DeployedResource[]): Judged[] {
  const groups = ofType(stage, 'AWS::Logs::LogGroup').map(({ properties }) => properties['LogGroupName']);
  return ofType(stage, 'AWS::Lambda::Function').map((lambda) => {
    const expected = `/aws/lambda/${String(lambda.properties['FunctionName'])}`;
    return judged(label(lambda), groups.includes(expected) ? undefined : `found no log group ${expected}; Lambda would make one that keeps everything for ever`);
  });
}

function alarmFault({ properties }: DeployedResource): string | undefined {
  if (listOf(properties['AlarmActions']).length === 0) return 'tells nobody: it has no AlarmActions';
  return /runbook/i.test(String(properties['AlarmDescription'])) ? undefined : `found ${shown(properties['AlarmDescription'])} as AlarmDescription, expected a link to the runbook`;
}

export const messageRules: readonly PolicyRule[] = [
  { subjects: 'queues', demand: 'with a dead-letter queue', judge: queuesHaveDeadLetters },
  { subjects: 'targets of rules', demand: 'with a dead-letter queue', judge: targetsHaveDeadLetters },
  { subjects: 'dead-letter queues', demand: 'with an alarm', judge: deadLettersHaveAlarms },
  {
    subjects: 'log groups', demand: 'with a retention',
    judge: eachOf(['AWS::Logs::LogGroup'], ({ properties }) => (Number(properties['RetentionInDays']) > 0 ? undefined : 'keeps everything for ever')),
  },
  { subjects: 'functions', demand: 'with a log group of the templates', judge: functionsHaveLogGroups },
  { subjects: 'alarms', demand: 'that tell somebody and name the runbook', judge: eachOf(['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'], alarmFault) },
];
