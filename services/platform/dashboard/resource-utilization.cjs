const { functions, queues, tables } = require('../watched.cjs');
const { each, graph } = require('./layout.cjs');

const full = (prefix, names) => names.map((name) => `${prefix}-${name}`);

// Is there room left?
const resourceUtilization = ({ prefix }) => ({
  title: 'Resource utilization',
  graphs: [
    graph('Functions at once', each('AWS/Lambda', 'ConcurrentExecutions', 'FunctionName', full(prefix, functions)), { statistic: 'Maximum', minutes: 1 }),
    graph('Throttled invocations', each('AWS/Lambda', 'Throttles', 'FunctionName', full(prefix, functions))),
    graph('Age of the oldest message, in seconds', each('AWS/SQS', 'ApproximateAgeOfOldestMessage', 'QueueName', full(prefix, queues)), { statistic: 'Maximum', minutes: 1 }),
    graph('Write units', each('AWS/DynamoDB', 'ConsumedWriteCapacityUnits', 'TableName', full(prefix, tables))),
    graph('Read units', each('AWS/DynamoDB', 'ConsumedReadCapacityUnits', 'TableName', full(prefix, tables))),
    graph('Throttled writes and reads', ['WriteThrottleEvents', 'ReadThrottleEvents'].flatMap((name) => each('AWS/DynamoDB', name, 'TableName', full(prefix, tables)))),
  ],
});

module.exports = { resourceUtilization };
