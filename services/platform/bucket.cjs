const { arnOf } = require('../../config/resources/names.cjs');
const { retention } = require('../../config/resources/retention.cjs');

// How every bucket is: private, owned by the account, versioned, its objects ended by age.
function bucket(stage, { name, days, encryption, tags, ...properties }) {
  const { dataDeletionPolicy } = stage.parameters;
  return {
    Type: 'AWS::S3::Bucket',
    ...retention(dataDeletionPolicy),
    Properties: {
      BucketName: bucketName(stage, name),
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
      BucketEncryption: { ServerSideEncryptionConfiguration: [encryption] },
      VersioningConfiguration: { Status: 'Enabled' },
      LifecycleConfiguration: {
        Rules: [
          {
            Id: 'expire',
            Status: 'Enabled',
            ExpirationInDays: days,
            NoncurrentVersionExpiration: { NoncurrentDays: 30 },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
          },
        ],
      },
      Tags: tags,
      ...properties,
    },
  };
}

const bucketName = ({ prefix }, name) => ({ 'Fn::Sub': `${prefix}-${name}-\${AWS::AccountId}` });

const byDataKeyAlone = { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: arnOf.of('DataKey') } };
// With a bucket key KMS is asked once a while, not once an object. CloudTrail would need kms:Decrypt for it.
const byDataKey = { ...byDataKeyAlone, BucketKeyEnabled: true };
// For server access logs AWS takes no other.
const byS3 = { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } };

function bucketPolicy(bucketId, statements = []) {
  return {
    Type: 'AWS::S3::BucketPolicy',
    Properties: {
      Bucket: { Ref: bucketId },
      PolicyDocument: { Version: '2012-10-17', Statement: [tlsOnly(bucketId), ...statements] },
    },
  };
}

function tlsOnly(bucketId) {
  return {
    Sid: 'TlsOnly',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [arnOf.of(bucketId), { 'Fn::Sub': `\${${bucketId}.Arn}/*` }],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}

module.exports = { bucket, bucketName, bucketPolicy, byDataKey, byDataKeyAlone, byS3 };
