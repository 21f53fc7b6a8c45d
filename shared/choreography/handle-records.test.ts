import { MalformedEvent } from '../events/contract.ts';
import { wavePassed } from '../events/wave-passed.ts';
import { InMemoryDeadLetters } from './dead-letters.in-memory.ts';
import { handleRecords, type QueueRecord, type QueueService, type RecordEffects } from './handle-records.ts';
import { dueBody, parseMessage, type Message } from './message.ts';

const RUN_ID = '0f0e0d0c-0b0a-4908-8706-050403020100';

/** Some libraries throw nothing at all. */
const nothing = undefined as unknown as Error;

function aRecord(messageId: string, wave: unknown = 'canary', detailType = 'WavePassed.v1'): QueueRecord {
  const metadata = { id: messageId, runId: RUN_ID, occurredAt: '2026-03-10T02:00:00Z' };
  const event = { source: 'patchwave.planner', 'detail-type': detailType, detail: { metadata, data: { runId: RUN_ID, wave } } };
  return { messageId, body: JSON.stringify(event) };
}

function believed(wave: string): string {
  if (wave === 'forged') throw new MalformedEvent('WavePassed.v1', ['wave: found a forged one']);
  return wave;
}

function aService(contracts: QueueService['contracts'] = [wavePassed], read?: RecordEffects['read']) {
  const handled: { group: string; kinds: string[] }[] = [];
  const deadLetters = new InMemoryDeadLetters();
  const observed: string[] = [];
  const service: QueueService = {
    contracts,
    groupOf: (message: Message) => (message.kind === 'event' ? believed((message.detail.data as { wave: string }).wave) : message.kind === 'due' ? message.due.key : 'hint'),
    onGroup(group, messages) {
      if (group === 'broken') throw new Error('a bug');
      if (group === 'rude') return Promise.reject(nothing);
      handled.push({ group, kinds: messages.map(({ kind }) => kind) });
      return Promise.resolve();
    },
    onTick() {
      handled.push({ group: 'the tick', kinds: [] });
      return Promise.resolve();
    },
  };
  const effects = {
    deadLetters,
    observe: (group: string, _messages: readonly Message[], error: unknown) => void observed.push(error === undefined ? group : `${group}!`),
    ...(read === undefined ? {} : { read }),
  };
  return { handled, buried: deadLetters.buried, observed, handle: (...records: QueueRecord[]) => handleRecords(service, effects, records) };
}

describe('the records of a batch', () => {
  it('are handled once per aggregate, in their order', async () => {
    const { handle, handled } = aService();
    await expect(handle(aRecord('1', 'canary'), aRecord('2', 'main'), aRecord('3', 'canary'))).resolves.toEqual([]);
    expect(handled).toEqual([{ group: 'canary', kinds: ['event', 'event'] }, { group: 'main', kinds: ['event'] }]);
  });

  it('are read by whoever the caller names, with the contracts of this queue', async () => {
    const detailTypes: string[][] = [];
    const read = (_body: string, contracts: ReadonlyMap<string, unknown>): Message => {
      detailTypes.push([...contracts.keys()]);
      return { kind: 'due', due: { key: 'WAVE#1', dueAt: 5 } };
    };
    const { handle, handled } = aService([wavePassed], read);
    await handle({ messageId: '1', body: 'not even JSON' });
    await handle({ messageId: '2', body: 'nor this' });
    expect(handled).toEqual([{ group: 'WAVE#1', kinds: ['due'] }, { group: 'WAVE#1', kinds: ['due'] }]);
    expect(detailTypes).toEqual([['WavePassed.v1'], ['WavePassed.v1']]);
  });

  it('come again, and only they, when their aggregate throws', async () => {
    const { handle, handled, observed } = aService();
    await expect(handle(aRecord('1', 'broken'), aRecord('2', 'main'), aRecord('3', 'broken'), aRecord('4', 'rude'))).resolves.toEqual(['1', '3', '4']);
    expect(handled).toEqual([{ group: 'main', kinds: ['event'] }]);
    expect(observed).toEqual(['broken!', 'main', 'rude!']);
  });

  it('of an AWS service keep when it was said, and of what', () => {
    const event = { source: 'aws.cloudwatch', 'detail-type': 'CloudWatch Alarm State Change', account: '1', region: 'us-east-1', time: '2026-03-10T02:00:00Z', resources: ['arn:x'], detail: {} };
    expect(parseMessage(JSON.stringify(event), new Map())).toEqual({
      kind: 'foreign', source: 'aws.cloudwatch', detailType: 'CloudWatch Alarm State Change', accountId: '1', region: 'us-east-1',
      time: '2026-03-10T02:00:00Z', resources: ['arn:x'], detail: {},
    });
  });

  it('take the tick, the own alarm and hints of AWS as well', async () => {
    const { handle, handled } = aService();
    const hint = { source: 'aws.ssm', 'detail-type': 'EC2 Command Status-change Notification', account: '1', region: 'us-east-1', detail: {} };
    await handle({ messageId: '1', body: '{"type":"Tick"}' }, { messageId: '2', body: dueBody({ key: 'WAVE#1', dueAt: 5 }) }, { messageId: '3', body: JSON.stringify(hint) });
    expect(handled).toEqual([{ group: 'the tick', kinds: [] }, { group: 'WAVE#1', kinds: ['due'] }, { group: 'hint', kinds: ['foreign'] }]);
  });

  it.each<[string, QueueRecord, string]>([
    ['text that is no JSON', { messageId: '1', body: 'hello' }, expect.stringContaining('body: not JSON') as string],
    ['JSON that is no object', { messageId: '1', body: '[1]' }, 'message: body: not a JSON object'],
    ['an object that is no event', { messageId: '1', body: '{}' }, 'message: source and detail-type: found neither an event, a Due nor a Tick'],
    ['an event of another queue', aRecord('1', 'canary', 'RunCompleted.v1'), 'RunCompleted.v1: detail-type: not one that this queue takes'],
    ['an event against its contract', aRecord('1', 7), expect.stringContaining('WavePassed.v1: data.wave: Invalid input: expected string') as string],
    ['an event without detail', { messageId: '1', body: JSON.stringify({ source: 'x', 'detail-type': 'WavePassed.v1' }) }, expect.stringContaining('WavePassed.v1: detail: Invalid input') as string],
    ['an event that the service does not believe', aRecord('1', 'forged'), 'WavePassed.v1: wave: found a forged one'],
    ['an alarm without a time', { messageId: '1', body: '{"type":"Due","key":"a"}' }, 'Due: key, dueAt: found others'],
  ])('are buried at once, with the cause, when they are %s; the others go on', async (_case, record, cause) => {
    const { handle, handled, buried } = aService();
    await expect(handle(record, aRecord('2', 'main'))).resolves.toEqual([]);
    expect(buried).toEqual([{ body: record.body, cause, originalMessageId: '1' }]);
    expect(handled).toEqual([{ group: 'main', kinds: ['event'] }]);
  });

  it('all come again when reading one fails by a bug and not by its content', async () => {
    const bug = new TypeError('a bug');
    const contract = { ...wavePassed, parse: () => { throw bug; } };
    const { handle, buried } = aService([contract]);
    await expect(handle(aRecord('1'))).rejects.toBe(bug);
    expect(buried).toEqual([]);
  });
});
