import { approvalExpired } from './approval-expired.ts';
import { approvalRequested } from './approval-requested.ts';
import { attentionNeeded } from './attention-needed.ts';
import { commandReported } from './command-reported.ts';
import type { EventContract } from './contract.ts';
import { discoveryRequested } from './discovery-requested.ts';
import { instancesVerified } from './instances-verified.ts';
import { planCreated } from './plan-created.ts';
import { reportPublished } from './report-published.ts';
import { runAccepted } from './run-accepted.ts';
import { runCompleted } from './run-completed.ts';
import { runControlChanged } from './run-control-changed.ts';
import { runControlRefused } from './run-control-refused.ts';
import { runControlRequested } from './run-control-requested.ts';
import { runRejected } from './run-rejected.ts';
import { runRequested } from './run-requested.ts';
import { sendingHeld } from './sending-held.ts';
import { sendingResumed } from './sending-resumed.ts';
import { targetCompleted } from './target-completed.ts';
import { targetHeld } from './target-held.ts';
import { targetProgressed } from './target-progressed.ts';
import { targetsAdmitted } from './targets-admitted.ts';
import { targetsDiscovered } from './targets-discovered.ts';
import { voteCast } from './vote-cast.ts';
import { voteCounted } from './vote-counted.ts';
import { voteRefused } from './vote-refused.ts';
import { waveApproved } from './wave-approved.ts';
import { waveCompleted } from './wave-completed.ts';
import { waveHalted } from './wave-halted.ts';
import { waveHeld } from './wave-held.ts';
import { wavePassed } from './wave-passed.ts';
import { waveProgressed } from './wave-progressed.ts';
import { waveRejected } from './wave-rejected.ts';
import { waveStarted } from './wave-started.ts';

/** Every event of the loop, in the order of a run's life. */
export const catalogue: readonly EventContract<unknown>[] = [
  runRequested, runAccepted, runRejected,
  discoveryRequested, targetsDiscovered, planCreated,
  approvalRequested, voteCast, voteCounted, voteRefused, waveApproved, waveRejected, approvalExpired,
  waveHeld, waveStarted, targetHeld, targetsAdmitted,
  sendingHeld, sendingResumed, commandReported, instancesVerified, targetProgressed, targetCompleted,
  waveProgressed, waveCompleted, waveHalted, wavePassed,
  runControlRequested, runControlChanged, runControlRefused,
  runCompleted, reportPublished, attentionNeeded,
] as readonly EventContract<unknown>[];
