import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { spokeDeployCommand } from './spoke-deploy-command.ts';

const spoke = { hubAccountId: '000000000000', hubRegion: 'eu-west-1', stage: 'staging', roleName: 'PatchExecRole-staging', organizationId: 'o-a1b2c3d4e5', optInTagValue: '' };

it('names what has no default or another one, and never the ExternalId', () => {
  const template = [
    'Parameters:',
    '  HubAccountId: { Type: String }',
    '  HubRegion: { Type: String, Default: us-east-1 }',
    '  SpokeRoleName: { Type: String, Default: PatchExecRole-staging }',
    '  SpokeExternalId: { Type: String, NoEcho: true }',
    '  OptInTagValue: { Type: String, Default: managed }',
    '  Another: { Type: String }',
    'Resources:',
    '  Role: { Arn: !Sub "${HubAccountId}" }',
  ].join('\n');

  expect(spokeDeployCommand(template, spoke)).toBe(
    'aws cloudformation deploy --region eu-west-1 --stack-name patchwave-staging-spoke --template-file services/spoke/template.yml ' +
      '--capabilities CAPABILITY_NAMED_IAM --parameter-overrides HubAccountId=000000000000 HubRegion=eu-west-1 SpokeExternalId="$PATCHWAVE_SPOKE_EXTERNAL_ID" OptInTagValue= Another=<Another>',
  );
});

it('knows every parameter that the real template needs', () => {
  const template = readFileSync(resolve(__dirname, '..', '..', 'services', 'spoke', 'template.yml'), 'utf8');

  expect(spokeDeployCommand(template, spoke)).not.toContain('<');
});
