import { checkCredentials, checkHub } from '../doctor/check-hub.ts';
import { checkQueues } from '../doctor/check-queues.ts';
import { checkSpokes, type SpokeRequest } from '../doctor/check-spokes.ts';
import { describeFinding, type Finding } from '../doctor/finding.ts';
import type { Probe } from '../doctor/probe.ts';
import { CommandFailure, exitCodes } from '../exit-codes.ts';
import { answer, type Output } from '../output.ts';
import type { Pace } from '../wait-until.ts';

export interface Examination {
  probe: Probe;
  output: Output;
  pace: Pace;
}

/** `doctor`: every check a line, what is not well with how to mend it. Exit 1 when something is not well. */
export async function examineStage({ probe, output, pace }: Examination, { json, ...request }: SpokeRequest & { json: boolean }): Promise<void> {
  const { finding, caller } = await checkCredentials(probe);
  const findings: Finding[] = [finding];
  if (caller !== undefined && finding.ok) {
    const parts = await Promise.all([checkHub(probe, caller), checkQueues(probe, pace), checkSpokes(probe, caller, request)]);
    findings.push(...parts.flat());
  }
  const bad = findings.filter(({ ok }) => !ok).length;
  const verdict = bad === 0 ? `All ${String(findings.length)} checks are ok.` : `${String(bad)} of ${String(findings.length)} checks are not ok.`;
  answer(output, { json, value: { ok: bad === 0, checks: findings }, words: () => findings.map(describeFinding).join('\n') });
  if (bad > 0) throw new CommandFailure(exitCodes.otherEnd, verdict);
  output.note(verdict);
}
