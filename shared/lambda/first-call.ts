import type { Context } from 'aws-lambda';

type LambdaFunction<Event, Result> = (event: Event, context: Context) => Promise<Result>;

/**
 * Builds a function when it is first called. The functions of a service share one module, and each has only its own
 * settings: wiring all of them at import would stop one for want of a setting that only another one needs.
 */
export function builtAtFirstCall<Event, Result>(
  build: () => LambdaFunction<Event, Result>,
): LambdaFunction<Event, Result> {
  let built: LambdaFunction<Event, Result> | undefined;
  return (event, context) => {
    built ??= build();
    return built(event, context);
  };
}
