const { alarm, metric } = require('../../config/resources/alarm.cjs');
const { metricsNamespaceOf } = require('../../config/resources/names.cjs');

const HOUR_SECONDS = 3_600;
const REFUSALS = 5;

// reporter writes these when a run has ended (services/reporter/src/effects/run-metrics.ts), by policy and status. An alarm
// over all policies needs a query: CloudWatch sums no dimension by itself.
function runAlarmResources(stage) {
  const { longestRunHours } = stage.parameters;
  const namespace = metricsNamespaceOf(stage);
  const runs = (name, text, query, threshold) =>
    alarm(stage, {
      name,
      text,
      runbook: name === 'run-too-long' ? 'alarm-run-too-long' : 'alarm-run-failed',
      Metrics: [{ Id: 'runs', Expression: query, Period: 300, ReturnData: true }],
      Threshold: threshold,
    });
  const ended = (status) => `SELECT SUM(RunsEnded) FROM SCHEMA("${namespace}", policy, service, status) WHERE status = '${status}'`;
  return {
    RunHaltedAlarm: runs('run-halted', 'A run was halted: more errors than its policy allows, or an alarm that it watches.', ended('Halted'), 1),
    RunFailedAlarm: runs('run-failed', 'A run failed: it could not go on in time.', ended('Failed'), 1),
    RunExpiredAlarm: runs('run-expired', 'A run expired: a wave was not approved in time.', ended('Expired'), 1),
    RunTooLongAlarm: runs(
      'run-too-long',
      `A run took longer than ${longestRunHours} hours.`,
      `SELECT MAX(RunDuration) FROM SCHEMA("${namespace}", policy, service, status)`,
      longestRunHours * HOUR_SECONDS,
    ),
    RefusalsAlarm: alarm(stage, {
      name: 'refusals',
      text: `${REFUSALS} votes or control words or more were refused within a quarter of an hour.`,
      runbook: 'alarm-security',
      ...metric('AWS/Events', 'MatchedEvents', { EventBusName: stage.prefix, RuleName: `${stage.prefix}-refusals` }, { minutes: 15 }),
      Threshold: REFUSALS,
    }),
  };
}

module.exports = { runAlarmResources };
