import type { Problem } from '../../problem.ts';
import type { RunDefinition } from '../../run-definition.ts';
import type { PolicyDocument } from '../policy-document.ts';

/** What is known beside the definition; what is not known refuses nothing. */
export interface Circumstances {
  /** When the run begins (epoch ms). */
  now?: number;
  /** The identity of whoever asks for the run: it never approves. */
  requester?: string;
  /** What the definition was made of: tells where a field stands that waves may take from the policy. */
  written?: PolicyDocument;
}

/** Two fields that cannot both be followed. Each problem names both, with what they say. */
export type Contradiction = (definition: RunDefinition, circumstances: Circumstances) => Problem[];

/** Where a wave's own word stands, or else the policy's: `waves[1].windows` or `windows`. */
export function windowsField(wave: number, { written }: Circumstances): string {
  const isPolicys = written?.windows !== undefined && written.waves[wave]?.windows === undefined;
  return isPolicys ? 'windows' : `waves[${String(wave)}].windows`;
}

export function targetsField(name: 'accounts' | 'platforms', { wave, written }: { wave: number; written: PolicyDocument | undefined }): string {
  const isPolicys = written !== undefined && written.waves[wave]?.[name] === undefined;
  return isPolicys ? `targets.${name}` : `waves[${String(wave)}].${name}`;
}
