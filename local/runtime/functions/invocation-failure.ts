/** The function threw, timed out or its environment ended; `name` is the error's type as Lambda would report it. */
export class InvocationFailure extends Error {
  constructor(errorType: string, message: string) {
    super(message);
    this.name = errorType;
  }
}
