// What the dashboard shows of the other stacks, by their names. watched.test.ts holds it to their serverless.yml.
const queues = [
  'planner-control', 'planner-planning', 'approval', 'account-fanout-admission', 'account-fanout-discovery', 'instance-patcher',
  'compliance-checker', 'reporter-reporting', 'reporter-reading',
];
const functions = [
  'planner-control', 'planner-planning', 'approval-approving', 'approval-api', 'account-fanout-admission', 'account-fanout-discovery',
  'instance-patcher-patching', 'compliance-checker-checking', 'reporter-reading', 'reporter-reporting',
];
const tables = ['planner', 'approval', 'account-fanout', 'instance-patcher', 'compliance-checker', 'reporter'];

module.exports = { queues, functions, tables };
