import { showQuota } from '#shared/domain/quota.ts';
import type { DisruptionBudget, MaintenanceWindow, RunDefinition, WaveDefinition } from '#shared/domain/run-definition.ts';
import { showDuration, showTime } from '#shared/domain/show-time.ts';

/** A line for each rule that a policy sets beside its waves' limits; an ad-hoc run has none. */
export function describeRules(definition: RunDefinition): string[] {
  const lines = [
    ...definition.waves.flatMap((wave) => [...describeWave(wave), ...describeWindows(wave)]),
    ...describeRun(definition),
    ...definition.budgets.map(describeBudget),
    ...definition.freezes.map(({ from, until, reason }) => `Frozen from ${showTime(from)} until ${showTime(until)}: ${reason}.`),
  ];
  return lines.length === 0 ? [] : [...lines, ''];
}

function describeWave({ name, priority, percent, maxInstancesInFlight, maxErrorsInWave }: WaveDefinition): string[] {
  return [
    ...(percent === undefined ? [] : [`Wave ${name} takes ${String(percent)}% of what it selects, at least one instance.`]),
    ...(priority === 0 ? [] : [`Wave ${name} has priority ${String(priority)}.`]),
    ...(maxInstancesInFlight === undefined ? [] : [`Wave ${name} has at most ${showQuota(maxInstancesInFlight)} of its instances in work at once.`]),
    ...(maxErrorsInWave === undefined ? [] : [`Wave ${name} halts after more than ${showQuota(maxErrorsInWave)} errors.`]),
  ];
}

function describeWindows({ name, windows }: WaveDefinition): string[] {
  return windows.map((window) => `Wave ${name} is patched in the window ${describeWindow(window)}.`);
}

function describeWindow({ cron, offsetDays, timeZone, lengthMinutes }: MaintenanceWindow): string {
  const later = offsetDays === 0 ? '' : ` + ${String(offsetDays)} days`;
  return `"${cron}"${later} (${timeZone}) for ${showDuration(lengthMinutes * 60_000)}`;
}

function describeRun({ waves, maxWavesAtOnce, maxErrorsInRun, calendars, alarms }: RunDefinition): string[] {
  return [
    ...(maxWavesAtOnce < waves.length ? [`At most ${String(maxWavesAtOnce)} of the waves at once.`] : []),
    ...(maxErrorsInRun === undefined ? [] : [`The run halts after more than ${showQuota(maxErrorsInRun)} errors.`]),
    ...(calendars.length === 0 ? [] : [`Nothing is sent unless these calendars are open: ${calendars.join(', ')}.`]),
    ...(alarms.length === 0 ? [] : [`Nothing is sent while one of these is in alarm: ${alarms.join(', ')}.`]),
  ];
}

function describeBudget({ groupBy, maxUnavailable, oneZoneAtATime }: DisruptionBudget): string {
  const zones = oneZoneAtATime ? ', in one zone at a time' : '';
  return `At most ${showQuota(maxUnavailable)} of each ${groupBy} out of service${zones}.`;
}
