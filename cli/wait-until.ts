/** How time passes for somebody who waits at a terminal. */
export interface Pace {
  /** Milliseconds since any fixed moment. */
  elapsedMs(): number;
  pause(ms: number): Promise<void>;
}

export const wallPace: Pace = {
  elapsedMs: () => performance.now(),
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

const ASKED_EVERY_MS = 250;

/** Asks again and again until there is an answer; undefined when `timeoutMs` have passed without one. */
export async function waitUntil<Answer>(pace: Pace, timeoutMs: number, ask: () => Promise<Answer | undefined>): Promise<Answer | undefined> {
  const end = pace.elapsedMs() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined || pace.elapsedMs() >= end) return answer;
    await pace.pause(ASKED_EVERY_MS);
  }
}
