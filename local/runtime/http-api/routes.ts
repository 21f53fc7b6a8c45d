import type { ResolvedResource } from '../template/resolve-stack.ts';

/** One route of an HTTP API: `POST /runs/{runId}/waves/{wave}/votes` to a function. */
export interface HttpRoute {
  /** The id of the API, which here is its service's name. */
  apiId: string;
  routeKey: string;
  method: string;
  segments: string[];
  functionArn: string;
  /** With an IAM authorizer only signed requests come through. */
  needsSignature: boolean;
}

export function httpRoutes(resources: readonly ResolvedResource[]): HttpRoute[] {
  const integrations = new Map(
    resources
      .filter((resource) => resource.type === 'AWS::ApiGatewayV2::Integration')
      .map((resource) => [resource.names.ref, String(resource.properties['IntegrationUri'])]),
  );
  return resources.filter((resource) => resource.type === 'AWS::ApiGatewayV2::Route').map((route) => httpRoute(route, integrations));
}

function httpRoute({ properties, logicalId }: ResolvedResource, integrations: Map<string, string>): HttpRoute {
  const routeKey = String(properties['RouteKey']);
  const [method = '', path = ''] = routeKey.split(' ');
  const integration = String(properties['Target']).replace(/^integrations\//, '');
  const functionArn = integrations.get(integration);
  if (functionArn === undefined) throw new Error(`${logicalId}: its target ${integration} is no integration of this template.`);
  return {
    apiId: String(properties['ApiId']),
    routeKey,
    method,
    segments: segmentsOf(path),
    functionArn,
    needsSignature: properties['AuthorizationType'] === 'AWS_IAM',
  };
}

export function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

/** The route that serves the request, with its path parameters decoded; a literal segment goes before a parameter. */
export function findRoute(
  routes: readonly HttpRoute[],
  { apiId, method, segments }: Pick<HttpRoute, 'apiId' | 'method' | 'segments'>,
): { route: HttpRoute; pathParameters: Record<string, string> } | undefined {
  const fitting = routes.filter((route) => route.apiId === apiId && ['ANY', method].includes(route.method) && fits(route.segments, segments));
  const [route] = fitting.sort((a, b) => parameterCount(a) - parameterCount(b));
  if (!route) return undefined;
  const pathParameters: Record<string, string> = {};
  route.segments.forEach((segment, index) => {
    if (isParameter(segment)) pathParameters[segment.slice(1, -1)] = decodeURIComponent(segments[index] ?? '');
  });
  return { route, pathParameters };
}

function fits(pattern: readonly string[], segments: readonly string[]): boolean {
  return pattern.length === segments.length && pattern.every((segment, index) => isParameter(segment) || segment === segments[index]);
}

function isParameter(segment: string): boolean {
  return segment.startsWith('{') && segment.endsWith('}');
}

function parameterCount(route: HttpRoute): number {
  return route.segments.filter(isParameter).length;
}
