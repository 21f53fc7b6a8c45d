const { alarm, metric } = require('../../config/resources/alarm.cjs');
const { arnOf } = require('../../config/resources/names.cjs');
const { dataTags, days } = require('../../config/resources/tags.cjs');
const { bucket, bucketPolicy, byDataKeyAlone } = require('./bucket.cjs');

const DENIED = 5;

// Who called what in the hub's account, in every region, with proof that no file was changed. Refusals are counted too.
function trailResources(stage) {
  if (!stage.parameters.trail) return {};
  const { prefix, parameters } = stage;
  const retention = days(parameters.runRetentionDays);
  return {
    TrailBucket: bucket(stage, { name: 'trail', days: parameters.runRetentionDays, encryption: byDataKeyAlone, tags: dataTags(stage, retention, 'audit') }),
    TrailBucketPolicy: bucketPolicy('TrailBucket', trailWrites(stage)),
    TrailLogGroup: {
      Type: 'AWS::Logs::LogGroup',
      Properties: {
        LogGroupName: `/${prefix}/trail`,
        RetentionInDays: parameters.logRetentionDays,
        KmsKeyId: arnOf.of('DataKey'),
        Tags: dataTags(stage, days(parameters.logRetentionDays), 'audit'),
      },
    },
    TrailLogRole: trailLogRole(prefix),
    Trail: {
      Type: 'AWS::CloudTrail::Trail',
      DependsOn: ['TrailBucketPolicy'],
      Properties: {
        TrailName: prefix,
        IsLogging: true,
        IsMultiRegionTrail: true,
        IncludeGlobalServiceEvents: true,
        EnableLogFileValidation: true,
        S3BucketName: { Ref: 'TrailBucket' },
        KMSKeyId: arnOf.of('DataKey'),
        CloudWatchLogsLogGroupArn: arnOf.of('TrailLogGroup'),
        CloudWatchLogsRoleArn: arnOf.of('TrailLogRole'),
        // Plans and reports are evidence: who wrote them is written down as well.
        EventSelectors: [
          {
            IncludeManagementEvents: true,
            ReadWriteType: 'All',
            DataResources: [{ Type: 'AWS::S3::Object', Values: [{ 'Fn::Sub': '${RunsBucket.Arn}/' }] }],
          },
        ],
        Tags: dataTags(stage, retention, 'audit'),
      },
    },
    DeniedCalls: {
      Type: 'AWS::Logs::MetricFilter',
      Properties: {
        LogGroupName: { Ref: 'TrailLogGroup' },
        // Of this stage's roles, whatever they asked for; and of anybody who wanted to put events on the bus.
        FilterPattern:
          `{ ($.errorCode = "*AccessDenied*" || $.errorCode = "*Unauthorized*") && ` +
          `($.userIdentity.sessionContext.sessionIssuer.userName = "${prefix}-*" || $.eventSource = "events.amazonaws.com") }`,
        MetricTransformations: [{ MetricNamespace: `Patchwave/${stage.stage}`, MetricName: 'DeniedCalls', MetricValue: '1', DefaultValue: 0 }],
      },
    },
    DeniedCallsAlarm: alarm(stage, {
      name: 'denied-calls',
      text: `AWS denied ${DENIED} calls or more within a quarter of an hour: to this stage's roles, or to somebody who puts events.`,
      runbook: 'alarm-security',
      ...metric(`Patchwave/${stage.stage}`, 'DeniedCalls', {}, { minutes: 15 }),
      Threshold: DENIED,
    }),
  };
}

function trailWrites({ prefix }) {
  const principal = { Service: 'cloudtrail.amazonaws.com' };
  const byTrail = {
    'aws:SourceArn': { 'Fn::Sub': `arn:\${AWS::Partition}:cloudtrail:\${AWS::Region}:\${AWS::AccountId}:trail/${prefix}` },
  };
  return [
    { Sid: 'TrailLooks', Effect: 'Allow', Principal: principal, Action: 's3:GetBucketAcl', Resource: arnOf.of('TrailBucket'), Condition: { StringEquals: byTrail } },
    {
      Sid: 'TrailWrites',
      Effect: 'Allow',
      Principal: principal,
      Action: 's3:PutObject',
      Resource: { 'Fn::Sub': '${TrailBucket.Arn}/AWSLogs/${AWS::AccountId}/*' },
      Condition: { StringEquals: { ...byTrail, 's3:x-amz-acl': 'bucket-owner-full-control' } },
    },
  ];
}

function trailLogRole(prefix) {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: `${prefix}-trail-log`,
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'cloudtrail.amazonaws.com' },
            Action: 'sts:AssumeRole',
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          },
        ],
      },
      Policies: [
        {
          PolicyName: 'log',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Sid: 'Log',
                Effect: 'Allow',
                Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
                Resource: { 'Fn::Sub': `arn:\${AWS::Partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:/${prefix}/trail:log-stream:*` },
              },
            ],
          },
        },
      ],
    },
  };
}

module.exports = { trailResources };
