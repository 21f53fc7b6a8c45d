// A stage's two keys are made by services/platform. Others name them by alias where AWS takes one. Log groups and the
// policies of roles need the key's ARN: CloudFormation reads it from the parameter that platform leaves.
const keyAlias = ({ prefix }, key) => `alias/${prefix}-${key}`;
const keyParameter = ({ prefix }, key) => `/${prefix}/keys/${key}`;
const keyArn = (stage, key) => `{{resolve:ssm:${keyParameter(stage, key)}}}`;

// Only by way of the service that keeps the data: nobody can decrypt by calling KMS itself.
const useKey = (stage, { sid, key, actions, by }) => ({
  Sid: sid,
  Effect: 'Allow',
  Action: actions,
  Resource: keyArn(stage, key),
  Condition: { StringEquals: { 'kms:ViaService': { 'Fn::Sub': `${by}.\${AWS::Region}.\${AWS::URLSuffix}` } } },
});

// Who sends to an encrypted queue makes data keys, and reads those it made before.
const SEND = ['kms:GenerateDataKey', 'kms:Decrypt'];

module.exports = { keyAlias, keyParameter, keyArn, useKey, SEND };
