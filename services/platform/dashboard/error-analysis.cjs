const { functions, queues } = require('../watched.cjs');
const { each, graph, ofRuns } = require('./layout.cjs');

// Failed and unproven outcomes, as shared/domain counts them.
const OUTCOMES = ['Failed', 'TimedOut', 'Unreachable', 'LostAfterReboot', 'NonCompliant'];
const hourly = { minutes: 60 };

// What went wrong, and where does it lie?
const errorAnalysis = (stage) => ({
  title: 'Error analysis',
  graphs: [
    graph('Dead letters', each('AWS/SQS', 'ApproximateNumberOfMessagesVisible', 'QueueName', [...queues, 'notices', 'forward-alarms'].map((name) => `${stage.prefix}-${name}-dlq`)), { statistic: 'Maximum', minutes: 1 }),
    graph('Failed invocations', each('AWS/Lambda', 'Errors', 'FunctionName', functions.map((name) => `${stage.prefix}-${name}`))),
    graph('Instances without success', OUTCOMES.flatMap((outcome) => [ofRuns(stage, `Instances${outcome}`, hourly)]), hourly),
    graph('Events that no target took', [['AWS/Events', 'FailedInvocations', 'EventBusName', stage.prefix], ['AWS/Events', 'InvocationsSentToDlq', 'EventBusName', stage.prefix]]),
    graph('Sends that Systems Manager throttled', [ofRuns(stage, 'SendsThrottled', hourly)], hourly),
  ],
});

module.exports = { errorAnalysis };
