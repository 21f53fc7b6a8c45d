import { NIGHT } from '#shared/testing/test-aggregate.ts';
import { newCheck, type CheckState, type Question } from './check-state.ts';
import { decideCheck } from './decide-check.ts';

const question: Question = {
  runId: '0b6f2f0e-3c5b-4a6e-9a39-4c1f3a4f5b6c', wave: 'canary', target: 0, accountId: '111111111111', region: 'us-east-1',
  command: 0, look: 1, commandId: 'c-1', instanceIds: ['i-0aaaaaaaaaaaaaaaa'],
  options: { operation: 'Install', rebootOption: 'RebootIfNeeded', deliveryTimeoutSeconds: 600 },
  sentAt: NIGHT, expiresAt: NIGHT + 1,
};
const check = (spoilt: Partial<CheckState> = {}): CheckState => ({ ...newCheck(question, NIGHT)!, ...spoilt });
const reading = (look: number) => ({
  kind: 'assessed' as const,
  look,
  assessment: { findings: [{ id: 'i-0aaaaaaaaaaaaaaaa', verdict: 'C', cause: '.', invocation: 'Success' }], laggingSince: {} },
});

describe('a reading that comes late', () => {
  it('changes nothing when a later look has answered meanwhile', () => {
    expect(decideCheck(check({ asked: 2, answered: 2 }), { question: undefined, reading: reading(1) }, NIGHT)).toBeUndefined();
  });

  it('does not overrule what has been decided meanwhile', () => {
    const decided = check({ asked: 1, answered: 0, verdicts: 'F', causes: 'x', minutes: '0k', evidenceLook: 0 });
    expect(decideCheck(decided, { question: undefined, reading: reading(1) }, NIGHT)).toEqual({
      state: { ...decided, answered: 1 },
      events: [{ look: 1, evidenceLook: 0, verdicts: 'F', causes: 'x' }],
      effects: [],
    });
  });
});

describe('a question without a reading', () => {
  it('is kept with the item', () => {
    expect(decideCheck(undefined, { question, reading: undefined }, NIGHT)).toEqual({ state: check(), events: [], effects: [] });
  });

  it('changes nothing when it is known and unanswered', () => {
    expect(decideCheck(check(), { question, reading: undefined }, NIGHT)).toBeUndefined();
  });
});
