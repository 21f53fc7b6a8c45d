import type { EventContract } from '#shared/events/contract.ts';

/** A fact as it was heard. `at`: when it became true, epoch ms. */
export interface Heard {
  detailType: string;
  at: number;
  data: unknown;
}

/** How one event changes a model. Idempotent, and right in whatever order events come. */
export interface Fold<Model> {
  contract: EventContract<unknown>;
  apply(model: Model, data: unknown, at: number): Model;
}

/** Ties a contract to a change that takes data of its type. */
export function foldOf<Model, Data>(
  contract: EventContract<Data>,
  apply: (model: Model, data: Data, at: number) => Model,
): Fold<Model> {
  return { contract: contract, apply: apply };
}

/** Applies what there is a fold for; the rest changes nothing. */
export function foldAll<Model extends { lastFactAt: number }>(
  folds: readonly Fold<Model>[],
  before: Model,
  facts: readonly Heard[],
): Model {
  let model = before;
  for (const { detailType, data, at } of facts) {
    const fold = folds.find(({ contract }) => contract.detailType === detailType);
    if (fold === undefined) continue;
    model = fold.apply(model, data, at);
    if (at > model.lastFactAt) model = { ...model, lastFactAt: at };
  }
  return model;
}

/** Models are plain JSON with a fixed order of members. Most of a model is what it was, and is not looked into. */
export function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (!isObject(left) || !isObject(right)) return false;
  const names = namesOf(left);
  const others = namesOf(right);
  return names.length === others.length && names.every((name, index) => others[index] === name && isSame(left[name], right[name]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** What JSON would keep. */
function namesOf(model: Record<string, unknown>): string[] {
  return Object.keys(model).filter((name) => model[name] !== undefined);
}
