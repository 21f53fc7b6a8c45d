import { parseDocument } from 'yaml';

/** What the hub can say of a spoke's parameters. */
export interface SpokeParameters {
  hubAccountId: string;
  hubRegion: string;
  stage: string;
  roleName: string;
  organizationId?: string | undefined;
  /** Empty: commands may go to instances without the tag. */
  optInTagValue: string;
}

interface TemplateParameter {
  Default?: unknown;
}

/** The line that makes or mends a spoke; `template` is the text of services/spoke/template.yml. The ExternalId is never printed. */
export function spokeDeployCommand(template: string, spoke: SpokeParameters): string {
  const known: Readonly<Record<string, string | undefined>> = {
    HubAccountId: spoke.hubAccountId,
    HubRegion: spoke.hubRegion,
    HubBusName: `patchwave-${spoke.stage}`,
    Stage: spoke.stage,
    SpokeRoleName: spoke.roleName,
    OrganizationId: spoke.organizationId,
    SpokeExternalId: '"$PATCHWAVE_SPOKE_EXTERNAL_ID"',
    OptInTagValue: spoke.optInTagValue,
    RoleRegion: spoke.hubRegion,
  };
  const overrides = Object.entries(parametersOf(template)).flatMap(([name, { Default }]) => {
    const value = known[name] ?? (Default === undefined ? `<${name}>` : undefined);
    return value === undefined || value === Default ? [] : [`${name}=${value}`];
  });
  return (
    `aws cloudformation deploy --region ${spoke.hubRegion} --stack-name patchwave-${spoke.stage}-spoke --template-file services/spoke/template.yml ` +
    `--capabilities CAPABILITY_NAMED_IAM --parameter-overrides ${overrides.join(' ')}`
  );
}

function parametersOf(template: string): Record<string, TemplateParameter> {
  // CloudFormation's own tags (!Sub, !Ref) are unknown to the parser, which then takes their content as it stands.
  const { Parameters = {} } = parseDocument(template, { logLevel: 'silent' }).toJS() as { Parameters?: Record<string, TemplateParameter> };
  return Parameters;
}
