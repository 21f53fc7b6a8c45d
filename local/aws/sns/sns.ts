import { randomUUID } from 'node:crypto';

import type { Fauxqs } from '#local/aws/sqs/fauxqs.ts';
import type { Backend } from '#local/wire/backend.ts';
import { unmodelledStatus } from '#local/wire/error-status.ts';
import { HUB_ACCOUNT_ID } from '#local/wire/identities.ts';
import { AwsError } from '#local/wire/service.ts';
import type { Answer, WireRequest } from '#local/wire/wire-message.ts';
import { xmlElements } from '#local/wire/xml-text.ts';

import { actOnSubscriptionRedrive } from './subscription-redrive.ts';

/** SNS by fauxqs, for the hub's account only. It delivers to SQS subscriptions. */
export function createSns(fauxqs: Fauxqs): Backend {
  actOnSubscriptionRedrive(fauxqs.snsStore, fauxqs.sqsStore);
  return {
    async answer(request, caller) {
      const form = new URLSearchParams(request.body.toString());
      const operation = form.get('Action') ?? '';
      if (caller.accountId !== HUB_ACCOUNT_ID) {
        const message = `User: ${caller.arn} is not authorized to perform: SNS:${operation}`;
        return refuse(request, new AwsError('AuthorizationError', message));
      }
      const response = await fauxqs.inject(request);
      const errorCode = response.status < 400 ? undefined : (/<Code>([^<]+)/.exec(String(Buffer.from(response.body)))?.[1] ?? 'Unknown');
      return { ...response, operation, resource: form.get('TopicArn') ?? undefined, errorCode };
    },
    refuse,
  };
}

function refuse(request: WireRequest, error: AwsError): Answer {
  const operation = new URLSearchParams(request.body.toString()).get('Action') ?? '';
  const status = error.code === 'AuthorizationError' ? 403 : unmodelledStatus(error.code);
  const fields = xmlElements({ Type: 'Sender', Code: error.code, Message: error.message });
  const body = `<ErrorResponse><Error>${fields}</Error>${xmlElements({ RequestId: randomUUID() })}</ErrorResponse>`;
  return { status, headers: { 'content-type': 'text/xml' }, body, operation, errorCode: error.code };
}
