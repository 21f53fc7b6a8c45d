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
export function endedWaveOf(wave: EndedWave, { planned, haltReason }: { planned: number; haltReason?: string }): EndedWaveReport {
  switch (wave.status) {
    case 'Passed':
      return { status: wave.status, ...unpackSums(wave.sums), reason: '' };
    case 'Halted':
    case 'Aborted':
      return { status: wave.status, ...unpackSums(wave.sums), reason: stopReason(wave, haltReason) };
    case 'Skipped':
      return {
        status: wave.status, outcomes: planned === 0 ? {} : { Skipped: planned }, commands: noCommands,
        reason: skipReason(wave, haltReason),
      };
  }
}

/** A wave that was halted with its run has no words of its own. */
function stopReason({ status, detail }: Extract<EndedWave, { status: 'Halted' | 'Aborted' }>, haltReason: string | undefined): string {
  const words = detail ?? (status === 'Halted' ? haltReason : undefined);
  return shortTextOf(words ?? '');
}

function skipReason({ why, detail }: Extract<EndedWave, { status: 'Skipped' }>, haltReason: string | undefined): string {
  const more = why === 'RunHalted' ? haltReason : detail;
  return shortTextOf(more === undefined ? skipWords(why) : `${skipWords(why)}: ${more}`);
}

function skipWords(why: SkipReason): string {
  return why === 'NothingSelected' ? 'It selects no instance' : causes[why].words;
}
