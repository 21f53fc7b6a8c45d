import * as cloudwatch from '@aws-sdk/client-cloudwatch';
import * as ec2 from '@aws-sdk/client-ec2';
import * as scheduler from '@aws-sdk/client-scheduler';
import * as ssm from '@aws-sdk/client-ssm';

import { readCbor, readJson, readServiceSchemas, writeCbor, writeJson, writeXmlMembers } from './schema-codecs.ts';

// The SDK promises none of this: when a release moves it, these say so before anything else does.
describe('the schemas and codecs that the SDK does not document', () => {
  const { operations, errors } = readServiceSchemas(ssm);

  it('name every operation and its errors', () => {
    expect(operations.get('SendCommand')?.name).toBe('SendCommand');
    expect(operations.size).toBeGreaterThan(100);
    expect(errors.get('InvalidInstanceId')).toMatchObject({ status: 404, queryCode: 'InvalidInstanceId' });
  });

  it('tell the method, path and status of a REST operation', () => {
    const { http } = readServiceSchemas(scheduler).operations.get('CreateSchedule')!;
    expect(http).toEqual(['POST', '/schedules/{Name}', 200]);
  });

  it('read JSON into dates and write it back as epoch seconds', () => {
    const { output } = operations.get('SendCommand')!;
    const parsed = readJson(output, { Command: { CommandId: 'c-1', RequestedDateTime: 1000 } }, 'rpc');
    expect(parsed).toEqual({ Command: { CommandId: 'c-1', RequestedDateTime: new Date(1_000_000) } });
    expect(JSON.parse(String(writeJson(output, parsed, 'rpc')))).toEqual({
      Command: { CommandId: 'c-1', RequestedDateTime: 1000 },
    });
  });

  it('read CBOR into dates and write it back', () => {
    const { output } = readServiceSchemas(cloudwatch).operations.get('DescribeAlarms')!;
    const alarms = { MetricAlarms: [{ AlarmName: 'a', Threshold: 0.5, StateUpdatedTimestamp: new Date(1_500) }] };
    const bytes = writeCbor(output, alarms);
    expect(writeCbor(output, { MetricAlarms: [] }).length).toBeLessThan(bytes.length);
    expect(readCbor(output, bytes)).toEqual(alarms);
  });

  it('leave nothing of an answer that could not be written in the next one', () => {
    const { output } = operations.get('SendCommand')!;
    const half = {
      CommandId: 'c-1',
      get Comment(): string {
        throw new Error('cannot be read');
      },
    };
    expect(() => writeJson(output, { Command: half }, 'rpc')).toThrow('cannot be read');
    expect(String(writeJson(output, { Command: { CommandId: 'c-2' } }, 'rpc'))).toBe('{"Command":{"CommandId":"c-2"}}');
  });

  it('write XML members under their wire names, without the element around them', () => {
    const { output } = readServiceSchemas(ec2).operations.get('DescribeInstances')!;
    expect(writeXmlMembers(output, { Reservations: [{ ReservationId: 'r&1' }] })).toBe(
      '<reservationSet><item><reservationId>r&amp;1</reservationId></item></reservationSet>',
    );
    expect(writeXmlMembers(output, {})).toBe('');
  });
});
