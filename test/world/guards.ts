/** The change calendar and the alarm that a policy of the world may name. */
export const CALENDAR = 'ChangeFreeze';
export const ALARM = 'arn:aws:cloudwatch:us-east-1:111111111111:alarm:checkout-5xx';

/** An SSM change calendar, which people edit at any moment, whatever it had announced. */
export class WorldCalendar {
  private isClosed = false;
  private announcedAt: number | undefined;

  /** `nextAt`: when it says that it will change next, epoch ms. Nothing keeps it to that. */
  edit(state: 'OPEN' | 'CLOSED', nextAt?: number): void {
    this.isClosed = state === 'CLOSED';
    this.announcedAt = nextAt;
  }

  get closed(): boolean {
    return this.isClosed;
  }

  /** As GetCalendarState answers. */
  answer(now: number): { State: 'OPEN' | 'CLOSED'; NextTransitionTime?: string } {
    const next = this.announcedAt === undefined || this.announcedAt <= now ? {} : { NextTransitionTime: new Date(this.announcedAt).toISOString() };
    return { State: this.isClosed ? 'CLOSED' : 'OPEN', ...next };
  }
}

/** A CloudWatch alarm: its state, and the events by which EventBridge tells of each change. */
export class WorldAlarm {
  everRaised = false;
  private since: number | undefined;

  get raised(): boolean {
    return this.since !== undefined;
  }

  /** The event of the change, as a queue gets it; undefined where nothing changes. */
  turn(state: 'ALARM' | 'OK', now: number): string | undefined {
    if ((state === 'ALARM') === this.raised) return undefined;
    this.since = state === 'ALARM' ? now : undefined;
    this.everRaised ||= this.raised;
    const [region = '', account = ''] = ALARM.split(':').slice(3);
    return JSON.stringify({
      source: 'aws.cloudwatch', 'detail-type': 'CloudWatch Alarm State Change', account, region,
      time: new Date(now).toISOString(), resources: [ALARM], detail: { state: { value: state } },
    });
  }

  /** As DescribeAlarms answers. */
  answer(): { MetricAlarms: { AlarmArn: string; StateValue: string }[] } {
    return { MetricAlarms: [{ AlarmArn: ALARM, StateValue: this.raised ? 'ALARM' : 'OK' }] };
  }
}
