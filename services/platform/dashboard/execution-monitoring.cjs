const { functions, queues } = require('../watched.cjs');
const { each, graph, ofRuns } = require('./layout.cjs');

// Does the work get on?
const executionMonitoring = (stage) => ({
  title: 'Execution monitoring',
  graphs: [
    graph('Messages waiting', each('AWS/SQS', 'ApproximateNumberOfMessagesVisible', 'QueueName', queues.map((name) => `${stage.prefix}-${name}`)), { statistic: 'Maximum', minutes: 1 }),
    graph('Invocations', each('AWS/Lambda', 'Invocations', 'FunctionName', functions.map((name) => `${stage.prefix}-${name}`))),
    graph('How long runs took, in seconds', [ofRuns(stage, 'RunDuration', { statistic: 'Maximum', minutes: 60 })], { statistic: 'Maximum', minutes: 60 }),
    graph('Events matched by the rules of the bus', [['AWS/Events', 'MatchedEvents', 'EventBusName', stage.prefix]]),
    graph('Instances planned', [ofRuns(stage, 'InstancesPlanned', { minutes: 60 })], { minutes: 60 }),
    graph('Duration of functions, p95 in ms', each('AWS/Lambda', 'Duration', 'FunctionName', functions.map((name) => `${stage.prefix}-${name}`)), { statistic: 'p95' }),
  ],
});

module.exports = { executionMonitoring };
