import type { Message } from '#shared/choreography/message.ts';
import { approvalExpired } from '#shared/events/approval-expired.ts';
import type { EventContract } from '#shared/events/contract.ts';
import { reportPublished } from '#shared/events/report-published.ts';
import { runControlRequested } from '#shared/events/run-control-requested.ts';
import { targetsDiscovered } from '#shared/events/targets-discovered.ts';
import { waveApproved } from '#shared/events/wave-approved.ts';
import { waveCompleted } from '#shared/events/wave-completed.ts';
import { waveHalted } from '#shared/events/wave-halted.ts';
import { waveProgressed } from '#shared/events/wave-progressed.ts';
import { waveRejected } from '#shared/events/wave-rejected.ts';

import type { Incoming } from '../core/run/incoming.ts';
import { keptText } from '../core/run/texts.ts';

interface Reader {
  contract: EventContract<unknown>;
  read(data: unknown): Incoming;
}

function reader<Data>(contract: EventContract<Data>, read: (data: Data) => Incoming): Reader {
  // The message was parsed with the contract of its detail type, so its data is of that type.
  return { contract, read: (data) => read(data as Data) };
}

const readers: readonly Reader[] = [
  reader(targetsDiscovered, ({ chunk }) => ({ kind: 'ChunkDiscovered', chunk })),
  reader(waveApproved, ({ wave, waveHash, validUntil }) => ({ kind: 'WaveApproved', wave, waveHash, validUntil })),
  reader(waveRejected, ({ wave, waveHash, rejectedBy, reason }) => ({
    kind: 'WaveRejected', wave, waveHash, detail: keptText(`${rejectedBy.id}: ${reason}`),
  })),
  reader(approvalExpired, ({ wave, waveHash }) => ({ kind: 'ApprovalExpired', wave, waveHash })),
  reader(waveCompleted, ({ wave, ending, outcomes, commands }) => ({ kind: 'WaveCompleted', wave, ending, outcomes, commands })),
  reader(waveProgressed, ({ wave, step, errors }) => ({ kind: 'WaveProgressed', wave, step, errors })),
  reader(waveHalted, ({ wave, accountId, region, errors, errorsAllowed, scope = 'target' }) => ({
    kind: 'WaveHalted', wave,
    detail: `${scope === 'wave' ? 'the wave as a whole' : `${accountId} ${region}`} had ${String(errors)} errors, ${String(errorsAllowed)} are allowed`,
  })),
  reader(reportPublished, () => ({ kind: 'ReportPublished' })),
  reader(runControlRequested, ({ action, requestedBy, reason, notAfter }) => ({
    kind: 'ControlRequested', action, by: requestedBy, reason, notAfter,
  })),
];

const byDetailType = new Map(readers.map((each) => [each.contract.detailType, each]));

/** What the messages say to the core, in their order; a message that is handled elsewhere says nothing here. */
export function incomingOf(messages: readonly Message[]): Incoming[] {
  return messages.flatMap((message) => {
    if (message.kind === 'due') return [{ kind: 'Due' }];
    return message.kind === 'event' ? (byDetailType.get(message.detailType)?.read(message.detail.data) ?? []) : [];
  });
}
