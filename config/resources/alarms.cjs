const { alarm, deadLetterAlarm, metric, term } = require('./alarm.cjs');
const { functionNameOf, logicalId } = require('./names.cjs');

// A service posts itself messages with a delay of up to 15 minutes; only what is older by as much again is stuck.
const STUCK_SECONDS = 1_800;
const ERROR_PERCENT = 5;
// One failed invocation of two is no rate.
const LEAST_ERRORS = 3;
const THROTTLES = 10;

function alarmResources(service) {
  const resources = { TableThrottledAlarm: tableThrottled(service) };
  for (const [key, queue] of Object.entries(service.queues)) {
    resources[logicalId(key, 'dead-letter-alarm')] = deadLetterAlarm(service, queue.name);
    resources[logicalId(key, 'queue-age-alarm')] = queueAge(service, queue.name);
  }
  for (const key of Object.keys(service.grants)) {
    resources[logicalId(key, 'errors-alarm')] = functionErrors(service, key);
    resources[logicalId(key, 'throttles-alarm')] = functionThrottles(service, key);
  }
  return resources;
}

function queueAge(service, queueName) {
  return alarm(service, {
    name: `${queueName}-age`,
    text: `The oldest message of ${service.prefix}-${queueName} waits for more than ${STUCK_SECONDS / 60} minutes.`,
    runbook: 'alarm-queue-age',
    ...metric('AWS/SQS', 'ApproximateAgeOfOldestMessage', { QueueName: `${service.prefix}-${queueName}` }, { statistic: 'Maximum' }),
    Threshold: STUCK_SECONDS,
    EvaluationPeriods: 2,
  });
}

function functionErrors(service, key) {
  const name = functionNameOf(service, key);
  const of = { FunctionName: name };
  return alarm(service, {
    name: `${service.name}-${key}-errors`,
    text: `More than ${ERROR_PERCENT} % of the invocations of ${name} failed.`,
    runbook: 'alarm-function-errors',
    Metrics: [
      { Id: 'rate', Expression: `IF(errors >= ${LEAST_ERRORS}, 100 * errors / invocations, 0)`, Label: 'failed, in percent' },
      term('errors', 'AWS/Lambda', 'Errors', of),
      term('invocations', 'AWS/Lambda', 'Invocations', of),
    ],
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold: ERROR_PERCENT,
  });
}

function functionThrottles(service, key) {
  const name = functionNameOf(service, key);
  return alarm(service, {
    name: `${service.name}-${key}-throttles`,
    text: `Lambda throttled ${name}: its own concurrency or the account's is used up.`,
    runbook: 'alarm-capacity',
    ...metric('AWS/Lambda', 'Throttles', { FunctionName: name }),
    Threshold: THROTTLES,
    EvaluationPeriods: 3,
  });
}

function tableThrottled(service) {
  const of = { TableName: `${service.prefix}-${service.name}` };
  return alarm(service, {
    name: `${service.name}-table-throttled`,
    text: `DynamoDB throttled reads or writes of the table ${of.TableName}.`,
    runbook: 'alarm-capacity',
    Metrics: [
      { Id: 'throttled', Expression: 'FILL(reads, 0) + FILL(writes, 0)', Label: 'throttled reads and writes' },
      term('reads', 'AWS/DynamoDB', 'ReadThrottleEvents', of),
      term('writes', 'AWS/DynamoDB', 'WriteThrottleEvents', of),
    ],
    Threshold: THROTTLES,
    EvaluationPeriods: 3,
  });
}

module.exports = { alarmResources };
