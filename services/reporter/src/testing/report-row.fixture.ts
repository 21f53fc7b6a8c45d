import type { ReportRow } from '../core/report/report-row.ts';

export function reportRow(spoilt: Partial<ReportRow> = {}): ReportRow {
  return {
    wave: 'canary', accountId: '111111111111', region: 'us-east-1', instanceId: 'i-0aaaaaaaaaaaaaaaa', name: 'web-1',
    platform: 'Linux', outcome: 'Compliant', attempts: 1, exitCode: 0, installed: 12, missing: 0, failed: 0, ...spoilt,
  };
}
