const { arnOf } = require('./names.cjs');

// One alarm. Its text ends with where the runbook says what to do; no data is no trouble, unless it says otherwise.
function alarm(stage, { name, text, runbook, ...properties }) {
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmName: `${stage.prefix}-${name}`,
      AlarmDescription: `${text} Runbook: ${stage.parameters.runbook}#${runbook}`,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      EvaluationPeriods: 1,
      TreatMissingData: 'notBreaching',
      AlarmActions: [arnOf.alarmTopic(stage)],
      ...properties,
    },
  };
}

const MINUTE_SECONDS = 60;

function metric(namespace, metricName, dimensions, { statistic = 'Sum', minutes = 5 } = {}) {
  return {
    Namespace: namespace,
    MetricName: metricName,
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    Statistic: statistic,
    Period: minutes * MINUTE_SECONDS,
  };
}

// For metric math: the same metric under an id, its value not told by itself.
function term(id, ...of) {
  const { Statistic: Stat, Period, ...Metric } = metric(...of);
  return { Id: id, MetricStat: { Metric, Stat, Period }, ReturnData: false };
}

// The alarm that every dead-letter queue has.
function deadLetterAlarm(stage, queueName) {
  return alarm(stage, {
    name: `${queueName}-dlq`,
    text: `Messages lie in the dead-letter queue ${stage.prefix}-${queueName}-dlq: they were given up, each with its cause.`,
    runbook: 'alarm-dead-letters',
    ...metric('AWS/SQS', 'ApproximateNumberOfMessagesVisible', { QueueName: `${stage.prefix}-${queueName}-dlq` }, { statistic: 'Maximum', minutes: 1 }),
    Threshold: 1,
  });
}

module.exports = { alarm, metric, term, deadLetterAlarm };
