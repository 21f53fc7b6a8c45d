import type { ListComplianceSummariesRequest, ListComplianceSummariesResult } from '@aws-sdk/client-ssm';
import type { Caller } from '#local/wire/service.ts';
import { type FleetContext, placeOf } from '../fleet-context.ts';
import { stateOf } from './describe-instance-patch-states.ts';

/** One line, for patches: the fleet has no associations. */
export function listComplianceSummaries(
  context: FleetContext,
  _input: ListComplianceSummariesRequest,
  caller: Caller,
): ListComplianceSummariesResult {
  const states = [...placeOf(context, caller).instances.values()].flatMap((one) =>
    stateOf(one, context.world.agenda.now()),
  );
  const bad = states.filter(
    ({ MissingCount = 0, FailedCount = 0, InstalledPendingRebootCount = 0 }) =>
      MissingCount + FailedCount + InstalledPendingRebootCount > 0,
  ).length;
  if (states.length === 0) return { ComplianceSummaryItems: [] };
  return {
    ComplianceSummaryItems: [
      {
        ComplianceType: 'Patch',
        CompliantSummary: { CompliantCount: states.length - bad },
        NonCompliantSummary: { NonCompliantCount: bad },
      },
    ],
  };
}
