import { awsErrorOf } from '#test/local/wire/aws-error-of.ts';

import { checkDelaySeconds, hideUnaskedAttributes } from './sqs-corrections.ts';

describe('DelaySeconds', () => {
  it.each([{}, { DelaySeconds: 0 }, { DelaySeconds: 900 }, { Entries: [{ DelaySeconds: 900 }] }])('passes %p', (input) => {
    expect(() => checkDelaySeconds(input)).not.toThrow();
  });

  it.each([{ DelaySeconds: 901 }, { DelaySeconds: -1 }, { Entries: [{}, { DelaySeconds: 901 }] }])('refuses %p', (input) => {
    expect(awsErrorOf(() => checkDelaySeconds(input)).code).toBe('InvalidParameterValue');
  });
});

describe('message attributes', () => {
  const output = { Messages: [{ Body: 'b', MessageAttributes: { a: {} }, MD5OfMessageAttributes: 'm' }] };
  const response = { status: 200, headers: {}, body: JSON.stringify(output) };

  it('are left out unless asked for', () => {
    expect(JSON.parse(String(hideUnaskedAttributes(response, {}).body))).toEqual({ Messages: [{ Body: 'b' }] });
  });

  it('stay when asked for', () => {
    expect(hideUnaskedAttributes(response, { MessageAttributeNames: ['All'] })).toEqual(response);
  });
});
