import type { Bitmap } from '#shared/domain/bitmap.ts';
import type { Identity, RunControl } from '#shared/events/scalars.ts';

import type { ControlAction } from './incoming.ts';
import type { HoldReason } from '../waves/wave-state.ts';

/**
 * What the outbox keeps of an event. Whatever may change later stands in the recipe; the rest is read from the run's
 * head and from the immutable objects, so that an entry renders the same event whenever it is flushed.
 */
export type RunRecipe =
  | { type: 'RunAccepted' }
  | { type: 'RunRejected' }
  /** One event for each chunk that is not in the set. */
  | { type: 'DiscoveryRequested'; except: Bitmap }
  | { type: 'PlanCreated'; expiresAt: number; validUntil: number }
  | { type: 'WaveHeld'; wave: number; reason: HoldReason; until?: number }
  | { type: 'WaveStarted'; wave: number; validUntil: number; windowEndsAt?: number }
  | { type: 'WavePassed'; wave: number }
  /** `halted`: how many waves were halted by then; halted waves are only ever appended. */
  | { type: 'RunControlChanged'; seq: number; state: RunControl['state']; halted: number; by: Identity; reason: string }
  | { type: 'RunControlRefused'; action: ControlAction; by: Identity; reason: string }
  | { type: 'RunCompleted' };
