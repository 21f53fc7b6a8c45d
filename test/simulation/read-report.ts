import { reportKeyOf } from '#shared/domain/run-objects.ts';
import { RUN_ID } from '#test/world/a-policy.ts';
import type { World } from '#test/world/world.ts';

/** What the checks read of a report in JSON. */
export interface Report {
  status: string;
  totals: { planned: number; outcomes: Record<string, number> };
  waves: { name: string; status: string; planned: number; outcomes: Record<string, number> }[];
  instances: Row[];
}

export interface Row {
  instanceId: string;
  accountId: string;
  region: string;
  outcome: string;
  cause?: string;
  attempts: number;
  wave: string;
}

/** The report of the night's run; undefined where there is none. */
export function readReport(world: World): Report | undefined {
  return (JSON.parse(world.objects.bodies.get(reportKeyOf(RUN_ID, 'json')) ?? 'null') as Report | null) ?? undefined;
}
