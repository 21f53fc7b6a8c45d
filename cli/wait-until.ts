const ASKED_EVERY_MS = 250;

/** Asks again and again until there is an answer; undefined when `timeoutMs` have passed without one. */
export async function waitUntil<Answer>(ask: () => Promise<Answer | undefined>, timeoutMs: number): Promise<Answer | undefined> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined || Date.now() >= end) return answer;
    await new Promise((resolve) => setTimeout(resolve, ASKED_EVERY_MS));
  }
}
