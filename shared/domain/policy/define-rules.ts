import { errorBounds, concurrencyBounds, parseQuota, unavailableBounds } from '../quota.ts';
import { WAVES_MAX, type DisruptionBudget, type Freeze, type MaintenanceWindow, type RunDefinition, type WaveDefinition } from '../run-definition.ts';
import { defaults } from './defaults.ts';
import type { PolicyDocument, PolicyWave } from './policy-document.ts';
import { NEVER, type PolicyBudget, type PolicyFreeze, type PolicyWindow } from './rule-fields.ts';

type RunRules = Pick<RunDefinition, 'maxWavesAtOnce' | 'maxErrorsInRun' | 'freezes' | 'calendars' | 'alarms' | 'budgets'>;
type WaveRules = Pick<WaveDefinition, 'priority' | 'percent' | 'maxInstancesInFlight' | 'maxErrorsInWave' | 'windows'>;

/** What a run without windows, budgets and the like has of them. */
export const noFurtherRules: RunRules = { maxWavesAtOnce: WAVES_MAX, freezes: [], calendars: [], alarms: [], budgets: [] };

/** The last moment that a date can name: the `until` of a freeze without one, for the contradictions to find. */
export const END_OF_TIME_MS = 8_640_000_000_000_000;

export function defineRunRules(policy: PolicyDocument): RunRules {
  const maxErrorsInRun = parseQuota(policy.maxErrorsInRun, errorBounds);
  return {
    maxWavesAtOnce: policy.maxWavesAtOnce ?? noFurtherRules.maxWavesAtOnce,
    ...(maxErrorsInRun === undefined ? {} : { maxErrorsInRun }),
    freezes: (policy.freezes ?? []).map(defineFreeze),
    calendars: policy.calendars ?? [],
    alarms: policy.alarms ?? [],
    budgets: (policy.budgets ?? []).map(defineBudget),
  };
}

/** A wave's own windows replace the policy's. */
export function defineWaveRules(policy: PolicyDocument, wave: PolicyWave): WaveRules {
  const maxInstancesInFlight = parseQuota(wave.maxInstancesInFlight, concurrencyBounds);
  const maxErrorsInWave = parseQuota(wave.maxErrorsInWave, errorBounds);
  return {
    priority: wave.priority ?? defaults.priority,
    ...(wave.percent === undefined ? {} : { percent: wave.percent }),
    ...(maxInstancesInFlight === undefined ? {} : { maxInstancesInFlight }),
    ...(maxErrorsInWave === undefined ? {} : { maxErrorsInWave }),
    windows: (wave.windows ?? policy.windows ?? []).map(defineWindow),
  };
}

function defineWindow({ cron, offsetDays = 0, timeZone, lengthMinutes }: PolicyWindow): MaintenanceWindow {
  return { cron, offsetDays, timeZone, lengthMinutes };
}

function defineFreeze({ from, until = NEVER, reason = defaults.freezeReason }: PolicyFreeze): Freeze {
  return { from: Date.parse(from), until: until === NEVER ? END_OF_TIME_MS : Date.parse(until), reason };
}

function defineBudget({ groupBy, maxUnavailable, oneZoneAtATime = false }: PolicyBudget): DisruptionBudget {
  return { groupBy, maxUnavailable: parseQuota(maxUnavailable, unavailableBounds) ?? { number: 0 }, oneZoneAtATime };
}
