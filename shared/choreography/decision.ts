/**
 * What a decision returns: the next state, the events that follow from it, and the effects that may only be tried once
 * both are saved. `undefined` instead of a decision means: nothing changes.
 */
export interface Decision<State, Recipe, Effect = never> {
  state: State;
  events: readonly Recipe[];
  effects: readonly Effect[];
}
