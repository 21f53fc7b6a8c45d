import * as cloudwatch from '@aws-sdk/client-cloudwatch';
import * as ec2 from '@aws-sdk/client-ec2';
import * as sts from '@aws-sdk/client-sts';

import { decodeForm } from './form-decoding.ts';
import { readServiceSchemas } from './schema-codecs.ts';

function inputOf(clientModule: object, operation: string) {
  return readServiceSchemas(clientModule).operations.get(operation)!.input;
}

describe('a form', () => {
  it('of EC2 has flat lists and capitalised names', () => {
    const form = new URLSearchParams(
      'InstanceId.1=i-1&InstanceId.2=i-2&Filter.1.Name=tag:a&Filter.1.Value.1=x&Filter.1.Value.2=y&DryRun=true&MaxResults=7',
    );
    expect(decodeForm(inputOf(ec2, 'DescribeInstances'), form, 'ec2Query')).toEqual({
      InstanceIds: ['i-1', 'i-2'],
      Filters: [{ Name: 'tag:a', Values: ['x', 'y'] }],
      DryRun: true,
      MaxResults: 7,
    });
  });

  it('keeps list items in the order of their numbers, not of their arrival', () => {
    const form = new URLSearchParams(Array.from({ length: 11 }, (_, i): [string, string] => [`InstanceId.${11 - i}`, `i-${11 - i}`]));
    const { InstanceIds } = decodeForm(inputOf(ec2, 'DescribeInstances'), form, 'ec2Query');
    expect(InstanceIds).toEqual(Array.from({ length: 11 }, (_, i) => `i-${i + 1}`));
  });

  it('of the query protocol has member lists', () => {
    const form = new URLSearchParams(
      'RoleArn=arn&DurationSeconds=900&Tags.member.1.Key=a&Tags.member.1.Value=b&TransitiveTagKeys.member.1=a&Unknown=1',
    );
    expect(decodeForm(inputOf(sts, 'AssumeRole'), form, 'query')).toEqual({
      RoleArn: 'arn',
      DurationSeconds: 900,
      Tags: [{ Key: 'a', Value: 'b' }],
      TransitiveTagKeys: ['a'],
    });
  });

  it('reads times whether they are written out or in seconds', () => {
    const form = new URLSearchParams(
      'MetricData.member.1.Timestamp=2026-01-01T00:00:00Z&MetricData.member.2.Timestamp=1767225600&MetricData.member.1.Value=1.5',
    );
    expect(decodeForm(inputOf(cloudwatch, 'PutMetricData'), form, 'query')).toEqual({
      MetricData: [
        { Timestamp: new Date('2026-01-01T00:00:00Z'), Value: 1.5 },
        { Timestamp: new Date('2026-01-01T00:00:00Z') },
      ],
    });
  });
});
