/** Results go to stdout, everything else to stderr, so that `--json` can be piped. */
export interface Output {
  result(text: string): void;
  note(text: string): void;
}

export const terminal: Output = {
  result: (text) => void process.stdout.write(`${text}\n`),
  note: (text) => void process.stderr.write(`${text}\n`),
};

/** The one way in which a command answers: as JSON for programs, as words for people. */
export function answer(output: Output, { json, value, words }: { json: boolean; value: unknown; words: () => string }): void {
  output.result(json ? JSON.stringify(value, null, 2) : words());
}
