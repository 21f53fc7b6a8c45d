const { dataTags, days } = require('../../config/resources/tags.cjs');
const { bucket, bucketName, bucketPolicy, byDataKey, byS3 } = require('./bucket.cjs');
const { replicationOf, replicationRole } = require('./replication.cjs');

function bucketResources(stage) {
  const { runRetentionDays, replicaRegion } = stage.parameters;
  const kept = { days: runRetentionDays, encryption: byDataKey, tags: dataTags(stage, days(runRetentionDays)) };
  const logged = (prefix) => ({ LoggingConfiguration: { DestinationBucketName: { Ref: 'AccessLogBucket' }, LogFilePrefix: `${prefix}/` } });
  return {
    // Plans, slices, findings and reports, each under `runs/<run id>/`.
    RunsBucket: afterLogs(bucket(stage, { name: 'runs', ...kept, ...logged('runs'), ...(replicaRegion ? replicationOf(stage) : {}) })),
    RunsBucketPolicy: bucketPolicy('RunsBucket'),
    ...(replicaRegion ? { ReplicationRole: replicationRole(stage) } : {}),
    // What an instance was like before and after it was patched.
    SnapshotBucket: afterLogs(bucket(stage, { name: 'snapshots', ...kept, ...logged('snapshots') })),
    SnapshotBucketPolicy: bucketPolicy('SnapshotBucket'),
    // Who read and wrote the two above.
    AccessLogBucket: bucket(stage, {
      name: 'access-logs', days: runRetentionDays, encryption: byS3, tags: dataTags(stage, days(runRetentionDays), 'audit'),
    }),
    AccessLogBucketPolicy: bucketPolicy('AccessLogBucket', [accessLogs(stage)]),
  };
}

const afterLogs = (resource) => ({ ...resource, DependsOn: ['AccessLogBucketPolicy'] });

// By name: the buckets refer to the one that keeps their logs, so its policy cannot refer to them.
function accessLogs(stage) {
  return {
    Sid: 'AccessLogs',
    Effect: 'Allow',
    Principal: { Service: 'logging.s3.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: { 'Fn::Sub': '${AccessLogBucket.Arn}/*' },
    Condition: {
      StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
      ArnEquals: {
        'aws:SourceArn': ['runs', 'snapshots'].map((name) => ({
          'Fn::Sub': `arn:\${AWS::Partition}:s3:::${bucketName(stage, name)['Fn::Sub']}`,
        })),
      },
    },
  };
}

module.exports = { bucketResources };
