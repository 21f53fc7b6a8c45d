/** Brings one payload to a queue, function or bus. Rejects when the target refuses; the caller then tries again. */
export type Deliver = (targetArn: string, payload: string, context: DeliveryContext) => Promise<void>;

export interface DeliveryContext {
  eventId: string;
  /** The rule or schedule on whose behalf this is sent. */
  ruleArn: string;
  /** For a FIFO queue, or for fairness on a standard one. */
  messageGroupId?: string;
  /** String attributes of the SQS message; set on what goes to a dead-letter queue. */
  messageAttributes?: Record<string, string>;
  /** Set by Scheduler for a bus: the payload is the detail of a new event. */
  newEvent?: { source: string; detailType: string };
}
