import type { DescribeDocumentRequest, DescribeDocumentResult, GetDocumentRequest, GetDocumentResult } from '@aws-sdk/client-ssm';
import type { Caller } from '#local/wire/service.ts';
import type { FleetContext } from '../../fleet-context.ts';
import { describeVersion, findDocument, versionOf } from './stored-document.ts';

export function getDocument(context: FleetContext, input: GetDocumentRequest, caller: Caller): GetDocumentResult {
  const document = findDocument(context, input.Name, caller);
  const { number, content, createdAtMs } = versionOf(document, input.DocumentVersion);
  return {
    Name: document.name,
    CreatedDate: new Date(createdAtMs),
    DocumentVersion: String(number),
    Status: 'Active',
    Content: content,
    DocumentType: 'ChangeCalendar',
    DocumentFormat: 'TEXT',
  };
}

export function describeDocument(context: FleetContext, input: DescribeDocumentRequest, caller: Caller): DescribeDocumentResult {
  const document = findDocument(context, input.Name, caller);
  return { Document: describeVersion(document, versionOf(document, input.DocumentVersion)) };
}
