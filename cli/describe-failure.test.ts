import { describeFailure } from './describe-failure.ts';
import { badInput } from './exit-codes.ts';
import { readReason } from './read-reason.ts';

const shown = (error: unknown) => {
  const failure = describeFailure(error);
  return failure === undefined ? undefined : { exitCode: failure.exitCode, message: failure.message };
};

it.each([
  ['a failure of a command as it is', badInput('wave: found nothing'), { exitCode: 2, message: 'wave: found nothing' }],
  [
    'a refusal by AWS with its code',
    Object.assign(new Error('no such table'), { name: 'ResourceNotFoundException', $metadata: {} }),
    { exitCode: 3, message: 'The hub refused: ResourceNotFoundException: no such table. Check the stage, the region and what your identity may do.' },
  ],
  [
    'a broken connection',
    Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
    { exitCode: 3, message: 'The hub no longer answers (ECONNREFUSED). Whatever was asked before is kept there; ask again when it is back.' },
  ],
  ['a bug not at all, so that its stack is seen', new TypeError('x is not a function'), undefined],
  ['what is no error not at all', 'text', undefined],
])('shows %s', (_words, error, failure) => expect(shown(error)).toEqual(failure));

it('takes a reason of up to 300 characters, without the blanks around it', () => {
  expect(readReason(` ${'x'.repeat(300)} `)).toBe('x'.repeat(300));
});

it.each([
  ['  ', '--reason: found nothing, expected words that a reader of the report understands.'],
  ['x'.repeat(301), '--reason: found 301 characters, expected at most 300.'],
])('refuses a reason that no event could carry', (text, words) => {
  expect(() => readReason(text)).toThrow(words);
});
