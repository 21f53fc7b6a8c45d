import type {
  CreateDocumentRequest,
  CreateDocumentResult,
  DeleteDocumentRequest,
  UpdateDocumentDefaultVersionRequest,
  UpdateDocumentDefaultVersionResult,
  UpdateDocumentRequest,
  UpdateDocumentResult,
} from '@aws-sdk/client-ssm';
import { AwsError, type Caller } from '#local/wire/service.ts';
import type { FleetContext } from '../../fleet-context.ts';
import { checkPattern } from '../validation.ts';
import { readICalendar } from './read-icalendar.ts';
import { describeVersion, documentArn, findDocument, type StoredDocument, versionOf } from './stored-document.ts';

const MAX_CONTENT_BYTES = 64 * 1024;

/** Makes a change calendar; no other kind of document can be made here. */
export function createDocument(context: FleetContext, input: CreateDocumentRequest, caller: Caller): CreateDocumentResult {
  const { Name: name = '', Content: content = '', DocumentType, DocumentFormat } = input;
  checkPattern('name', name, /^[a-zA-Z0-9_\-.]{3,128}$/);
  if (DocumentType !== 'ChangeCalendar') {
    throw new AwsError('ValidationException', `DocumentType: found ${String(DocumentType)}, expected ChangeCalendar: other documents cannot be made here.`);
  }
  checkFormat(DocumentFormat);
  checkContent(content);
  const arn = documentArn(caller, name);
  if (context.documents.get(arn) !== undefined) throw new AwsError('DocumentAlreadyExists', `Document ${name} already exists.`);
  const { accountId, region } = caller;
  const document: StoredDocument = { accountId, region, name, versions: [{ content, createdAtMs: context.world.agenda.now() }], defaultVersion: 1 };
  context.documents.set(arn, document);
  return { DocumentDescription: describeVersion(document, versionOf(document)) };
}

/** Adds a version. It has no effect before it is the default one. */
export function updateDocument(context: FleetContext, input: UpdateDocumentRequest, caller: Caller): UpdateDocumentResult {
  const { Content: content = '', DocumentVersion = '$LATEST', DocumentFormat } = input;
  const before = ownDocument(context, input.Name, caller);
  const latest = versionOf(before, '$LATEST');
  if (versionOf(before, DocumentVersion).number !== latest.number) {
    throw new AwsError('InvalidDocumentVersion', `DocumentVersion: found ${DocumentVersion}, expected $LATEST or ${latest.number}: only the newest version can be updated.`);
  }
  checkFormat(DocumentFormat);
  checkContent(content);
  if (content === latest.content) throw new AwsError('DuplicateDocumentContent', 'The content of the document is that of its newest version. Change the content and try again.');
  const document = { ...before, versions: [...before.versions, { content, createdAtMs: context.world.agenda.now() }] };
  context.documents.set(documentArn(caller, document.name), document);
  return { DocumentDescription: describeVersion(document, versionOf(document, '$LATEST')) };
}

export function updateDocumentDefaultVersion(
  context: FleetContext,
  input: UpdateDocumentDefaultVersionRequest,
  caller: Caller,
): UpdateDocumentDefaultVersionResult {
  checkPattern('documentVersion', input.DocumentVersion, /^[1-9][0-9]*$/);
  const before = ownDocument(context, input.Name, caller);
  const { number } = versionOf(before, input.DocumentVersion);
  context.documents.set(documentArn(caller, before.name), { ...before, defaultVersion: number });
  return { Description: { Name: before.name, DefaultVersion: String(number) } };
}

export function deleteDocument(context: FleetContext, input: DeleteDocumentRequest, caller: Caller): object {
  const { name } = ownDocument(context, input.Name, caller);
  context.documents.delete(documentArn(caller, name));
  return {};
}

/** Who shares a document still changes it alone. */
function ownDocument(context: FleetContext, nameOrArn: string | undefined, caller: Caller): StoredDocument {
  const document = findDocument(context, nameOrArn, caller);
  if (document.accountId === caller.accountId) return document;
  throw new AwsError('InvalidDocument', `Document ${String(nameOrArn)} is account ${document.accountId}'s: only that account can change it.`);
}

function checkFormat(format: string | undefined): void {
  if (format === 'TEXT') return;
  // SSM takes a document for JSON when nothing else is said.
  throw new AwsError('ValidationException', `DocumentFormat: found ${format ?? 'nothing, which means JSON'}, expected TEXT: a calendar is plain iCalendar text.`);
}

function checkContent(content: string): void {
  const bytes = Buffer.byteLength(content);
  if (bytes > MAX_CONTENT_BYTES) throw new AwsError('MaxDocumentSizeExceeded', `The content has ${bytes} bytes, at most ${MAX_CONTENT_BYTES} are allowed.`);
  readICalendar(content);
}
