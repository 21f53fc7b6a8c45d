/** A bug put into the shipped source on purpose, to prove that the simulation would see it. */
export interface Mutant {
  /** kebab-case; what the code does wrong. */
  name: string;
  /** From the root of the repository. */
  file: string;
  /** Occurs exactly once in the file, so that a change of the code that moves it is noticed. */
  text: string;
  replacement: string;
  /** The promise that it breaks, in words. */
  breaks: string;
}
