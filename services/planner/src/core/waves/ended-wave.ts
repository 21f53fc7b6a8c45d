import { causes } from '#shared/domain/causes.ts';
import { noCommands } from '#shared/domain/outcome-counts.ts';

import { shortTextOf } from '../run/texts.ts';
import { unpackSums, type Sums } from './packed-sums.ts';
import type { EndedWave, SkipReason } from './wave-state.ts';

interface EndedWaveReport extends Sums {
  status: EndedWave['status'];
  /** Begins with the words of the cause that its skipped instances have in the report; empty where it passed. */
  reason: string;
}

/** The wave's last word. Every planned instance has an outcome in it: of a wave that never started all are Skipped. */
export function endedWaveOf(wave: EndedWave, planned: number): EndedWaveReport {
  switch (wave.status) {
    case 'Passed':
      return { status: wave.status, ...unpackSums(wave.sums), reason: '' };
    case 'Halted':
    case 'Aborted':
      return { status: wave.status, ...unpackSums(wave.sums), reason: shortTextOf(wave.detail ?? '') };
    case 'Skipped':
      return {
        status: wave.status, outcomes: planned === 0 ? {} : { Skipped: planned }, commands: noCommands,
        reason: shortTextOf(wave.detail === undefined ? skipWords(wave.why) : `${skipWords(wave.why)}: ${wave.detail}`),
      };
  }
}

function skipWords(why: SkipReason): string {
  return why === 'NothingSelected' ? 'It selects no instance' : causes[why].words;
}
