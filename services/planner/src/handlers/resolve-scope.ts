import { advance } from '#shared/choreography/advance.ts';
import type { RemoteFailure, RemoteResult } from '#shared/domain/remote-failure.ts';
import type { RunDefinition } from '#shared/domain/run-definition.ts';

import type { ResolvingRun } from '../core/run/run-state.ts';
import { resolveAccounts, type Organization } from '../core/scope/resolve-accounts.ts';
import { resolvingFailed } from '../core/scope/resolving-due.ts';
import { chunksOf, scopeOf } from '../core/scope/scope.ts';
import { scopeResolved, type ScopeAnswer } from '../core/scope/scope-resolved.ts';
import type { OrganizationDirectory } from '../effects/organization-directory.ts';
import { runKeyOf } from './planner-aggregates.ts';
import type { PlanningEffects } from './planner-effects.ts';
import { keepScope, readDefinition } from './run-objects.ts';

/** Asks AWS Organizations which accounts the waves mean, and takes the answer, or its absence, into the run. */
export async function resolveScope(effects: PlanningEffects, run: ResolvingRun): Promise<void> {
  const definition = await readDefinition(effects.objects, run.runId);
  const asked = await askOrganization(effects.organization, definition);
  if (!asked.ok) return resolutionFailed(effects, run, asked.failure);
  const answer = await answerOf(effects, { runId: run.runId, definition, organization: asked.value });
  await advance(effects.runs, runKeyOf(run.runId), (state, now) => (state?.phase === 'resolving' ? scopeResolved(state, answer, now) : undefined));
}

async function resolutionFailed(effects: PlanningEffects, { runId, attempts }: ResolvingRun, failure: RemoteFailure): Promise<void> {
  await advance(effects.runs, runKeyOf(runId), (state, now) =>
    state?.phase === 'resolving' ? resolvingFailed(state, { attempt: attempts, failure }, now) : undefined,
  );
}

interface Asked {
  runId: string;
  definition: RunDefinition;
  organization: Organization;
}

async function answerOf({ objects }: PlanningEffects, { runId, definition, organization }: Asked): Promise<ScopeAnswer> {
  const resolved = resolveAccounts(definition, organization);
  if (!resolved.ok) return resolved;
  const scope = await keepScope(objects, runId, scopeOf(runId, definition, resolved.waveAccounts));
  return { ok: true, chunks: chunksOf(scope) };
}

/** Asks for what the definition names and no more: the list of all accounts takes one call for 20 of them. */
async function askOrganization(directory: OrganizationDirectory, { waves }: RunDefinition): Promise<RemoteResult<Organization>> {
  const accounts = waves.some(({ select }) => select.accounts !== undefined) ? await directory.accounts() : nobody;
  if (!accounts.ok) return accounts;
  const units = new Map<string, readonly string[]>();
  for (const unit of new Set(waves.flatMap(({ select }) => select.organizationalUnits ?? []))) {
    const under = await directory.accountsUnder(unit);
    if (!under.ok) return under;
    units.set(unit, under.value);
  }
  return { ok: true, value: { accounts: new Set(accounts.value), units } };
}

const nobody: RemoteResult<readonly string[]> = { ok: true, value: [] };
