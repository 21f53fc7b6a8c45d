import { HUB_ACCOUNT_ID } from '#local/wire/identities.ts';

/** The last segment of a queue's URL, whatever host a client reached it by. */
export function queueNameOf(queueUrl: string): string {
  return queueUrl.slice(queueUrl.lastIndexOf('/') + 1);
}

/** The URL by which fauxqs finds a queue of this region; its hosts resolve nowhere, so no client ever sees it. */
export function innerQueueUrl(queueUrl: string, region: string): string {
  return `http://sqs.${region}.localhost/${HUB_ACCOUNT_ID}/${queueNameOf(queueUrl)}`;
}

/** The URL that clients see: it stays right after a restart on another port only when they ask again. */
export function outerQueueUrl(queueUrl: string, endpoint: string): string {
  return `${endpoint}/${HUB_ACCOUNT_ID}/${queueNameOf(queueUrl)}`;
}
