import { deployedStages, HUB, type DeployedResource } from '#test/security/templates/deployed-stage.ts';
import { printedTemplates, STAGES, type Stage } from '#test/security/templates/printed-templates.ts';
import { spokeTemplate } from '#test/security/templates/written-templates.ts';
import { clashesOf, identitiesOf, type Identity } from './identities.ts';

let deployed: DeployedResource[];
let exported: Identity[];
beforeAll(async () => {
  deployed = await deployedStages();
  exported = [];
  for (const stage of STAGES) exported.push(...(await exportsOf(stage)));
}, 180_000);

async function exportsOf(stage: Stage): Promise<Identity[]> {
  return Object.entries(await printedTemplates(stage)).flatMap(([stack, template]) => {
    const { Outputs = {} } = template as { Outputs?: Record<string, { Export?: { Name: unknown } }> };
    return Object.values(Outputs).flatMap(({ Export }) => (Export ? [{ stage, stack, name: JSON.stringify(Export.Name) }] : []));
  });
}

const isSpoke = ({ stack }: DeployedResource) => stack === 'spoke';
const isReplica = ({ stack }: DeployedResource) => stack === 'replica';
const hubs = () => deployed.filter((resource) => !isSpoke(resource) && !isReplica(resource));

describe('three stages in one account and region', () => {
  it('give nothing the same name', () => {
    const identities = identitiesOf(hubs());
    process.stderr.write(`side by side: ${identities.length} names of ${STAGES.length} stages compared\n`);
    expect({ clashes: clashesOf(identities), enough: identities.length > 300 }).toEqual({ clashes: [], enough: true });
  });

  it('export nothing under the same name', () => {
    process.stderr.write(`side by side: ${exported.length} exports compared\n`);
    expect({ clashes: clashesOf(exported), enough: exported.length >= 3 * 7 }).toEqual({ clashes: [], enough: true });
  });

  it('have the account in the name of each bucket, since another account may have a hub too', () => {
    const buckets = identitiesOf(hubs()).filter(({ name }) => name.startsWith('AWS::S3::Bucket'));
    expect({ nameless: buckets.filter(({ name }) => !name.endsWith(`-${HUB.accountId}`)), enough: buckets.length >= 9 }).toEqual({ nameless: [], enough: true });
  });
});

describe('the spokes of several stages in one account', () => {
  it('have names of their own; dev, which has the role of prod, has to be given another', () => {
    const identities = identitiesOf(deployed.filter(isSpoke));
    process.stderr.write(`side by side: ${identities.length} names of spokes compared\n`);
    expect({ clashes: clashesOf(identities), all: identities.length }).toEqual({
      clashes: ['AWS::IAM::Role PatchExecRole: dev spoke, prod spoke', 'AWS::IAM::Role PatchExecRole-forward: dev spoke, prod spoke'],
      all: 3 * 4,
    });
    const roles = Object.values(spokeTemplate().Resources).filter(({ Type }) => Type === 'AWS::IAM::Role');
    expect(roles.map(({ Properties }) => Properties?.['RoleName'])).toEqual([{ Ref: 'SpokeRoleName' }, { 'Fn::Sub': '${SpokeRoleName}-forward' }]);
  });

  it('fit into the account of the hub itself, which may be patched too', () => {
    const identities = identitiesOf(deployed.filter((resource) => resource.stage !== 'dev' && !isReplica(resource)));
    expect({ clashes: clashesOf(identities), enough: identities.length > 200 }).toEqual({ clashes: [], enough: true });
  });
});

describe('the replica of a stage', () => {
  it('shares no name with its hub that is known beyond a region', () => {
    const global = /^AWS::(S3::Bucket|IAM::|CloudWatch::Dashboard)/;
    const identities = identitiesOf(deployed.filter((resource) => !isSpoke(resource))).filter(({ name }) => global.test(name));
    expect({ clashes: clashesOf(identities), replica: identities.filter(({ stack }) => stack === 'replica').length }).toEqual({ clashes: [], replica: 2 });
  });
});
