import type { Cause } from '#shared/domain/causes.ts';
import type { Platform } from '#shared/domain/inventory.ts';
import type { Outcome } from '#shared/domain/outcomes.ts';

/** One planned instance in the report. */
export interface ReportRow {
  wave: string;
  accountId: string;
  region: string;
  instanceId: string;
  /** The `Name` tag. */
  name?: string;
  platform: Platform;
  outcome: Outcome;
  cause?: Cause;
  /** How often it was commanded. */
  attempts: number;
  exitCode?: number;
  installed?: number;
  missing?: number;
  failed?: number;
}
