import type { OutcomeCounts } from '#shared/events/scalars.ts';
import { countByAttention } from './attention.ts';

/** The whole run in one sentence: "594 of 600 planned instances are compliant; 3 need a person, 3 wait for a reboot." */
export function verdictSentence({ planned, outcomes }: { planned: number; outcomes: OutcomeCounts }): string {
  if (planned === 0) return 'No instance was planned.';
  const counts = countByAttention(outcomes);
  const rest = [
    clause(counts.person, ['needs a person', 'need a person']),
    clause(counts.reboot, ['waits for a reboot', 'wait for a reboot']),
    clause(counts['another run'], ['was not patched this time', 'were not patched this time']),
  ].filter((text) => text !== '');
  if (counts.done === planned) return planned === 1 ? 'The one planned instance is compliant.' : `All ${planned} planned instances are compliant.`;
  const done = `${counts.done} of ${planned} planned instances ${counts.done === 1 ? 'is' : 'are'} compliant`;
  return `${[done, rest.join(', ')].filter((text) => text !== '').join('; ')}.`;
}

function clause(count: number, [one, many]: readonly [string, string]): string {
  return count === 0 ? '' : `${count} ${count === 1 ? one : many}`;
}
