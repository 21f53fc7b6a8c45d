import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Access } from '#local/cloud/access-record.ts';
import type { FinalSummary } from '#local/start/final-summary.ts';
import { readRecorded } from '#test/security/iam/recorded-accesses.ts';
import { unprovoked } from '#test/security/iam/unprovoked.ts';
import { createWorkbench, smallFleet, type Ending } from './start-process.ts';

const workbench = createWorkbench();
let ending: Ending;
let folder: string;

beforeAll(async () => {
  folder = workbench.folder();
  ending = await workbench.run([...smallFleet, '--auto-approve', '--data', join(folder, 'data'), '--json', join(folder, 'summary.json')]);
}, 120_000);

afterAll(() => workbench.clean());

function summaryOf({ summary, stderr }: Ending): FinalSummary {
  if (summary === undefined) throw new Error(`expected a summary; the run said:\n${stderr}`);
  return summary;
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

describe('the summary of a small run', () => {
  it('has every part that outsiders rely on, and no part more', () => {
    const { api, waves, ...rest } = summaryOf(ending);
    const path = (format: string) => join(folder, 'data', 'runs', rest.runId, `report.${format}`);
    expect(rest).toEqual({
      runId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      status: 'Completed',
      policyName: 'default-fleet',
      planHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      totals: { planned: 30, outcomes: expect.any(Object) as object },
      notPlanned: [
        { reason: 'Unmanaged', accountId: '111111111111', region: 'us-east-1', instances: 1 },
        { reason: 'Stopped', accountId: '222222222222', region: 'us-east-1', instances: 1 },
      ],
      attention: expect.arrayContaining([expect.objectContaining({ kind: 'LostAfterReboot', subject: 'wave main, 333333333333 us-east-1' })]) as unknown[],
      commands: { planned: expect.any(Number) as number, accepted: expect.any(Number) as number, throttled: 0 },
      report: { html: path('html'), json: path('json'), csv: path('csv') },
      startedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
      endedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
      peakMemoryMiB: expect.any(Number) as number,
    });
    expect(waves.map(({ name, status }) => [name, status])).toEqual([['canary', 'Passed'], ['main', 'Passed'], ['rest', 'Passed']]);
    expect(api['SendCommand']).toBe(rest.commands.accepted + rest.commands.throttled);
  });

  it('adds up in every wave and in total', () => {
    const { waves, totals } = summaryOf(ending);
    expect(waves.map(({ outcomes }) => sum(outcomes))).toEqual(waves.map(({ planned }) => planned));
    expect([sum(totals.outcomes), waves.reduce((total, { planned }) => total + planned, 0)]).toEqual([totals.planned, totals.planned]);
  });

  it('counts at the door of the fleet as many commands as the services claim', () => {
    const { planned, accepted } = summaryOf(ending).commands;
    expect([accepted, accepted > 0]).toEqual([planned, true]);
  });

  it('made no call that is missing in the record which the IAM policies are simulated with', () => {
    const kindOf = ({ functionName, role, call }: Access) => `${functionName} as ${role}: ${call}`;
    const made = (JSON.parse(readFileSync(join(folder, 'data', 'accesses.json'), 'utf8')) as Access[]).map(kindOf);
    const known = new Set([...readRecorded(), ...unprovoked].map(kindOf));
    // One that is missing: npm run record:accesses, and see whether its role may do it.
    expect({ missing: made.filter((kind) => !known.has(kind)), enough: made.length > 50 }).toEqual({ missing: [], enough: true });
  });

  it('takes less memory than a small machine has', () => {
    const { peakMemoryMiB } = summaryOf(ending);
    expect([peakMemoryMiB > 50, peakMemoryMiB < 1024]).toEqual([true, true]);
  });

  it('names report files that are there', () => {
    const { report } = summaryOf(ending);
    expect(Object.values(report ?? {}).map((path) => existsSync(path))).toEqual([true, true, true]);
  });

  it('ends with 0, results on stdout and all else on stderr', () => {
    const { runId } = summaryOf(ending);
    expect(ending.exitCode).toBe(0);
    expect(ending.stdout.trimStart().split('\n')[0]).toBe(`Run ${runId}: Completed`);
    expect(ending.stdout).not.toContain('Local cloud at');
    expect(ending.stderr).toContain(`Local cloud at http://127.0.0.1:`);
    expect(ending.stderr).not.toContain('commands planned');
  });
});
