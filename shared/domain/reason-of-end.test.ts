import type { RunReadModel } from './read-model.ts';
import { reasonOfEnd } from './reason-of-end.ts';

const run = (spoilt: Partial<RunReadModel>): RunReadModel => ({ runId: 'r1', status: 'Rejected', waves: [], refusals: [], lastFactAt: 0, ...spoilt });
const rejection = { at: 0, reasons: ['policy web has an active run r0; wait for it or abort it.', 'no instance is selected'] };

it.each<[string, Partial<RunReadModel>, string | undefined]>([
  ["the planner's closing word", { reason: 'wave canary was halted.', rejection }, 'wave canary was halted'],
  ['every reason of a request that was refused', { rejection }, 'policy web has an active run r0; wait for it or abort it; no instance is selected'],
  ['nothing where nothing was said', { reason: '' }, undefined],
  ['nothing where no reason was given', { rejection: { at: 0, reasons: [] } }, undefined],
  ['nothing of the refusal of a request that was repeated, while its run goes on', { status: 'Running', rejection }, undefined],
])('is %s', (_words, spoilt, reason) => expect(reasonOfEnd(run(spoilt))).toBe(reason));
