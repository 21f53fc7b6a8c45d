import type { Attention } from '#shared/domain/attention.ts';
import type { EventContract } from '#shared/events/contract.ts';
import type { Heard } from '../reading/fold.ts';

/** Whether a fact of one kind calls for a person by itself. The answer depends on nothing else, so a repeat gives it again. */
export interface Raiser {
  detailType: string;
  raise(data: unknown, at: number): Attention | undefined;
}

export function raiserOf<Data>(contract: EventContract<Data>, raise: (data: Data, at: number) => Attention | undefined): Raiser {
  return { detailType: contract.detailType, raise: (data, at) => raise(data as Data, at) };
}

export function raisedIn(raisers: readonly Raiser[], facts: readonly Heard[]): Attention[] {
  return facts.flatMap(({ detailType, data, at }) => {
    const raised = raisers.find((raiser) => raiser.detailType === detailType)?.raise(data, at);
    return raised === undefined ? [] : [raised];
  });
}
