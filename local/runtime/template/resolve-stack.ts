import { physicalNames, type PhysicalNames } from './physical-names.ts';
import { type IntrinsicScope, resolveIntrinsics } from './resolve-intrinsics.ts';
import type { Place, Stack, TemplateResource } from './stack.ts';

/** A resource with everything resolved that the local cloud needs to make it. */
export interface ResolvedResource {
  stack: string;
  /** The folder that holds the stack's template and zips. */
  folder: string;
  logicalId: string;
  type: string;
  names: PhysicalNames;
  properties: Record<string, unknown>;
}

/** Resolves every resource of a stack. Resources of other stacks are named by their full names, never by exports. */
export function resolveStack(stack: Stack, place: Place): ResolvedResource[] {
  const scope = scopeOf(stack, place);
  return Object.entries(stack.resources).map(([logicalId, resource]) => ({
    stack: stack.name,
    folder: stack.folder,
    logicalId,
    type: resource.type,
    names: namesOf(stack, place, { logicalId, resource, scope }),
    properties: resolveIntrinsics(resource.properties, scope) as Record<string, unknown>,
  }));
}

function scopeOf(stack: Stack, place: Place): IntrinsicScope {
  const values: Record<string, string> = {
    ...stack.parameters,
    'AWS::AccountId': place.accountId,
    'AWS::Region': place.region,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': `${stack.name}-local`,
  };
  const find = (logicalId: string): PhysicalNames => {
    const resource = stack.resources[logicalId];
    if (resource === undefined) throw new Error(`template of ${stack.name}: "${logicalId}" is referred to but not in it.`);
    return namesOf(stack, place, { logicalId, resource, scope });
  };
  const scope: IntrinsicScope = {
    ref: (logicalId) => values[logicalId] ?? find(logicalId).ref,
    attribute: (logicalId, attribute) => {
      const value = find(logicalId).attributes[attribute];
      if (value !== undefined) return value;
      throw new Error(`template of ${stack.name}: ${logicalId}.${attribute} is an attribute that the local cloud does not know.`);
    },
  };
  return scope;
}

function namesOf(
  stack: Stack,
  place: Place,
  { logicalId, resource, scope }: { logicalId: string; resource: TemplateResource; scope: IntrinsicScope },
): PhysicalNames {
  const named = (property: string): string => {
    const given = resolveIntrinsics(resource.properties[property], scope);
    return typeof given === 'string' ? given : `patchwave-${stack.name}-${logicalId}`;
  };
  return physicalNames(resource, { place, stack, logicalId, named });
}
