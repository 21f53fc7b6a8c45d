import { fitMinutes } from '../../fit.ts';
import type { WaveDefinition } from '../../run-definition.ts';
import { targetsField, windowsField, type Circumstances, type Contradiction } from './circumstances.ts';

/** A window this short is more likely a slip of the pen than a plan. */
const WINDOW_MINUTES_MIN = 30;

/** An instance starts only if patch, reboot and verification fit in what is left: here not even the first would. */
export const windowTooShort: Contradiction = ({ waves }, circumstances) => {
  const longest = new Map<string, Need>();
  for (const [index, wave] of waves.entries()) {
    const need = needOf(wave, { index, circumstances });
    for (const [window, { lengthMinutes: found }] of wave.windows.entries()) {
      const field = `${windowsField(index, circumstances)}[${String(window)}].lengthMinutes`;
      // A window of the policy serves many waves: it is told once, with the wave that needs most.
      if (need.minutes > (longest.get(field)?.minutes ?? found)) longest.set(field, { ...need, found });
    }
  }
  return [...longest].map(([field, { found, minutes, because }]) => ({
    field, found: String(found), expected: `at least ${String(minutes)} minutes, ${because}`,
  }));
};

interface Fit {
  minutes: number;
  because: string;
}

interface Need extends Fit {
  found: number;
}

function needOf({ options, select }: WaveDefinition, { index, circumstances }: { index: number; circumstances: Circumstances }): Fit {
  const fits = select.platforms.map((platform) => ({ platform, minutes: fitMinutes(options, platform) }));
  const slowest = fits.reduce((one, other) => (other.minutes > one.minutes ? other : one));
  const platforms = targetsField('platforms', { wave: index, written: circumstances.written });
  return {
    minutes: Math.max(WINDOW_MINUTES_MIN, slowest.minutes),
    because: `because it takes ${String(slowest.minutes)} minutes to patch, reboot and verify ${slowest.platform} (${platforms}) in waves[${String(index)}], patch.operation ${options.operation}`,
  };
}
