const APPROVED = '"detail-type":"WaveApproved.';
const ALARM_RAISED = '"detail":{"state":{"value":"ALARM"}}';

/** Which words certainly reached the planner's control, and when: they were handled without an error, by the world's clock. */
export class HeardByPlanner {
  /** By run and wave. */
  readonly approvedAt = new Map<string, number>();
  /** CloudWatch's first word that the alarm was raised, by when it was raised. */
  readonly alarms: { raisedAt: number; heardAt: number }[] = [];

  hear(body: string, now: number): void {
    if (body.includes(APPROVED)) this.hearApproval(body, now);
    else if (body.includes(ALARM_RAISED)) this.alarms.push({ raisedAt: Date.parse((JSON.parse(body) as { time: string }).time), heardAt: now });
  }

  private hearApproval(body: string, now: number): void {
    const { runId, wave } = (JSON.parse(body) as { detail: { data: { runId: string; wave: string } } }).detail.data;
    const key = `${runId}/${wave}`;
    this.approvedAt.set(key, this.approvedAt.get(key) ?? now);
  }
}
