import { SeededRandom } from '#local/chance/seeded-random.ts';
import type { Trouble } from '../plan/trouble.ts';
import { type Command, isPatchDocument } from './command.ts';
import type { PatchJob } from './job.ts';
import type { PatchInventory } from './patch-inventory.ts';
import type { SimulatedInstance } from './simulated-instance.ts';

interface Circumstances {
  random: SeededRandom;
  platform: 'Linux' | 'Windows';
  trouble: Trouble;
  before: PatchInventory;
  operation: PatchJob['operation'];
  rebootOption: PatchJob['rebootOption'];
  first: boolean;
  busy: boolean;
}

const minuteMs = 60_000;
const installMinutes = { Linux: { median: 9, from: 6, to: 14 }, Windows: { median: 23, from: 15, to: 35 } };
const scanMinutes = { median: 2, from: 1, to: 5 };

export function planJob(seed: number | string, instance: SimulatedInstance, command: Command): PatchJob {
  const { plan, patches } = instance;
  const { parameters, documentName } = command.request;
  const circumstances: Circumstances = {
    random: new SeededRandom(seed, plan.instanceId, 'job', instance.jobsBegun),
    platform: plan.os.type,
    trouble: plan.trouble,
    before: patches,
    operation: isPatchDocument(documentName)
      ? parameters['Operation']?.[0] === 'Scan'
        ? 'Scan'
        : 'Install'
      : 'Script',
    rebootOption: parameters['RebootOption']?.[0] === 'NoReboot' ? 'NoReboot' : 'RebootIfNeeded',
    first: instance.jobsBegun === 0,
    busy: instance.patching !== undefined,
  };
  if (circumstances.operation === 'Script') return script(circumstances);
  return earlyFailure(circumstances) ?? patching(circumstances);
}

function script({ random, ...rest }: Circumstances): PatchJob {
  return { ...job(rest), durationMs: random.integer(3, 20) * 1_000 };
}

/** Failures before the first patch, with the exit codes of AWS's troubleshooting page. */
function earlyFailure({ random, ...rest }: Circumstances): PatchJob | undefined {
  const fail = (exitCode: number, error: string): PatchJob => ({
    ...job(rest),
    exitCode,
    error,
    durationMs: random.integer(15, 75) * 1_000,
  });
  if (rest.busy) return fail(152, 'another patch operation is running on this instance');
  if (rest.trouble === 'disk-full') {
    return fail(155, 'IOError: [Errno 28] No space left on device: patch-baseline-operations');
  }
  if (rest.trouble === 'transient-failure' && rest.first) {
    return fail(156, 'unable to download the patch payload from S3');
  }
  if (rest.trouble === 'stuck-package-manager') {
    return { ...fail(-1, 'another process has acquired yum lock, waiting 2 s and retry'), durationMs: undefined };
  }
  return undefined;
}

function patching(circumstances: Circumstances): PatchJob {
  const { random, platform, trouble, rebootOption } = circumstances;
  const short = onlyLooks(circumstances);
  const durationMs = Math.round(random.logNormal(short ? scanMinutes : installMinutes[platform]) * minuteMs);
  if (short) return { ...job(circumstances), durationMs };
  const installed: PatchJob = { ...job(circumstances), durationMs, after: inventoryAfter(circumstances) };
  if (trouble === 'failing-patch') return { ...installed, exitCode: 1, error: 'failed to install 1 patch' };
  return rebootOption === 'NoReboot' ? installed : withReboot(installed, trouble, random);
}

/** A Scan, and an Install that finds nothing to do: neither reboots. */
function onlyLooks({ operation, before, trouble }: Circumstances): boolean {
  return operation === 'Scan' || (before.missing === 0 && before.pendingReboot === 0 && trouble !== 'failing-patch');
}

/** RebootIfNeeded reboots whenever anything was installed, needed or not. */
function withReboot(installed: PatchJob, trouble: Trouble, random: SeededRandom): PatchJob {
  const workMs = installed.durationMs ?? 0;
  const fromMs = Math.round(workMs * random.between(0.6, 0.7));
  if (trouble === 'lost-after-reboot') {
    return { ...installed, durationMs: undefined, silence: { fromMs, untilMs: undefined } };
  }
  const slowMs = trouble === 'slow-reboot' ? random.integer(35, 55) * minuteMs : 0;
  const untilMs = fromMs + Math.round(workMs * random.between(0.15, 0.25)) + slowMs;
  return { ...installed, durationMs: workMs + slowMs, silence: { fromMs, untilMs } };
}

function inventoryAfter({ before, trouble, rebootOption, random }: Circumstances): PatchInventory {
  const { installed, missing, pendingReboot } = before;
  if (trouble === 'failing-patch') {
    return { installed: installed + Math.max(0, missing - 1), missing: 0, pendingReboot: 0, failed: 1 };
  }
  if (trouble === 'lying-agent') {
    const left = Math.max(1, Math.min(missing, 2));
    return { installed: installed + missing - left, missing: left, pendingReboot: 0, failed: 0 };
  }
  if (trouble === 'pending-reboot') {
    const pending = random.integer(1, 3);
    return { installed: installed + missing, missing: 0, pendingReboot: pending, failed: 0 };
  }
  if (rebootOption === 'NoReboot') return { installed, missing: 0, pendingReboot: pendingReboot + missing, failed: 0 };
  return { installed: installed + missing + pendingReboot, missing: 0, pendingReboot: 0, failed: 0 };
}

function job({ operation, rebootOption }: Pick<Circumstances, 'operation' | 'rebootOption'>): PatchJob {
  return {
    operation,
    rebootOption,
    durationMs: undefined,
    silence: undefined,
    exitCode: 0,
    after: undefined,
    error: undefined,
  };
}
