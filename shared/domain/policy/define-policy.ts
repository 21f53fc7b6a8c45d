import type { PatchOptions, Quota } from '../../events/scalars.ts';
import { platforms } from '../inventory.ts';
import { concurrencyBounds, errorBounds, parseQuota } from '../quota.ts';
import type { RunDefinition, Selection, WaveDefinition } from '../run-definition.ts';
import { accountsNamed } from './accounts-named.ts';
import { defaults } from './defaults.ts';
import { defineRunRules, defineWaveRules } from './define-rules.ts';
import type { PolicyDocument, PolicyPatch, PolicyWave } from './policy-document.ts';

/** Fills in every default: a wave's own word goes before the policy's, the policy's before ours. */
export function definePolicy(policy: PolicyDocument): RunDefinition {
  return {
    policyName: policy.name,
    kind: 'policy',
    waves: policy.waves.map((wave) => defineWave(policy, wave)),
    approval: defineApproval(policy.approval ?? {}),
    runTimeoutMinutes: policy.runTimeoutMinutes ?? defaults.runTimeoutMinutes,
    wavePauseSeconds: policy.wavePauseSeconds ?? 0,
    ...defineRunRules(policy),
  };
}

function defineApproval(approval: NonNullable<PolicyDocument['approval']>): RunDefinition['approval'] {
  return {
    required: approval.required ?? true,
    quorum: approval.quorum ?? defaults.quorum,
    approvers: approval.approvers ?? [],
    expiresAfterMinutes: approval.expiresAfterMinutes ?? defaults.expiresAfterMinutes,
    validForMinutes: approval.validForMinutes ?? defaults.validForMinutes,
  };
}

function defineWave(policy: PolicyDocument, wave: PolicyWave): WaveDefinition {
  const selected = select(policy.targets, wave);
  return {
    name: wave.name,
    dependsOn: wave.dependsOn ?? [],
    bakeSeconds: (wave.bakeMinutes ?? defaults.bakeMinutes) * 60,
    select: selected,
    options: patchOptionsOf({ ...policy.patch, ...wave.patch }),
    ...limitsOf(wave),
    maxConcurrentAccounts: wave.maxConcurrentAccounts ?? usualAccounts(selected),
    ...defineWaveRules(policy, wave),
  };
}

/** A default must not be more than there is: that would be refused as if somebody had asked for it. */
function usualAccounts(selected: Selection): number {
  return Math.min(defaults.maxConcurrentAccounts, Math.max(1, accountsNamed(selected) ?? Infinity));
}

function select(targets: PolicyDocument['targets'], wave: PolicyWave): Selection {
  return {
    ...scopeOf(wave.accounts === undefined && wave.organizationalUnits === undefined ? targets : wave),
    regions: wave.regions ?? targets.regions ?? [],
    tags: { ...targets.tags, ...wave.tags },
    platforms: wave.platforms ?? targets.platforms ?? [...platforms],
    ...exclusions(targets.exclude ?? {}),
  };
}

function scopeOf({ accounts, organizationalUnits }: Pick<PolicyWave, 'accounts' | 'organizationalUnits'>) {
  return {
    ...(accounts === undefined ? {} : { accounts }),
    ...(organizationalUnits === undefined ? {} : { organizationalUnits }),
  };
}

function exclusions(exclude: NonNullable<PolicyDocument['targets']['exclude']>) {
  return {
    excludeAccounts: exclude.accounts ?? [],
    excludeInstances: exclude.instances ?? [],
    excludeTags: exclude.tags ?? {},
  };
}

export function patchOptionsOf(patch: PolicyPatch): PatchOptions {
  return {
    operation: patch.operation ?? defaults.operation,
    rebootOption: patch.rebootOption ?? defaults.rebootOption,
    deliveryTimeoutSeconds: (patch.deliveryTimeoutMinutes ?? defaults.deliveryTimeoutMinutes) * 60,
  };
}

interface Limits {
  maxConcurrency?: string | number | undefined;
  maxErrors?: string | number | undefined;
}

export function limitsOf(limits: Limits): { maxConcurrency: Quota; maxErrors: Quota } {
  return {
    maxConcurrency: parseQuota(limits.maxConcurrency ?? defaults.maxConcurrency, concurrencyBounds) ?? { number: 1 },
    maxErrors: parseQuota(limits.maxErrors ?? defaults.maxErrors, errorBounds) ?? { number: 0 },
  };
}
