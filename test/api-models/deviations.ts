import type { Finding } from './judgement.ts';

/** Where we know better than the model, or as well. An entry that nothing deviates by any more fails. */
export interface Deviation {
  side: Finding['side'];
  /** Without it: any service, any operation, any member. */
  service?: string;
  operation?: string;
  member?: string;
  /** How the fault begins. */
  fault: string;
  why: string;
}

const NOT_LISTED = 'AWS answers this too, but its model lists for no operation what any may answer';
const NO_ERRORS = "EC2's model lists no errors at all; the code is of EC2's own list of client errors";
const EMPTY = 'AWS sends an empty text until there is something to say, as the examples and the words of its API reference show';
const DECREASES = 'AWS sends 0, though its model says that this number begins at 1';
const JS_SPELLING = "The SDK for JavaScript writes a bucket's path so; S3 takes both for the same";

/** How each service refuses a key that it does not know. */
const REFUSALS: Record<string, string> = {
  sts: 'InvalidClientTokenId', sns: 'InvalidClientTokenId', sqs: 'InvalidClientTokenId', monitoring: 'InvalidClientTokenId',
  ssm: 'UnrecognizedClientException', organizations: 'UnrecognizedClientException', events: 'UnrecognizedClientException',
  scheduler: 'UnrecognizedClientException', dynamodb: 'UnrecognizedClientException', s3: 'InvalidAccessKeyId', ec2: 'AuthFailure',
};

const unlisted = (service: string, code: string, why = NOT_LISTED): Deviation => ({ side: 'reply', service, member: '(code)', fault: `${code} is no error`, why });
const empty = (member: string): Deviation => ({ side: 'reply', service: 'ssm', member, fault: 'does not match', why: EMPTY });

export const deviations: readonly Deviation[] = [
  ...Object.entries(REFUSALS).map(([service, code]) => unlisted(service, code)),
  unlisted('sts', 'AccessDenied'),
  unlisted('ssm', 'ThrottlingException'),
  unlisted('ssm', 'UnauthorizedOperation', "A suite of tests lets every call fail by EC2's word for it, whichever service it is"),
  unlisted('ec2', 'InvalidInstanceID.NotFound', NO_ERRORS),
  unlisted('dynamodb', 'ValidationException'),
  unlisted('sqs', 'InvalidParameterValue'),
  unlisted('s3', 'PreconditionFailed'),
  unlisted('s3', '404', 'The answer to a HEAD has no body to name the code in'),
  ...['Command.DocumentVersion', 'Commands[].DocumentVersion', 'CommandInvocations[].DocumentVersion', 'DocumentVersion'].map(empty),
  ...['ExecutionStartDateTime', 'ExecutionEndDateTime'].map(empty),
  ...['TableDescription', 'Table'].flatMap((table): Deviation[] =>
    ['', '.GlobalSecondaryIndexes[]'].map((index) => ({
      side: 'reply', service: 'dynamodb', member: `${table}${index}.ProvisionedThroughput.NumberOfDecreasesToday`, fault: 'invalid range', why: DECREASES,
    })),
  ),
  ...['message', 'Message'].map((member): Deviation => ({ side: 'reply', member, fault: 'is not in AWS', why: 'SDKs differ in which of the two they read of an error, so both are sent' })),
  { side: 'request', service: 's3', member: 'query.x-id', fault: 'is sent, and AWS', why: 'The SDK for JavaScript names the operation in the URL; S3 passes over it' },
  { side: 'request', service: 's3', operation: 'CreateBucket', member: 'path', fault: 'is sent otherwise', why: JS_SPELLING },
  { side: 'request', service: 's3', operation: 'ListObjectsV2', member: 'path', fault: 'is sent otherwise', why: JS_SPELLING },
];

export function isMeant(finding: Finding, deviation: Deviation): boolean {
  const { side, service = finding.service, operation = finding.operation, member = finding.member, fault } = deviation;
  return side === finding.side && service === finding.service && operation === finding.operation && member === finding.member && finding.fault.startsWith(fault);
}
