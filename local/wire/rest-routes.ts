import type { OperationModel, ServiceSchemas } from './schema-codecs.ts';
import { pathOf, type WireRequest } from './wire-message.ts';

interface Route {
  operationModel: OperationModel;
  method: string;
  pattern: RegExp;
}

const routesByModel = new WeakMap<ServiceSchemas, Route[]>();

/** Finds the operation whose method and path pattern fit, and the path's labels, decoded. */
export function matchRoute(
  request: WireRequest,
  model: ServiceSchemas,
): { operationModel: OperationModel; labels: Record<string, string> } | undefined {
  const path = pathOf(request);
  for (const { operationModel, method, pattern } of routesOf(model)) {
    const match = method === request.method ? pattern.exec(path) : null;
    if (match === null) continue;
    const labels = Object.entries(match.groups ?? {}).map(([name, text]) => [name, decodeURIComponent(text)]);
    return { operationModel, labels: Object.fromEntries(labels) as Record<string, string> };
  }
  return undefined;
}

function routesOf(model: ServiceSchemas): Route[] {
  const known = routesByModel.get(model);
  if (known !== undefined) return known;
  const routes: Route[] = [];
  for (const operationModel of model.operations.values()) {
    if (operationModel.http === undefined) continue;
    const [method, path] = operationModel.http;
    routes.push({ operationModel, method, pattern: compile(path) });
  }
  routesByModel.set(model, routes);
  return routes;
}

function compile(path: string): RegExp {
  const [bare = ''] = path.split('?');
  // `{Key+}` is a greedy label: it may span slashes.
  const source = bare.replace(/\{(\w+)(\+?)\}/g, (_, name: string, greedy: string) =>
    greedy === '' ? `(?<${name}>[^/]+)` : `(?<${name}>.+)`,
  );
  return new RegExp(`^${source}/?$`);
}
