import { failedMessages } from './failed-messages.ts';
import { received } from './received.builder.ts';

const batch = [received({ messageId: 'a' }), received({ messageId: 'b' })];

function failedIds(response: unknown): string[] {
  return failedMessages(batch, response).map((message) => message.messageId);
}

describe('the failed messages of a batch', () => {
  it.each([
    ['no answer', null],
    ['an answer without a list', {}],
    ['an empty list', { batchItemFailures: [] }],
    ['a list that is null', { batchItemFailures: null }],
  ])('are none after %s', (_name, response) => {
    expect(failedIds(response)).toEqual([]);
  });

  it('are those that the answer names', () => {
    expect(failedIds({ batchItemFailures: [{ itemIdentifier: 'b' }] })).toEqual(['b']);
  });

  it.each([
    ['a text', 'done'],
    ['a list that is none', { batchItemFailures: 'b' }],
    ['an empty identifier', { batchItemFailures: [{ itemIdentifier: '' }] }],
    ['an identifier that is null', { batchItemFailures: [{ itemIdentifier: null }] }],
    ['a wrong key', { batchItemFailures: [{ messageId: 'b' }] }],
    ['a failure that is null', { batchItemFailures: [null] }],
    ['a message of another batch', { batchItemFailures: [{ itemIdentifier: 'b' }, { itemIdentifier: 'z' }] }],
  ])('are all after %s', (_name, response) => {
    expect(failedIds(response)).toEqual(['a', 'b']);
  });
});
