import { stay, withCommand, type Context } from './step.ts';
import { budgetUse } from './budget-use.ts';
import { inWork, pendingOrdinals } from './instances-in-work.ts';
import { aBusyTarget, aClaimed, aContext, aGroup, aSent, aSlice, aTarget, halted, MINUTE, NOW, RUN } from '../testing/target-in-test.ts';
import type { WorkingTarget } from './target-state.ts';
import { foldVerdicts, type Verified } from './verified.ts';

const asked = aSent({ looks: 1, askedAt: NOW, answered: false, nextLookAt: NOW + 20 * MINUTE, dueAt: NOW + 5 * MINUTE });
const busy = { ...aBusyTarget(asked), errorsAllowed: 9 };

function verdicts(letters: string, causes = '..', more: { look?: number; command?: number; lookAgainAt?: number } = {}): Verified {
  const identity = { runId: RUN, wave: 'canary', target: 7, accountId: '111111111111', region: 'us-east-1' };
  return {
    kind: 'verified',
    answer: { ...identity, command: 0, look: 0, verdicts: letters, causes, findingsKey: 'f', ...more },
  };
}

test('a command of which all is known is closed', () => {
  expect(foldVerdicts(busy, verdicts('CF', '.x'), aContext())).toEqual(
    stay({ ...busy, commands: [], outcomes: 'CF..', causes: '.x..' }),
  );
});

test('who is done frees its slot, who is open is looked at again in time', () => {
  expect(foldVerdicts(busy, verdicts('C.'), aContext())).toEqual(
    stay({
      ...withCommand(busy, { ...asked, seen: 'C.', answered: true, dueAt: NOW + 20 * MINUTE }),
      outcomes: 'C...',
    }),
  );
});

test('who has ended there but is not proven frees its slot, keeps its budget, and can still be judged', () => {
  const ended = foldVerdicts(busy, verdicts('e.'), aContext()).target;
  const slice = aSlice({ groups: [aGroup('tag:Service=a', [0, 2])] });

  expect(ended.commands).toMatchObject([{ seen: 'e.' }]);
  expect([inWork(ended), pendingOrdinals(ended), budgetUse(ended, slice)[0]?.out]).toEqual([1, [2, 3], new Set([0])]);
  expect(foldVerdicts(ended, verdicts('NC', 'n.', { look: 1 }), aContext()).target).toMatchObject({ commands: [], outcomes: 'NC..', causes: 'n...' });
  expect(foldVerdicts(ended, verdicts('..'), aContext()).target.commands).toMatchObject([{ seen: 'e.' }]);
});

describe('the next look after an answer that left some open', () => {
  test.each([
    ['is when the answer advises', { lookAgainAt: NOW + 3 * MINUTE }, 3],
    ['is not within a minute of the last', { lookAgainAt: NOW }, 1],
    ['is when it was due anyway, if that is sooner', { lookAgainAt: NOW + 30 * MINUTE }, 20],
    ['is in five minutes once SSM said that the command ended', { endHinted: true }, 5],
  ])('%s', (_case, { endHinted = false, ...advice }: { endHinted?: boolean; lookAgainAt?: number }, minutes) => {
    const target = withCommand(busy, { ...asked, endHinted });
    const after = foldVerdicts(target, verdicts('..', '..', advice), aContext()).target;
    expect(after.commands[0]?.dueAt).toBe(NOW + minutes * MINUTE);
  });

  test('does not count from 1970 where nothing was ever asked', () => {
    const target = withCommand(busy, aSent({ answered: false, looks: 1 }));
    const after = foldVerdicts(target, verdicts('..', '..', { lookAgainAt: NOW }), aContext()).target;
    expect(after.commands[0]?.dueAt).toBe(NOW + MINUTE);
  });
});

test('the late answer of an earlier look tells of the open ones and leaves the last look awaited', () => {
  const target = withCommand(busy, { ...asked, looks: 2 });
  expect(foldVerdicts(target, verdicts('C.'), aContext())).toEqual(
    stay({ ...withCommand(busy, { ...asked, looks: 2, seen: 'C.' }), outcomes: 'C...' }),
  );
});

test('a final word is not taken back', () => {
  const first = foldVerdicts(busy, verdicts('C.'), aContext()).target;
  const { target } = foldVerdicts(first, verdicts('F.', 'x.'), aContext());
  expect(target).toEqual(first);
});

test('a letter that nobody knows leaves the instance open', () => {
  expect(foldVerdicts(busy, verdicts('?.'), aContext()).target.outcomes).toBe('....');
});

test.each([
  ['a closed command', aTarget()],
  ['a command not known to be sent', aBusyTarget(aClaimed())],
])('an answer about %s changes nothing', (_case, target) => {
  expect(foldVerdicts(target, verdicts('CC'), aContext())).toEqual(stay(target));
});

test.each([
  ['C', '..'],
  ['CC', '...'],
])('an answer about another number of instances is refused: "%s" "%s"', (letters, causes) => {
  expect(() => foldVerdicts(busy, verdicts(letters, causes), aContext())).toThrow('expected 2 of each');
});

describe('a second try', () => {
  test('is given to an instance that the payload never reached', () => {
    expect(foldVerdicts(busy, verdicts('FC', 'u.'), aContext())).toEqual(
      stay({ ...busy, commands: [], outcomes: '.C..', causes: 'u...' }),
    );
  });

  test('frees the slot at once, while others in the command go on', () => {
    const { target } = foldVerdicts(busy, verdicts('F.', 'u.'), aContext());
    expect([target.commands[0]?.seen, target.outcomes]).toEqual(['R.', '....']);
  });

  test.each([
    ['after another failure', verdicts('FC', 'x.'), {}],
    ['after a second failure', verdicts('FC', 'u.'), { target: { ...busy, attempts: '2100' } }],
    ['for another outcome', verdicts('TC', 'u.'), {}],
    ['once the wave is halted', verdicts('FC', 'u.'), { context: aContext({ control: halted }) }],
  ])('is not given %s', (_case, said, { target = busy, context = aContext() }: { target?: WorkingTarget; context?: Context }) => {
    expect(foldVerdicts(target, said, context).target.outcomes).toBe(`${said.answer.verdicts}..`);
  });
});
