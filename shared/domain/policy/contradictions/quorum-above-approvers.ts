import type { Problem } from '../../problem.ts';
import type { RunDefinition } from '../../run-definition.ts';
import type { Contradiction } from './circumstances.ts';

/** No wave could ever be approved. */
export const quorumAboveApprovers: Contradiction = ({ approval }, { requester }) => quorumProblems(approval, requester);

/** `requester`: whoever asks for the run never approves it, so is one less. */
export function quorumProblems({ quorum, approvers, required }: RunDefinition['approval'], requester?: string): Problem[] {
  if (approvers.length === 0) return [];
  const listed = new Set(approvers);
  const isOneLess = required && requester !== undefined && listed.delete(requester);
  if (quorum <= listed.size) return [];
  const others = isOneLess ? `other than ${requester}, who asks for the run` : `(${[...listed].join(', ')})`;
  return [{
    field: 'approval.quorum',
    found: String(quorum),
    expected: `at most ${String(listed.size)}, the number of approval.approvers ${others}`,
    next: isOneLess ? 'Let somebody else ask for the run, or list more approvers.' : 'List more approvers, or lower the quorum.',
  }];
}
