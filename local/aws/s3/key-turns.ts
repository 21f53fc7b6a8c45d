/** Lets the writes of one key happen one after the other, so that a condition still holds when its write is done. */
export function createKeyTurns(): <Result>(key: string, write: () => Promise<Result>) => Promise<Result> {
  const last = new Map<string, Promise<unknown>>();
  return async (key, write) => {
    const before = last.get(key);
    // A write that failed has told its own caller; the next one starts all the same.
    const turn = before === undefined ? write() : before.then(write, write);
    last.set(key, turn);
    try {
      return await turn;
    } finally {
      if (last.get(key) === turn) last.delete(key);
    }
  };
}
