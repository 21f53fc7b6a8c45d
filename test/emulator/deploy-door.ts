import { isLacking, type Lack, type TemplateResource } from './lacking.ts';
import type { MiniStack } from './ministack.ts';
import { openDoor, type Door, type DoorRequest } from './http-door.ts';

interface Template {
  Resources: Record<string, TemplateResource>;
}

/** What `serverless deploy` handed over for a stack, and which of it was left out because MiniStack lacks it. */
interface DeployedTemplate {
  stack: string;
  resources: string[];
  leftOut: string[];
}

export interface DeployDoor extends Door {
  templates: DeployedTemplate[];
}

const conditionKey = /^condition key (\S+)$/;
const templatePath = /\/serverless\/(patchwave-[a-z-]+)\/([a-z]+)\/[^/]+\/compiled-cloudformation-template\.json/;

/** The way to MiniStack for `serverless deploy` and every client outside. Templates lose what is on the list on their way. */
export async function openDeployDoor({ port, ca }: MiniStack, lacks: readonly Lack[]): Promise<DeployDoor> {
  const templates: DeployedTemplate[] = [];
  const door = await openDoor({
    to: { port, ca },
    onRequest(request) {
      const [, service, stage] = templatePath.exec(decodeURIComponent(request.path)) ?? [];
      if (request.method !== 'PUT' || service === undefined || stage === undefined) return request;
      const { kept, leftOut, resources } = without(JSON.parse(request.body.toString()) as Template, lacks);
      templates.push({ stack: `${service}-${stage}`, resources, leftOut });
      return withBody(request, Buffer.from(JSON.stringify(kept)));
    },
  });
  return { ...door, templates };
}

function without(template: Template, lacks: readonly Lack[]): { kept: Template; leftOut: string[]; resources: string[] } {
  const resources = Object.keys(template.Resources);
  const kept = Object.fromEntries(Object.entries(template.Resources).filter(([, resource]) => !isLacking(resource, lacks)));
  for (const resource of Object.values(kept)) {
    if (resource.DependsOn !== undefined) resource.DependsOn = [resource.DependsOn].flat().filter((id) => id in kept);
  }
  const Resources = withoutConditions(kept, lacks.flatMap(({ what }) => conditionKey.exec(what)?.[1] ?? []));
  return { kept: { ...template, Resources }, leftOut: resources.filter((id) => !(id in kept)), resources };
}

/** A key of which the emulator knows no value can never be met, so the test of it goes, and the statement stays. */
function withoutConditions<Node>(node: Node, keys: readonly string[]): Node {
  if (typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) return node.map((item: unknown) => withoutConditions(item, keys)) as Node;
  const entries = Object.entries(node).map(([name, value]: [string, unknown]) => [name, name === 'Condition' ? conditionWithout(value, keys) : withoutConditions(value, keys)]);
  return Object.fromEntries(entries) as Node;
}

function conditionWithout(condition: unknown, keys: readonly string[]): unknown {
  // The Condition of a resource is a name, that of a statement an object.
  if (typeof condition !== 'object' || condition === null) return condition;
  const kept = Object.entries(condition).map(([operator, tests]) => [operator, Object.fromEntries(Object.entries(tests as object).filter(([key]) => !keys.includes(key)))] as const);
  return Object.fromEntries(kept.filter(([, tests]) => Object.keys(tests).length > 0));
}

/** The checksums were of the body that came. */
function withBody(request: DoorRequest, body: Buffer): DoorRequest {
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !/checksum|content-md5|content-sha256/.test(name)));
  return { ...request, body, headers };
}
