import { describeProblem, showFound, type Problem } from '#shared/domain/problem.ts';
import type { FleetSize } from '#local/fleet/plan/fleet-plan.ts';
import { badInput } from '#cli/exit-codes.ts';
import { defaultFleet } from './serve-options.ts';

const fields = ['accounts', 'regions', 'instances', 'seed'] as const;

/**
 * The fleet that the folder holds, or a new one of the size asked for. Throws a bad-input failure where both are given
 * and differ: the folder's runs and commands speak of instances that the other fleet does not have.
 */
export function fleetToServe(folder: string, held: FleetSize | undefined, asked: Partial<FleetSize>): FleetSize {
  if (held === undefined) return { ...defaultFleet, ...asked };
  const problems = fields.flatMap((field) => differing(field, held, asked));
  if (problems.length > 0) throw badInput(`${folder} holds a fleet already.\n${problems.map(describeProblem).join('\n')}\nLeave the option out, name another folder with --data, or delete this one.`);
  return held;
}

function differing(field: (typeof fields)[number], held: FleetSize, asked: Partial<FleetSize>): Problem[] {
  const found = asked[field];
  if (found === undefined || String(found) === String(held[field])) return [];
  return [{ field: `--${field}`, found: showFound(String(found)), expected: `"${String(held[field])}", as the folder has it` }];
}
