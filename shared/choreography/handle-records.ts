import { MalformedEvent, type EventContract } from '../events/contract.ts';
import { parseMessage, type Message } from './message.ts';

/** One queue message as Lambda hands it over. */
export interface QueueRecord {
  messageId: string;
  body: string;
}

/** What a service does with the messages of its queue. */
export interface QueueService {
  /** The events this queue takes. */
  contracts: readonly EventContract<unknown>[];
  /**
   * Names the aggregate a message is for; the messages of one aggregate in a batch fold into one write. Throws
   * `MalformedEvent` at one that must not be believed: it is as good as unreadable.
   */
  groupOf(message: Message): string;
  onGroup(group: string, messages: readonly Message[]): Promise<void>;
  onTick(): Promise<void>;
}

/** Where a message goes that nobody can ever act on, with the cause attached. */
export interface DeadLetters {
  send(record: QueueRecord, cause: string): Promise<void>;
}

export interface RecordEffects {
  deadLetters: DeadLetters;
  /** Told of each group that was handled or failed; for logs only. */
  observe(group: string, messages: readonly Message[], error: unknown): void;
  /** Reads a body as `parseMessage` does, for a caller that sees the same bodies many times. */
  read?: typeof parseMessage;
}

interface Group {
  messages: Message[];
  messageIds: string[];
}

/**
 * The three outcomes of handling a message: handled (a refusal is an event, so it is handled), thrown (it is returned
 * here, SQS delivers it again and after five times to the DLQ), or unreadable (to the DLQ at once, with its cause).
 * Returns the ids of the records to be delivered again.
 */
export async function handleRecords(
  service: QueueService,
  effects: RecordEffects,
  records: readonly QueueRecord[],
): Promise<string[]> {
  const failed: string[] = [];
  const contracts = byDetailType(service.contracts);
  const groups = new Map<string, Group>();
  for (const record of records) {
    const read = await readOrBury(record, () => readIn(service, (effects.read ?? parseMessage)(record.body, contracts)), effects);
    if (read === undefined) continue;
    const { name, message } = read;
    const group = groups.get(name) ?? { messages: [], messageIds: [] };
    group.messages.push(message);
    group.messageIds.push(record.messageId);
    groups.set(name, group);
  }
  for (const [name, group] of groups) {
    const error = await attempt(() => (name === TICK ? service.onTick() : service.onGroup(name, group.messages)));
    effects.observe(name, group.messages, error);
    if (error !== undefined) failed.push(...group.messageIds);
  }
  return failed;
}

const TICK = 'tick';

const tables = new WeakMap<QueueService['contracts'], ReadonlyMap<string, EventContract<unknown>>>();

/** A warm function builds its table of contracts once. */
function byDetailType(contracts: QueueService['contracts']): ReadonlyMap<string, EventContract<unknown>> {
  const known = tables.get(contracts);
  if (known !== undefined) return known;
  const table = new Map(contracts.map((contract) => [contract.detailType, contract]));
  tables.set(contracts, table);
  return table;
}

interface Read {
  /** The group's. */
  name: string;
  message: Message;
}

function readIn(service: QueueService, message: Message): Read {
  return { name: message.kind === 'tick' ? TICK : service.groupOf(message), message };
}

async function readOrBury(record: QueueRecord, read: () => Read, effects: RecordEffects): Promise<Read | undefined> {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof MalformedEvent)) throw error;
    await effects.deadLetters.send(record, error.message);
    effects.observe('malformed', [], error);
    return undefined;
  }
}

/** The error is not swallowed: its messages are reported as failed, and come again. */
async function attempt(work: () => Promise<void>): Promise<unknown> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return error ?? new Error('thrown without an error');
  }
}
