import { exchangeRecorder, recorderFromEnvironment, type Exchange } from './exchange-record.ts';
import type { Answer, WireRequest } from './wire-message.ts';

const ABOUT = { service: 'ssm', by: 'patchwave-dev-planner-control' };
const JSON_TYPE = { 'content-type': 'application/x-amz-json-1.1' };

function aRequest(body: object, headers: Record<string, string> = {}): WireRequest {
  return { method: 'POST', url: '/', headers: { ...JSON_TYPE, ...headers }, body: Buffer.from(JSON.stringify(body)) };
}

function anAnswer(body: object, change: Partial<Answer> = {}): Answer {
  return { status: 200, headers: JSON_TYPE, body: JSON.stringify(body), operation: 'SendCommand', ...change };
}

function kept(...calls: [body: object, answer: Answer, headers?: Record<string, string>][]): Exchange[] {
  const exchanges: Exchange[] = [];
  const record = exchangeRecorder((exchange) => exchanges.push(exchange));
  for (const [body, answer, headers] of calls) record(ABOUT, aRequest(body, headers), answer);
  return exchanges;
}

function bodiesOf(exchanges: Exchange[]): unknown[] {
  return exchanges.map(({ request }) => JSON.parse(Buffer.from(request.body, 'base64').toString()) as unknown);
}

describe('the record of exchanges', () => {
  it('keeps what went over the wire, but for what signs it', () => {
    const [exchange] = kept([{ Comment: 'one' }, anAnswer({ Command: {} }), { authorization: 'secret', 'x-amz-security-token': 'secret', 'x-amz-target': 'AmazonSSM.SendCommand' }]);

    expect(exchange).toEqual({
      ...ABOUT,
      operation: 'SendCommand',
      errorCode: undefined,
      request: { method: 'POST', url: '/', headers: { ...JSON_TYPE, 'x-amz-target': 'AmazonSSM.SendCommand' }, body: Buffer.from('{"Comment":"one"}').toString('base64') },
      reply: { status: 200, headers: JSON_TYPE, body: Buffer.from('{"Command":{}}').toString('base64') },
    });
  });

  it('keeps of an operation only what shows something that none before it showed', () => {
    const exchanges = kept(
      [{ Comment: 'one' }, anAnswer({})],
      [{ Comment: 'two' }, anAnswer({})],
      [{ Comment: 'two', TimeoutSeconds: 60 }, anAnswer({})],
      [{ Comment: 'x'.repeat(99) }, anAnswer({})],
      [{ Comment: 'Success' }, anAnswer({})],
      [{ Comment: 'Pending' }, anAnswer({})],
      [{ Comment: 'two' }, anAnswer({ Command: {} })],
      [{ Comment: 'two' }, anAnswer({}, { status: 400, errorCode: 'InvalidInstanceId' })],
      [{ Comment: 'six' }, anAnswer({}, { status: 400, errorCode: 'InvalidInstanceId' })],
    );

    expect(bodiesOf(exchanges)).toEqual([
      { Comment: 'one' }, { Comment: 'two', TimeoutSeconds: 60 }, { Comment: 'x'.repeat(99) }, { Comment: 'Success' }, { Comment: 'Pending' },
      { Comment: 'two' }, { Comment: 'two' },
    ]);
  });

  it('takes ids for one name, so that a map of a thousand instances is one shape', () => {
    expect(kept([{ Of: { 'i-0a1': 'x' } }, anAnswer({})], [{ Of: { 'i-0a2': 'y' } }, anAnswer({})])).toHaveLength(1);
  });

  it('keeps at most 300 of an operation', () => {
    const member = (index: number): string => String.fromCharCode(65 + (index % 26), 65 + Math.floor(index / 26));
    const calls = Array.from({ length: 400 }, (_, index): [object, Answer] => [{ [member(index)]: true }, anAnswer({})]);

    expect(kept(...calls)).toHaveLength(300);
  });

  it('is off unless a folder is named', () => {
    expect([recorderFromEnvironment(undefined), recorderFromEnvironment('')]).toEqual([undefined, undefined]);
  });
});
