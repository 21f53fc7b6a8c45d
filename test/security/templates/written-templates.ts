import { readFileSync } from 'node:fs';

import { parse } from 'yaml';

import { SHORT_FORMS } from '#local/runtime/template/short-forms.ts';

import type { DeployedResource } from './deployed-stage.ts';
import type { PrintedTemplate, Stage } from './printed-templates.ts';

/** The template of a patched account, whole: with its parameters and conditions. */
export const spokeTemplate = (): PrintedTemplate => writtenTemplate('services/spoke/template.yml');

/** The template of what a stage with a replica needs in the other region. */
export const replicaTemplate = (): PrintedTemplate => writtenTemplate('services/platform/replica.template.yml');

function writtenTemplate(file: string): PrintedTemplate {
  return parse(readFileSync(file, 'utf8'), { customTags: SHORT_FORMS }) as PrintedTemplate;
}

/** The parameters that the StackSet gives, as the hub's functions would have to know them for the two to fit. */
export function spokeParametersOf(hub: readonly DeployedResource[], stage: Stage): Record<string, string> {
  const environments = hub.filter(({ type }) => type === 'AWS::Lambda::Function').map(({ properties }) => environmentOf(properties));
  const assuming = environments.find(({ SPOKE_ROLE_NAME }) => SPOKE_ROLE_NAME !== undefined) ?? {};
  return {
    HubAccountId: '000000000000',
    HubRegion: 'us-east-1',
    HubBusName: `patchwave-${stage}`,
    SpokeRoleName: assuming['SPOKE_ROLE_NAME'] ?? '',
    SpokeExternalId: assuming['SPOKE_EXTERNAL_ID'] ?? '',
    RoleRegion: 'us-east-1',
    OrganizationId: 'o-patchwave01',
    OptInTagValue: stage === 'dev' ? '' : 'managed',
  };
}

function environmentOf(properties: Record<string, unknown>): Record<string, string> {
  return (properties['Environment'] as { Variables?: Record<string, string> } | undefined)?.Variables ?? {};
}
