import type { DeployedResource } from '../templates/deployed-stage.ts';

/** What a rule says of one subject. Without a fault it is as it should be. */
export interface Judged {
  /** `prod planner ControlQueue`. */
  subject: string;
  /** What was found instead of what is expected. */
  fault?: string;
}

export interface PolicyRule {
  /** What is counted, in the plural: `queues`. */
  subjects: string;
  /** Completes "12 queues, 12 ...". */
  demand: string;
  /** Of one stage. A rule that finds no subject in any stage examines nothing, and that is a fault of its own. */
  judge: (stage: readonly DeployedResource[]) => Judged[];
}

export function label({ stage, stack, logicalId }: DeployedResource): string {
  return `${stage} ${stack} ${logicalId}`;
}

export function ofType(resources: readonly DeployedResource[], ...types: string[]): DeployedResource[] {
  return resources.filter(({ type }) => types.includes(type));
}

/** A rule over each resource of some types, alone. */
export function eachOf(types: readonly string[], fault: (resource: DeployedResource) => string | undefined): PolicyRule['judge'] {
  return (stage) => ofType(stage, ...types).map((resource) => judged(label(resource), fault(resource)));
}

export function judged(subject: string, fault: string | undefined): Judged {
  return fault === undefined ? { subject } : { subject, fault };
}

/** Reads a member at any depth; undefined where the way ends. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown> | undefined | null)?.[key], value);
}

export function listOf(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** For a message: what stands there, or that nothing does. */
export function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
