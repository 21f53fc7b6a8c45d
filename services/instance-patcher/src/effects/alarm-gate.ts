import { CloudWatchClient, DescribeAlarmsCommand, type CloudWatchClientConfig } from '@aws-sdk/client-cloudwatch';

import { spokeClients } from '#shared/aws/spoke-clients.ts';
import type { SpokeSessions } from '#shared/aws/spoke-sessions.ts';

import type { AlarmReading } from '../core/gate.ts';
import { alarmGateOver } from './alarm-gate-over-calls.ts';

/** CloudWatch alarms that forbid a send while they are in ALARM, in the hub or in a spoke. */
export interface AlarmGate {
  /** Known to be not older than 30 s. An alarm that does not exist, or cannot be read, is `unknown`. */
  state(alarmArns: readonly string[], nowMs: number): Promise<AlarmReading>;
}

interface Access {
  hubAccountId: string;
  sessions: SpokeSessions;
}

/** The gate's readings are good for two seconds, and it reads three times at most. */
const REQUEST_TIMEOUT_MS = 3_000;

/** The hub's alarms are read with the function's own credentials, a spoke's by the role that is assumed there. */
export function createAlarmGate({ hubAccountId, sessions }: Access, overrides: CloudWatchClientConfig = {}): AlarmGate {
  const build = (configuration: CloudWatchClientConfig) =>
    new CloudWatchClient({
      maxAttempts: 2,
      requestHandler: { requestTimeout: REQUEST_TIMEOUT_MS, connectionTimeout: REQUEST_TIMEOUT_MS, throwOnRequestTimeout: true },
      ...overrides,
      ...configuration,
    });
  const inSpoke = spokeClients(sessions, build);
  const inHub = new Map<string, CloudWatchClient>();
  const hubClient = (region: string) => {
    const client = inHub.get(region) ?? build({ region });
    inHub.set(region, client);
    return client;
  };
  return alarmGateOver(async ({ accountId, region }, input) => {
    const client = accountId === hubAccountId ? hubClient(region) : await inSpoke(accountId, region);
    return client.send(new DescribeAlarmsCommand(input));
  });
}
