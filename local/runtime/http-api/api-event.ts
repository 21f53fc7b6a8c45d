import type { APIGatewayProxyEventV2, APIGatewayProxyEventV2WithIAMAuthorizer } from 'aws-lambda';
import type { Caller } from '#local/wire/service.ts';
import { pathOf, queryOf, type WireRequest } from '#local/wire/wire-message.ts';

import type { HttpRoute } from './routes.ts';

export interface ApiRequest {
  request: WireRequest;
  route: HttpRoute;
  pathParameters: Record<string, string>;
  /** Absent when the request is unsigned and the route allows it. */
  caller: Caller | undefined;
  requestId: string;
  nowMs: number;
}

/** The event that an HTTP API hands to a function, payload format 2.0. */
export function apiEvent(apiRequest: ApiRequest): APIGatewayProxyEventV2 {
  const { request, route, pathParameters } = apiRequest;
  const rawPath = apiPath(request);
  const query = Object.fromEntries(queryOf(request));
  const event: APIGatewayProxyEventV2 = {
    version: '2.0',
    routeKey: route.routeKey,
    rawPath,
    rawQueryString: queryOf(request).toString(),
    headers: request.headers,
    requestContext: requestContext(apiRequest, rawPath),
    isBase64Encoded: false,
  };
  if (Object.keys(query).length > 0) event.queryStringParameters = query;
  if (Object.keys(pathParameters).length > 0) event.pathParameters = pathParameters;
  if (request.body.length > 0) event.body = request.body.toString('utf8');
  return event;
}

/** The path below `/_api/<api id>`. */
export function apiPath(request: WireRequest): string {
  return pathOf(request).replace(/^\/_api\/[^/]+/, '') || '/';
}

function requestContext(
  { request, route, caller, requestId, nowMs }: ApiRequest,
  path: string,
): APIGatewayProxyEventV2['requestContext'] {
  const context = {
    accountId: caller?.accountId ?? 'anonymous',
    apiId: route.apiId,
    domainName: request.headers['host'] ?? '127.0.0.1',
    domainPrefix: route.apiId,
    http: {
      method: request.method,
      path,
      protocol: 'HTTP/1.1',
      sourceIp: '127.0.0.1',
      userAgent: request.headers['user-agent'] ?? '',
    },
    requestId,
    routeKey: route.routeKey,
    stage: '$default',
    time: new Date(nowMs).toISOString(),
    timeEpoch: nowMs,
  };
  return caller === undefined ? context : Object.assign(context, { authorizer: { iam: iamIdentity(caller) } });
}

type IamContext = APIGatewayProxyEventV2WithIAMAuthorizer['requestContext']['authorizer']['iam'];

function iamIdentity({ accountId, arn, accessKeyId }: Caller): IamContext {
  return {
    accessKey: accessKeyId,
    accountId,
    callerId: accessKeyId,
    // The types call these null; the service sends them so as well.
    cognitoIdentity: null,
    principalOrgId: 'o-patchwave01',
    userArn: arn,
    userId: accessKeyId,
  };
}
