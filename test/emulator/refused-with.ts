/** The words of the refusal of a call; undefined where it was answered. */
export async function refusedWith(call: Promise<unknown>): Promise<string | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
