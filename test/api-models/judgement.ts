import { join } from 'node:path';

import { runProgram } from '#test/foreign/foreign-cloud.ts';

/** One kind of fault, with the first value that showed it. */
export interface Finding {
  side: 'request' | 'reply';
  /** Signing name. */
  service: string;
  operation: string;
  /** The function or the ARN that called. */
  by: string;
  /** Path of the member in its shape; in parentheses what is no member. Empty: the whole. */
  member: string;
  fault: string;
  found: string;
  times: number;
}

export interface Judgement {
  /** Version. */
  botocore: string;
  requests: number;
  replies: number;
  errors: number;
  /** `service:operation`, sorted. */
  operations: string[];
  /** How many values were held against an upper limit, a pattern, an enumeration. */
  limits: { max: number; pattern: number; enum: number; unreadablePatterns: string[] };
  findings: Finding[];
}

/** What botocore and its models say of the exchanges in a folder. */
export async function judge(folder: string): Promise<Judgement> {
  const { exitCode, stdout, stderr } = await runProgram('python', ['-B', join('test', 'api-models', 'judge', 'judge.py'), folder]);
  if (exitCode !== 0) throw new Error(`judge.py ended with ${String(exitCode)}:\n${stderr}`);
  return JSON.parse(stdout) as Judgement;
}

export function told({ side, service, operation, member, fault, found, by, times }: Finding): string {
  return `${side} ${service}:${operation} ${member}: ${fault}. Found ${found}, ${String(times)} times, first by ${by}`;
}
