/**
 * The whole wire in a process of its own, for tests that jest cannot hold in its CommonJS world (fauxqs is ESM only).
 * Prints its endpoint on one line. Commands come as lines on stdin and are answered by one line each:
 * `advance <seconds>` moves the clock; `receive <queue>`, `release <queue> <handle>` and `depth <queue>` do what the
 * poller does; `watch <queue>` listens and `woken` waits for the first sound since; `calls` takes the record.
 */
import { createInterface } from 'node:readline';

import { VirtualTimers } from '#local/clock/virtual-timers.ts';
import { createWire } from '#local/wire/create-wire.ts';
import type { RecordedCall } from '#local/wire/dispatch.ts';

import { sampleOrganization, sampleRoles, sampleServices } from './sample-services.ts';

const timers = new VirtualTimers(Date.parse('2026-01-01T00:00:00Z'));
const calls: RecordedCall[] = [];
const [port = '0', dataDir] = process.argv.slice(2);
const wire = await createWire({
  services: sampleServices(),
  timers,
  roles: sampleRoles,
  organization: sampleOrganization,
  routes: { '/health': () => ({ status: 200, headers: {}, body: 'well' }) },
  onCall: (call) => void calls.push(call),
  onFault: () => undefined,
  ...(dataDir !== undefined && { dataDir }),
});
wire.identities.register('AKIAPLANNER', {
  accountId: '000000000000',
  arn: 'arn:aws:sts::000000000000:assumed-role/planner-role/planner',
  functionName: 'planner',
});

let heard = Promise.resolve(false);

function watch(queueName: string): void {
  heard = new Promise((resolve) => {
    const stop = wire.queues.onMessage(queueName, () => {
      stop();
      resolve(true);
    });
  });
}

type Command = (word: string, secondWord: string) => unknown;

const commands: Record<string, Command> = {
  advance: (seconds) => timers.advanceBy(Number(seconds) * 1000),
  receive: (queueName) => wire.queues.receive(queueName, 10),
  release: (queueName, receiptHandle) => wire.queues.release(queueName, receiptHandle, 0),
  depth: (queueName) => wire.queues.depth(queueName),
  watch,
  woken: () => heard,
  calls: () => calls.splice(0),
};

function answer(line: string): unknown {
  const [name = '', word = '', secondWord = ''] = line.split(' ');
  const command = commands[name];
  if (command === undefined) throw new Error(`unknown command "${line}"; known: ${Object.keys(commands).join(', ')}`);
  return command(word, secondWord);
}

process.stdout.write(`${await wire.listen(Number(port))}\n`);
const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  void Promise.resolve(answer(line)).then((result) => process.stdout.write(`${JSON.stringify(result ?? null)}\n`));
});
lines.on('close', () => void wire.close());
