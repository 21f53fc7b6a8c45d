import { awsErrorOf } from '#test/local/wire/aws-error-of.ts';

import { checkReceiptHandle, sortOutReceiptHandles } from './receipt-handles.ts';

const GOOD = '3ea1e4cf-3678-40c8-addc-0ad044aa1346';

describe('a receipt handle', () => {
  it('of this queue passes, any other is refused by name', () => {
    expect(() => checkReceiptHandle(GOOD)).not.toThrow();
    expect(() => checkReceiptHandle('garbage')).toThrow('The input receipt handle "garbage" is not a valid receipt handle.');
    expect(awsErrorOf(() => checkReceiptHandle(undefined)).code).toBe('ReceiptHandleIsInvalid');
  });

  it('that is bad fails alone in a batch', () => {
    const good = { Id: 'a', ReceiptHandle: GOOD };
    expect(sortOutReceiptHandles([good, { Id: 'b', ReceiptHandle: 'x' }])).toEqual({
      good: [good],
      failed: [
        { Id: 'b', SenderFault: true, Code: 'ReceiptHandleIsInvalid', Message: 'The input receipt handle "x" is not a valid receipt handle.' },
      ],
    });
  });
});
