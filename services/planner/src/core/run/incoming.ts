import type { CommandCounts, Identity, OutcomeCounts } from '#shared/events/scalars.ts';

export type ControlAction = 'pause' | 'resume' | 'abort';

export interface ControlRequest {
  kind: 'ControlRequested';
  action: ControlAction;
  by: Identity;
  reason: string;
  notAfter: number;
}

/** A CloudWatch alarm that the run's policy names went into ALARM. */
export interface AlarmRaised {
  kind: 'AlarmRaised';
  /** Its ARN. */
  alarm: string;
  /** When it was raised, epoch ms. */
  at: number;
}

/** The waves' part of what can happen to a run; a wave is named as in its policy. */
export type WaveIncoming =
  | { kind: 'WaveApproved'; wave: string; waveHash: string; validUntil: number }
  | { kind: 'WaveRejected'; wave: string; waveHash: string; detail: string }
  | { kind: 'ApprovalExpired'; wave: string; waveHash: string }
  | { kind: 'WaveCompleted'; wave: string; ending: 'Completed' | 'Halted' | 'Aborted'; outcomes: OutcomeCounts; commands: CommandCounts }
  | { kind: 'WaveProgressed'; wave: string; step: number; errors: number }
  | { kind: 'WaveHalted'; wave: string; detail: string };

/** All that can happen to a run that exists. */
export type Incoming = { kind: 'Due' } | { kind: 'ChunkDiscovered'; chunk: number } | { kind: 'ReportPublished' } | ControlRequest | AlarmRaised | WaveIncoming;
