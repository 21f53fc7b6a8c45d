const { arnOf } = require('../../config/resources/names.cjs');
const { functionRolesOf, operatorArns } = require('../../config/resources/operators.cjs');

const SERVICES = ['planner', 'approval', 'account-fanout', 'instance-patcher', 'compliance-checker', 'reporter'];

// Inside an account whoever may call PutEvents needs no leave of the bus. So the bus itself refuses the sources of this
// stage to everybody but those who own them, administrators included: a denial goes before what any policy allows.
function busSpeakerResources(stage) {
  const { prefix } = stage;
  const statements = {
    // Each may speak under its own name alone: that its role says (config/resources/grants.cjs, `publish`).
    ServicesAlone: refuse(stage, SERVICES.map((name) => `patchwave.${name}`), SERVICES.map((name) => functionRolesOf(stage, name))),
    // What it says of voters counts, because it has their signatures.
    ApiAlone: refuse(stage, ['patchwave.api'], [{ 'Fn::Sub': `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/${prefix}-approval-api` }]),
    // What asks for runs, and for their pause and end.
    OperatorsAlone: refuse(stage, ['patchwave.cli', 'patchwave.schedule', 'patchwave.alarm'], operatorArns(stage)),
  };
  const ids = Object.keys(statements);
  return Object.fromEntries(
    ids.map((id, index) => [
      id,
      {
        Type: 'AWS::Events::EventBusPolicy',
        // One after another: each rewrites the policy of the bus.
        DependsOn: [index === 0 ? 'BusPolicy' : ids[index - 1]],
        Properties: { EventBusName: prefix, StatementId: id, Statement: statements[id] },
      },
    ]),
  );
}

function refuse(stage, sources, unlessBy) {
  return {
    Effect: 'Deny',
    Principal: '*',
    Action: 'events:PutEvents',
    Resource: arnOf.bus(stage),
    Condition: {
      // Any of the ten events of a call: none can hide behind the others.
      'ForAnyValue:StringEquals': { 'events:source': sources },
      ArnNotLike: { 'aws:PrincipalArn': unlessBy },
    },
  };
}

module.exports = { busSpeakerResources };
