import { AwsError } from '#local/wire/service.ts';
import type { CommandRequest } from '../life/command.ts';

interface DocumentParameter {
  required: boolean;
  pattern: RegExp;
  expected: string;
}

type Document = Readonly<Record<string, DocumentParameter>>;

function oneOf(...words: string[]): DocumentParameter {
  return { required: false, pattern: new RegExp(`^(${words.join('|')})$`), expected: words.join(' or ') };
}

const text: DocumentParameter = { required: false, pattern: /^[^]*$/, expected: 'text' };

const runPatchBaseline: Document = {
  Operation: { ...oneOf('Install', 'Scan'), required: true },
  RebootOption: oneOf('RebootIfNeeded', 'NoReboot'),
  SnapshotId: {
    required: false,
    pattern: /^(|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/,
    expected: 'a UUID in small letters',
  },
  AssociationId: text,
  BaselineOverride: text,
  InstallOverrideList: text,
};

const script: Document = {
  commands: { ...text, required: true },
  workingDirectory: text,
  executionTimeout: { required: false, pattern: /^\d{1,6}$/, expected: 'seconds' },
};

/** The documents that the fleet's agents know, with their parameters. */
const documents: ReadonlyMap<string, Document> = new Map([
  ['AWS-RunPatchBaseline', runPatchBaseline],
  [
    'AWS-RunPatchBaselineWithHooks',
    { ...runPatchBaseline, PreInstallHookDocName: text, PostInstallHookDocName: text, OnExitHookDocName: text },
  ],
  ['AWS-RunShellScript', script],
  ['AWS-RunPowerShellScript', script],
]);

/** A document may be named by its ARN, too. */
export function bareDocumentName(nameOrArn: string | undefined): string {
  return (nameOrArn ?? '').replace(/^arn:.*:document\//, '');
}

/** Whether this is one of AWS's own documents, which agents run. */
export function isAgentDocument(nameOrArn: string): boolean {
  return documents.has(bareDocumentName(nameOrArn));
}

export function checkDocument({ documentName, parameters }: CommandRequest): void {
  const document = documents.get(documentName);
  if (document === undefined) {
    throw new AwsError('InvalidDocument', `Document with name ${documentName} does not exist.`);
  }
  for (const [name, values] of Object.entries(parameters)) checkParameter(name, document[name], values);
  const missing = Object.keys(document).find(
    (name) => document[name]?.required === true && (parameters[name]?.length ?? 0) === 0,
  );
  if (missing !== undefined) {
    throw new AwsError('InvalidParameters', `Parameter ${missing} is required by ${documentName}.`);
  }
}

function checkParameter(name: string, allowed: DocumentParameter | undefined, values: readonly string[]): void {
  if (allowed === undefined) {
    throw new AwsError('InvalidParameters', `Parameter ${name} is not defined by the document.`);
  }
  const wrong = values.find((value) => !allowed.pattern.test(value));
  if (wrong !== undefined) {
    throw new AwsError('InvalidParameters', `Parameter ${name} has value "${wrong}", expected ${allowed.expected}.`);
  }
}
