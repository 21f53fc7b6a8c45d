/**
 * The only place that knows fauxqs's inside. Its own `startFauxqs` listens on 0.0.0.0 and is the only one that keeps
 * data, so the app is built here from its stores and never listens: requests are injected. Its stores and its SQLite
 * persistence are not exported and are imported by path; fauxqs is pinned exactly and the wire tests fail first.
 */
import type { DatabaseSync } from 'node:sqlite';

import { buildApp } from 'fauxqs';

import { PersistenceManager } from '../../../node_modules/fauxqs/dist/persistence.js';
import { S3Store } from '../../../node_modules/fauxqs/dist/s3/s3Store.js';
import { SnsStore } from '../../../node_modules/fauxqs/dist/sns/snsStore.js';
import { sendMessage } from '../../../node_modules/fauxqs/dist/sqs/actions/sendMessage.js';
import { SqsStore, type SqsQueue } from '../../../node_modules/fauxqs/dist/sqs/sqsStore.js';
import type { SqsMessage } from '../../../node_modules/fauxqs/dist/sqs/sqsTypes.js';

import type { WireRequest, WireResponse } from '#local/wire/wire-message.ts';

export { SqsStore };
export type { S3Store, SnsStore, SqsMessage, SqsQueue };

export interface Fauxqs {
  sqsStore: SqsStore;
  snsStore: SnsStore;
  s3Store: S3Store;
  inject: (request: WireRequest) => Promise<WireResponse>;
  /** SendMessage without its wire. Throws what SQS would answer. */
  send: (input: Record<string, unknown>) => void;
  close: () => Promise<void>;
}

/** Opens SQS, SNS and S3, in memory or durably in `dataDir` (`fauxqs.db`, written through on every change). */
export async function openFauxqs(dataDir?: string): Promise<Fauxqs> {
  const stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };
  const persistence = dataDir === undefined ? undefined : restore(stores, dataDir);
  const app = buildApp({ logger: false, stores }) as unknown as InjectableApp;
  await app.ready();
  return {
    ...stores,
    inject: async ({ method, url, headers, body }) => {
      const answer = await app.inject({ method, url, headers, payload: body });
      return { status: answer.statusCode, headers: textHeaders(answer.headers), body: answer.rawPayload };
    },
    send: (input) => void sendMessage(input, stores.sqsStore),
    close: async () => {
      await app.close();
      persistence?.close();
    },
  };
}

/** The part of fastify that is used. Its own types come with fauxqs and are not a dependency of this project. */
interface InjectableApp {
  ready: () => Promise<unknown>;
  inject: (request: { method: string; url: string; headers: Record<string, string>; payload: Buffer }) => Promise<{
    statusCode: number;
    headers: Record<string, string | number | string[] | undefined>;
    rawPayload: Buffer;
  }>;
  close: () => Promise<void>;
}

interface Stores {
  sqsStore: SqsStore;
  snsStore: SnsStore;
  s3Store: S3Store;
}

// What is loaded must not be written back, so the stores get their persistence only afterwards.
function restore({ sqsStore, snsStore, s3Store }: Stores, dataDir: string): PersistenceManager {
  const persistence = new PersistenceManager(dataDir);
  mendPersistence(persistence);
  persistence.load(sqsStore, snsStore, s3Store);
  for (const store of [sqsStore, snsStore, s3Store, ...sqsStore.allQueues()]) store.persistence = persistence;
  // Whoever held a message died with the process before; waiting out a timeout on the wall's clock would let hours of
  // the scaled clock pass with nothing happening.
  for (const queue of sqsStore.allQueues()) {
    for (const handle of [...queue.inflightMessages.keys()]) queue.changeVisibility(handle, 0);
  }
  return persistence;
}

function mendPersistence(persistence: PersistenceManager): void {
  const { db } = persistence as unknown as { db: DatabaseSync };
  // With WAL, NORMAL survives a killed process; only a power cut may lose the last messages. FULL costs an fsync each.
  db.exec('PRAGMA synchronous = NORMAL');
  // fauxqs 2.4.1 writes NULL into a column that must not be, so that every ChangeMessageVisibility to 0 fails.
  const release = db.prepare('UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?');
  persistence.updateMessageReady = (messageId) => void release.run(messageId);
}

function textHeaders(headers: Record<string, string | number | string[] | undefined>): Record<string, string> {
  const text: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    // How the answer travels is the business of the front that sends it.
    if (value === undefined || name === 'connection' || name === 'transfer-encoding') continue;
    text[name] = Array.isArray(value) ? value.join(', ') : String(value);
  }
  return text;
}
