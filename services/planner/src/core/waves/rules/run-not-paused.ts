import type { StartRule } from './hold.ts';

/** Nobody has paused the run. */
export const runNotPaused: StartRule = ({ run }) => (run.control.state === 'Paused' ? { reason: 'Paused' } : undefined);
