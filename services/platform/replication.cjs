const { keyAlias } = require('../../config/resources/keys.cjs');
const { arnOf } = require('../../config/resources/names.cjs');

// The copy lies in the bucket, and under the key, that services/platform/replica.template.yml makes in the other region.
const replicaBucket = ({ prefix }) => `arn:\${AWS::Partition}:s3:::${prefix}-runs-replica-\${AWS::AccountId}`;
const replicaKeys = ({ parameters }) => `arn:\${AWS::Partition}:kms:${parameters.replicaRegion}:\${AWS::AccountId}`;

function replicationOf(stage) {
  return {
    ReplicationConfiguration: {
      Role: arnOf.of('ReplicationRole'),
      Rules: [
        {
          Id: 'all',
          Priority: 1,
          Status: 'Enabled',
          Filter: { Prefix: '' },
          // A deletion stays in the region where it was made: a mistake must not reach the copy.
          DeleteMarkerReplication: { Status: 'Disabled' },
          SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } },
          Destination: {
            Bucket: { 'Fn::Sub': replicaBucket(stage) },
            EncryptionConfiguration: { ReplicaKmsKeyID: { 'Fn::Sub': `${replicaKeys(stage)}:${keyAlias(stage, 'data')}` } },
          },
        },
      ],
    },
  };
}

function replicationRole(stage) {
  const { prefix } = stage;
  const from = `arn:\${AWS::Partition}:s3:::${prefix}-runs-\${AWS::AccountId}`;
  const allow = (sid, actions, resource, condition) => ({
    Sid: sid, Effect: 'Allow', Action: actions, Resource: resource, ...(condition ? { Condition: condition } : {}),
  });
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: `${prefix}-replication`,
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 's3.amazonaws.com' },
            Action: 'sts:AssumeRole',
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          },
        ],
      },
      Policies: [
        {
          PolicyName: 'replicate',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              allow('Find', ['s3:GetReplicationConfiguration', 's3:ListBucket'], { 'Fn::Sub': from }),
              allow('Read', ['s3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'], { 'Fn::Sub': `${from}/*` }),
              allow('Write', ['s3:ReplicateObject', 's3:ReplicateTags'], { 'Fn::Sub': `${replicaBucket(stage)}/*` }),
              allow('Decrypt', ['kms:Decrypt'], arnOf.of('DataKey'), { StringEquals: { 'kms:ViaService': via(stage.region) } }),
              // The key of the other region is known by its alias only.
              allow('Encrypt', ['kms:Encrypt', 'kms:GenerateDataKey'], { 'Fn::Sub': `${replicaKeys(stage)}:key/*` }, {
                StringEquals: { 'kms:ViaService': via(stage.parameters.replicaRegion) },
                'ForAnyValue:StringEquals': { 'kms:ResourceAliases': keyAlias(stage, 'data') },
              }),
            ],
          },
        },
      ],
    },
  };
}

const via = (region) => ({ 'Fn::Sub': `s3.${region}.\${AWS::URLSuffix}` });

module.exports = { replicationOf, replicationRole };
