import { AwsError } from '#local/wire/service.ts';
import { compileCron, type NextTime } from '#shared/domain/schedule/cron.ts';
import { ExpressionError } from '#shared/domain/schedule/cron-field.ts';
import { timeZone, type TimeZone } from '#shared/domain/schedule/time-zone.ts';

export interface ExpressionContext {
  /** IANA name; UTC when absent. Only `cron()` and `at()` look at it. */
  timeZoneName: string | undefined;
  /** What `rate()` counts from. */
  anchorMs: number;
  /** Whether `rate()` fires at its anchor as well: it does at a StartDate, and does not at its creation. */
  firesAtAnchor: boolean;
}

const minuteMs = 60_000;
const unitMs: Record<string, number> = { minute: minuteMs, hour: 60 * minuteMs, day: 1440 * minuteMs };

/** Compiles `rate()`, `cron()` or `at()`; all fire on whole minutes. Throws `ValidationException` saying what is wrong. */
export function compileExpression(expression: string, context: ExpressionContext): NextTime {
  const zoneName = context.timeZoneName ?? 'UTC';
  const zone = timeZone(zoneName);
  if (!zone) {
    throw new AwsError('ValidationException', `Provided value for ScheduleExpressionTimezone is not valid: found ${zoneName}, expected an IANA time zone such as Europe/Berlin.`);
  }
  try {
    return compileKind(expression, zone, context);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new AwsError('ValidationException', `Invalid Schedule Expression ${expression}. Reason: ${error.message}.`);
  }
}

function compileKind(expression: string, zone: TimeZone, context: ExpressionContext): NextTime {
  const [, kind, body = ''] = /^(rate|cron|at)\((.*)\)$/.exec(expression) ?? [];
  if (kind === 'rate') return compileRate(body, context);
  if (kind === 'cron') return compileCron(body, zone);
  if (kind === 'at') return compileAt(body, zone);
  throw new ExpressionError('expected rate(...), cron(...) or at(...)');
}

function compileRate(body: string, { anchorMs, firesAtAnchor }: ExpressionContext): NextTime {
  const [, value = '', unit = ''] = /^\s*(\d+)\s+(minute|hour|day)s?\s*$/.exec(body) ?? [];
  const periodMs = Number(value) * (unitMs[unit] ?? NaN);
  if (!(periodMs > 0)) throw new ExpressionError(`expected a whole number from 1 and minutes, hours or days, found "${body}"`);
  const first = Math.ceil((firesAtAnchor ? anchorMs : anchorMs + periodMs) / minuteMs) * minuteMs;
  return (afterMs) => (afterMs < first ? first : first + (Math.floor((afterMs - first) / periodMs) + 1) * periodMs);
}

function compileAt(body: string, zone: TimeZone): NextTime {
  const [local] = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.exec(body.trim()) ?? [];
  const localMs = Date.parse(`${local ?? ''}Z`);
  if (Number.isNaN(localMs)) throw new ExpressionError(`expected yyyy-mm-ddThh:mm:ss, found "${body}"`);
  const moment = zone.fromLocal(localMs);
  if (moment === undefined) throw new ExpressionError(`${body} does not exist in this time zone: the clocks skip it`);
  const whole = Math.floor(moment / minuteMs) * minuteMs;
  return (afterMs) => (afterMs < whole ? whole : undefined);
}
