import type { APIGatewayProxyEventV2WithIAMAuthorizer, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** A request to an HTTP API (payload 2.0) whose route asks for an IAM signature. */
export type HttpRequest = APIGatewayProxyEventV2WithIAMAuthorizer;
export type HttpAnswer = APIGatewayProxyStructuredResultV2;

export function jsonAnswer(statusCode: number, body: unknown): HttpAnswer {
  return { statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
