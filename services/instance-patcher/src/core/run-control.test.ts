import { newerControl } from './run-control.ts';
import { aborted, paused, running, RUN } from '../testing/target-in-test.ts';

test('the first word is kept', () => {
  expect(newerControl(undefined, RUN, [running])).toEqual({ runId: RUN, ...running });
});

test('of several the highest number counts, in whatever order they came', () => {
  expect(newerControl({ runId: RUN, ...running }, RUN, [aborted, paused])).toEqual({ runId: RUN, ...aborted });
});

test('an older word and a repeated one change nothing', () => {
  expect(newerControl({ runId: RUN, ...paused }, RUN, [running, paused])).toBeUndefined();
});
