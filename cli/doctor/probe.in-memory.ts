import type { Reading } from './last-readings.ts';
import type { ManagedInstances, Probe, QueueDepth, SpokeTrust, Switches } from './probe.ts';

/** A hub and its spokes as they are given; an Error stands for a call that AWS refuses with it. */
export interface ProbeContent {
  caller?: { accountId: string; arn: string } | Error;
  hubAccountId?: string;
  rules?: Switches | Error;
  schedules?: Switches | Error;
  /** One list for each time that they are asked; the last one for all further times. */
  queues?: readonly (readonly QueueDepth[] | Error)[];
  tables?: Readonly<Record<string, string | Error>>;
  bucket?: Error;
  accounts?: readonly string[] | Error;
  /** By account id; those that are not named let the hub in, with three instances online in each region. */
  spokes?: Readonly<Record<string, Error | Readonly<Record<string, ManagedInstances | Error>>>>;
  trust?: Partial<SpokeTrust>;
  readings?: Readonly<Record<string, Reading>> | Error;
}

export function createProbeInMemory(content: ProbeContent): Probe {
  const queues = [...(content.queues ?? [[{ name: 'planner-control', waiting: 0, inFlight: 0 }, { name: 'planner-control-dlq', waiting: 0, inFlight: 0 }]])];
  const noneOff: Switches = { enabled: 6, disabled: [] };
  return {
    name: 'a hub in memory',
    stage: 'prod',
    trust: { roleName: 'PatchExecRole', externalId: 'k3J8sQ0zX7bV2nM5', organizationId: 'o-a1b2c3d4e5', optInTagValue: 'managed', ...content.trust },
    ...(content.hubAccountId === undefined ? {} : { hubAccountId: content.hubAccountId }),
    region: () => Promise.resolve('eu-west-1'),
    caller: () => given(content.caller ?? { accountId: '000000000000', arn: 'arn:aws:iam::000000000000:user/ana' }),
    rules: () => given(content.rules ?? noneOff),
    schedules: () => given(content.schedules ?? noneOff),
    queues: () => given((queues.length > 1 ? queues.shift() : queues[0]) ?? []),
    tableStatus: (service) => given(content.tables?.[service] ?? 'ACTIVE'),
    readBucket: () => given(content.bucket ?? undefined),
    accounts: () => given(content.accounts ?? ['000000000000', '111111111111', '222222222222']),
    lastReadings: () => given(content.readings instanceof Error ? content.readings : new Map(Object.entries(content.readings ?? {}))),
    async assumeSpokeRole(accountId) {
      const spoke = await given(content.spokes?.[accountId] ?? {});
      return { managedInstances: (region) => given(spoke[region] ?? { online: 3, lost: 0 }) };
    },
  };
}

function given<Value>(value: Value | Error): Promise<Value> {
  return value instanceof Error ? Promise.reject(value) : Promise.resolve(value);
}
