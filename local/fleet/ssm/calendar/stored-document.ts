import { createHash } from 'node:crypto';

import type { DocumentDescription } from '@aws-sdk/client-ssm';
import { AwsError, type Caller } from '#local/wire/service.ts';
import type { FleetContext } from '../../fleet-context.ts';

/** A document that people made, as it is kept; only what JSON can carry. Times are milliseconds since 1970. */
export interface StoredDocument {
  accountId: string;
  region: string;
  name: string;
  /** The first is version 1, the last $LATEST. */
  versions: readonly { content: string; createdAtMs: number }[];
  /** Counted from 1. Until it is set to a new version, that one has no effect. */
  defaultVersion: number;
}

export interface DocumentVersion {
  number: number;
  content: string;
  createdAtMs: number;
}

/** A bare name means the caller's own document in this region; an ARN may mean one that another account shares. */
export function documentArn({ accountId, region }: Pick<Caller, 'accountId' | 'region'>, nameOrArn: string): string {
  return nameOrArn.startsWith('arn:') ? nameOrArn : `arn:aws:ssm:${region}:${accountId}:document/${nameOrArn}`;
}

/** Throws InvalidDocument. A region knows only its own documents, whoever owns them. */
export function findDocument({ documents }: FleetContext, nameOrArn: string | undefined, caller: Caller): StoredDocument {
  const document = documents.get(documentArn(caller, nameOrArn ?? ''));
  if (document?.region === caller.region) return document;
  const elsewhere = document === undefined ? '' : ` It is in ${document.region}: ask there.`;
  throw new AwsError('InvalidDocument', `Document ${String(nameOrArn)} does not exist in ${caller.region}.${elsewhere}`);
}

/** Throws InvalidDocumentVersion. Without a version: the default one. */
export function versionOf({ name, versions, defaultVersion }: StoredDocument, asked = '$DEFAULT'): DocumentVersion {
  const named = new Map([['$DEFAULT', defaultVersion], ['$LATEST', versions.length]]);
  const number = named.get(asked) ?? Number(asked);
  const version = versions[number - 1];
  if (version !== undefined) return { number, ...version };
  throw new AwsError('InvalidDocumentVersion', `Document ${name} has no version ${asked}; expected 1 to ${versions.length}, $DEFAULT or $LATEST.`);
}

export function describeVersion(document: StoredDocument, { number, content, createdAtMs }: DocumentVersion): DocumentDescription {
  return {
    Name: document.name,
    Owner: document.accountId,
    CreatedDate: new Date(createdAtMs),
    Status: 'Active',
    DocumentVersion: String(number),
    LatestVersion: String(document.versions.length),
    DefaultVersion: String(document.defaultVersion),
    DocumentType: 'ChangeCalendar',
    DocumentFormat: 'TEXT',
    HashType: 'Sha256',
    Hash: createHash('sha256').update(content).digest('hex'),
  };
}
