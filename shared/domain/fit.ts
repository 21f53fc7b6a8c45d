import type { PatchOptions } from '../events/scalars.ts';
import type { Platform } from './inventory.ts';

/** A Scan takes 1-5 minutes; an Install plus its reboot is planned with 20 on Linux, 45 on Windows. */
const SCAN_MINUTES = 6;
const INSTALL_MINUTES: Record<Platform, number> = { Linux: 20, Windows: 45, macOS: 45 };

/** From the end of the operation until its evidence was read. */
export const VERIFY_MINUTES = 5;

/** How long the operation usually takes, reboot included, while nothing better is known. */
export function usualMinutes({ operation }: Pick<PatchOptions, 'operation'>, platform: Platform): number {
  return operation === 'Scan' ? SCAN_MINUTES : INSTALL_MINUTES[platform];
}

/** How much of a window an instance needs: patch, reboot, verify. */
export function fitMinutes(options: Pick<PatchOptions, 'operation'>, platform: Platform): number {
  return usualMinutes(options, platform) + VERIFY_MINUTES;
}
