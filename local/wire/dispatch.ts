import type { Backend } from './backend.ts';
import { credentialError } from './credential-errors.ts';
import { recorderFromEnvironment } from './exchange-record.ts';
import type { Identities, Identity } from './identities.ts';
import { readSignatureScope, type SignatureScope } from './signature.ts';
import type { Answer, WireRequest, WireResponse } from './wire-message.ts';
import { answerUnsigned, type PlainRoutes } from './unsigned-requests.ts';

/** One call of any service, as told to the recorder once it was answered. */
export interface RecordedCall {
  /** The function of the runtime that made the call, also through a role it assumed. */
  functionName?: string | undefined;
  /** `unknown` when the access key was refused. */
  callerArn: string;
  /** Signing name. */
  service: string;
  operation: string;
  region: string;
  accountId: string;
  resource?: string | undefined;
  conditionKeys?: Record<string, string[]> | undefined;
  errorCode?: string | undefined;
}

export interface DispatchParts {
  /** By signing name. */
  backends: Record<string, Backend>;
  identities: Identities;
  routes: PlainRoutes;
  onCall?: ((call: RecordedCall) => void) | undefined;
}

export type Dispatch = (request: WireRequest) => Promise<WireResponse>;

/** The one door of the local cloud: whoever comes in, over whichever front, is told apart by the signature alone. */
export function createDispatch(parts: DispatchParts): Dispatch {
  const tell = createTelling(parts.onCall);
  return async (request) => {
    const scope = readSignatureScope(request);
    if (scope === undefined) return answerUnsigned(request, parts.routes);
    const backend = Object.hasOwn(parts.backends, scope.service) ? parts.backends[scope.service] : undefined;
    if (backend === undefined) return noSuchService(scope, Object.keys(parts.backends));
    const recognition = parts.identities.recognise(scope);
    if ('refused' in recognition) {
      const answer = backend.refuse(request, credentialError(scope.service, recognition.refused));
      tell({ scope, identity: { accountId: 'unknown', arn: 'unknown' } }, request, answer);
      return answer;
    }
    const { accountId, arn } = recognition.known;
    const { accessKeyId, region } = scope;
    const answer = await backend.answer(request, { accountId, arn, accessKeyId, region });
    tell({ scope, identity: recognition.known }, request, answer);
    return answer;
  };
}

type Telling = (caller: { scope: SignatureScope; identity: Identity }, request: WireRequest, answer: Answer) => void;

function createTelling(onCall: DispatchParts['onCall']): Telling {
  const recordExchange = recorderFromEnvironment();
  return ({ scope, identity }, request, answer) => {
    recordExchange?.({ service: scope.service, by: identity.functionName ?? identity.arn }, request, answer);
    onCall?.(recordedCall(scope, identity, answer));
  };
}

function recordedCall(scope: SignatureScope, identity: Identity, answer: Answer): RecordedCall {
  return {
    functionName: identity.functionName,
    callerArn: identity.arn,
    service: scope.service,
    operation: answer.operation,
    region: scope.region,
    accountId: identity.accountId,
    resource: answer.resource,
    ...(answer.conditionKeys === undefined ? {} : { conditionKeys: answer.conditionKeys }),
    errorCode: answer.errorCode,
  };
}

// Any JSON SDK reads this as a typed error; the others show its text.
function noSuchService({ service }: SignatureScope, known: string[]): WireResponse {
  const message = `The local cloud has no service "${service}". It serves: ${known.sort().join(', ')}.`;
  return {
    status: 501,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': 'NotImplemented' },
    body: JSON.stringify({ __type: 'NotImplemented', message }),
  };
}
