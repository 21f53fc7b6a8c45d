import type { Pace } from '../wait-until.ts';
import { attempt } from './attempt.ts';
import { faulty, fine, type Finding } from './finding.ts';
import type { Probe, QueueDepth } from './probe.ts';

/** A queue in work empties in this time or at least gets shorter; its function takes ten messages at once. */
const SECOND_LOOK_AFTER_MS = 5_000;

/** Messages that nobody takes, and dead letters. One finding for all queues that are well, one for each that is not. */
export async function checkQueues(probe: Probe, pace: Pace): Promise<Finding[]> {
  let depths: readonly QueueDepth[] = [];
  const listed = await attempt(
    'queues',
    async () => {
      depths = await probe.queues();
      if (depths.length > 0) return `${String(depths.length)} queues`;
      return { found: 'none', expected: `queues patchwave-${probe.stage}-...`, mend: `Deploy the stage: npm run deploy -- --stage ${probe.stage}.` };
    },
    () => ({ expected: `queues patchwave-${probe.stage}-...`, mend: 'Your identity needs sqs:ListQueues and sqs:GetQueueAttributes.' }),
  );
  if (!listed.ok) return [listed];
  const deadLetters = depths.filter(({ name }) => isDeadLetterQueue(name));
  const queues = depths.filter(({ name }) => !isDeadLetterQueue(name));
  return [...allEmpty('dead-letter queues', deadLetters, deadLetters.filter(isFilled).map(deadLetterFault)), ...allEmpty('queues', queues, await stuck(probe, pace, queues))];
}

function allEmpty(check: string, depths: readonly QueueDepth[], faults: readonly Finding[]): readonly Finding[] {
  if (faults.length > 0) return faults;
  const waiting = depths.reduce((sum, depth) => sum + depth.waiting, 0);
  return [fine(check, waiting === 0 ? `${String(depths.length)}, all empty` : `${String(depths.length)}, ${String(waiting)} messages waiting, and being taken`)];
}

async function stuck(probe: Probe, pace: Pace, queues: readonly QueueDepth[]): Promise<Finding[]> {
  if (!queues.some(isFilled)) return [];
  await pace.pause(SECOND_LOOK_AFTER_MS);
  const now = new Map((await probe.queues()).map((depth) => [depth.name, depth]));
  return queues.filter(isFilled).flatMap((before) => {
    const after = now.get(before.name);
    return after === undefined || after.waiting < before.waiting || after.inFlight > 0 ? [] : [stuckFault(probe.stage, before, after)];
  });
}

function stuckFault(stage: string, before: QueueDepth, after: QueueDepth): Finding {
  return faulty(`queue ${before.name}`, {
    found: `${String(before.waiting)} messages waiting, ${String(after.waiting)} of them or others ${String(SECOND_LOOK_AFTER_MS / 1000)} s later, and none in work`,
    expected: 'none, or fewer each time',
    mend: `Its function does not take them. See the log /aws/lambda/patchwave-${stage}-${before.name}, its throttles, and whether its event source is enabled.`,
  });
}

function deadLetterFault({ name, waiting, inFlight }: QueueDepth): Finding {
  return faulty(`queue ${name}`, {
    found: `${String(waiting + inFlight)} messages`,
    expected: 'none',
    mend: 'See the attribute Cause of each, mend that, and move them back: docs/troubleshooting.md, "A dead letter".',
  });
}

function isFilled({ name, waiting, inFlight }: QueueDepth): boolean {
  return waiting > 0 || (isDeadLetterQueue(name) && inFlight > 0);
}

function isDeadLetterQueue(name: string): boolean {
  return name.endsWith('-dlq');
}
