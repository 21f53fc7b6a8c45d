import { errorsCounted } from '#shared/domain/errors-counted.ts';
import { countOutcomes } from '#shared/domain/outcome-counts.ts';

import type { TargetFacts } from './target-state.ts';

export function errorsOf({ outcomes, options }: TargetFacts): number {
  return errorsCounted(countOutcomes(outcomes), options);
}
