import type { Deliver } from './deliver.ts';
import type { ExhaustedDelivery } from './deliver-with-retry.ts';

/** What was lost for good: AWS drops it in silence, the local cloud tells whoever listens. */
export interface LostDelivery {
  eventId: string;
  ruleArn: string;
  targetArn: string;
  errorCode: string;
  errorMessage: string;
}

export interface DeadLetter {
  eventId: string;
  ruleArn: string;
  targetArn: string;
  body: string;
  queueArn: string | undefined;
  exhausted: ExhaustedDelivery;
  /** Attributes of this kind of sender, such as RULE_ARN. */
  attributes: Record<string, string>;
}

export interface DeadLetterOffice {
  deliver: Deliver;
  onLost: (lost: LostDelivery) => void;
}

/** Puts what could not be delivered into the dead-letter queue, with the message attributes AWS adds. */
export async function buryDeadLetter(letter: DeadLetter, office: DeadLetterOffice): Promise<void> {
  const { eventId, ruleArn, targetArn, exhausted, queueArn } = letter;
  const lost = { eventId, ruleArn, targetArn, errorCode: exhausted.errorCode, errorMessage: exhausted.errorMessage };
  if (queueArn === undefined) {
    office.onLost(lost);
    return;
  }
  const messageAttributes = { ...letter.attributes, ...attributesOf(exhausted), TARGET_ARN: targetArn };
  try {
    await office.deliver(queueArn, letter.body, { eventId, ruleArn, messageAttributes });
  } catch (error) {
    office.onLost({ ...lost, errorMessage: `${lost.errorMessage}; its dead-letter queue ${queueArn} refused it too: ${String(error)}` });
  }
}

function attributesOf(exhausted: ExhaustedDelivery): Record<string, string> {
  return {
    ERROR_CODE: exhausted.errorCode,
    ERROR_MESSAGE: exhausted.errorMessage,
    RETRY_ATTEMPTS: String(exhausted.retryAttempts),
    ...(exhausted.exhaustedBy && { EXHAUSTED_RETRY_CONDITION: exhausted.exhaustedBy }),
  };
}
