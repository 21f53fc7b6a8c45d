import { invocationEvent } from './aws-event.ts';
import { type Invocation, executionTimeoutSeconds, isPatchDocument } from './command.ts';
import type { PatchJob } from './job.ts';
import { jobOutput } from './job-output.ts';
import { planJob } from './patch-job.ts';
import { keepReport } from './patch-report.ts';
import { type Ending, settle } from './settlement.ts';
import { comeBack } from './simulated-instance.ts';
import type { World } from './world.ts';

/** The agent picks the command up and begins. */
export function beginJob(world: World, invocation: Invocation): void {
  const { instance, command } = invocation;
  const nowMs = world.agenda.now();
  const job = planJob(world.seed, instance, command);
  instance.jobsBegun += 1;
  invocation.job = job;
  invocation.startedAtMs = nowMs;
  invocation.status = 'InProgress';
  invocation.statusDetails = 'InProgress';
  if (isPatchDocument(command.request.documentName)) instance.patching ??= command.id;
  world.announce(invocationEvent(invocation, nowMs));
  follow(world, invocation, job);
}

function follow(world: World, invocation: Invocation, job: PatchJob): void {
  const { instance, command } = invocation;
  const { agenda } = world;
  const startedAtMs = agenda.now();
  // A stop of the instance ends everything that was going to happen on it.
  const boots = instance.boots;
  const later = (afterMs: number, action: () => void): void =>
    agenda.at(startedAtMs + afterMs, () => {
      if (instance.boots === boots) action();
    });
  if (job.silence !== undefined) {
    later(job.silence.fromMs, () => (instance.silentSinceMs = agenda.now()));
    if (job.silence.untilMs !== undefined) later(job.silence.untilMs, () => comeBack(instance, agenda.now()));
  }
  const { documentName, parameters } = command.request;
  const timeoutMs = executionTimeoutSeconds(documentName, parameters) * 1_000;
  if (job.durationMs !== undefined && job.durationMs < timeoutMs) {
    later(job.durationMs, () => finish(world, invocation, job));
  } else if (job.silence === undefined) later(timeoutMs, () => end(world, invocation, executionTimedOut));
}

const executionTimedOut: Ending = { status: 'TimedOut', statusDetails: 'ExecutionTimedOut', responseCode: -1 };

function finish(world: World, invocation: Invocation, job: PatchJob): void {
  if (job.exitCode === 0) keepReport(world, invocation, job);
  if (job.after !== undefined) invocation.instance.patches = job.after;
  end(
    world,
    invocation,
    job.exitCode === 0
      ? { status: 'Success', statusDetails: 'Success', responseCode: 0 }
      : { status: 'Failed', statusDetails: 'Failed', responseCode: job.exitCode },
  );
}

function end(world: World, invocation: Invocation, ending: Ending): void {
  const { instance, command } = invocation;
  if (instance.patching === command.id) instance.patching = undefined;
  invocation.output = jobOutput(invocation, world.agenda.now());
  settle(world, invocation, ending);
}
