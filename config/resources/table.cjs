const { keyAlias } = require('./keys.cjs');
const { logicalId } = require('./names.cjs');
const { retention } = require('./retention.cjs');
const { dataTags } = require('./tags.cjs');

// Items end 90 days after their last write; see expiresAt.
const RETENTION = '90 days after the last write';

// One table per service, one clock per item: the sparse index `due` finds what is due, in shards, keys only.
function tableResources(service) {
  const { dataDeletionPolicy, replicaRegion } = service.parameters ?? {};
  return {
    [logicalId('table')]: {
      ...(replicaRegion ? replicatedTable(service) : table(service)),
      ...retention(dataDeletionPolicy),
    },
  };
}

function table(service) {
  return {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      ...shape(service),
      ...ceiling(service),
      ...protection(service),
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: keyAlias(service, 'data') },
      Tags: dataTags(service, RETENTION),
    },
  };
}

// Each region's copy is encrypted with that region's key of the same alias (services/platform/replica.template.yml).
function replicatedTable(service) {
  const { region, parameters } = service;
  return {
    Type: 'AWS::DynamoDB::GlobalTable',
    Properties: {
      ...shape(service),
      // Replication reads it. DynamoDB keeps a stream for a day.
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      Replicas: [region, parameters.replicaRegion].map((place) => ({
        Region: place,
        ...protection(service),
        SSESpecification: { KMSMasterKeyId: keyAlias(service, 'data') },
        Tags: dataTags(service, RETENTION),
      })),
    },
  };
}

function shape(service) {
  return {
    TableName: `${service.prefix}-${service.name}`,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'dueShard', AttributeType: 'N' },
      { AttributeName: 'dueAt', AttributeType: 'N' },
    ],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'due',
        KeySchema: [
          { AttributeName: 'dueShard', KeyType: 'HASH' },
          { AttributeName: 'dueAt', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
  };
}

function ceiling({ sizes }) {
  const { maxReadUnits, maxWriteUnits } = sizes?.tables ?? {};
  if (maxReadUnits === undefined) return {};
  return { OnDemandThroughput: { MaxReadRequestUnits: maxReadUnits, MaxWriteRequestUnits: maxWriteUnits } };
}

function protection({ parameters }) {
  return {
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    DeletionProtectionEnabled: parameters?.deletionProtection ?? false,
  };
}

module.exports = { tableResources };
