import type { PatchInventory } from './patch-inventory.ts';

/** What one command will do on one instance: decided when its agent begins, from the instance's own history alone. */
export interface PatchJob {
  operation: 'Install' | 'Scan' | 'Script';
  rebootOption: 'RebootIfNeeded' | 'NoReboot';
  /** Undefined: it never ends by itself. */
  durationMs: number | undefined;
  /** From when to when after its begin the agent is silent; `untilMs` undefined: it never comes back. */
  silence: { fromMs: number; untilMs: number | undefined } | undefined;
  exitCode: number;
  /** What the instance has installed when the job ends; undefined: as before. */
  after: PatchInventory | undefined;
  error: string | undefined;
}
