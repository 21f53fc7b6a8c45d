// npm run bench -- [--only NAME] [--json FILE]: figures in virtual time, and of the packages; exit 1 when a gate is not met, 2 on bad input.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { chosen, readArguments } from './arguments.ts';
import type { Measurement } from './measurement.ts';
import { allMeasurements } from './measurements.ts';
import { metricOf, type Metric } from './metric.ts';
import { table, type Row } from './table.ts';

const asked = askedFor();
if (asked === undefined) process.exitCode = 2;
else await bench(asked);

interface Asked {
  measurements: Measurement[];
  json: string | undefined;
}

function askedFor(): Asked | undefined {
  try {
    const { only, json } = readArguments(process.argv.slice(2));
    return { measurements: chosen(allMeasurements(resolve(import.meta.dirname, '..')), only), json };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return undefined;
  }
}

async function bench({ measurements, json }: Asked): Promise<void> {
  const rows: Row[] = [];
  for (const measurement of measurements) rows.push(await rowOf(measurement));
  process.stdout.write(`${table(rows)}\n`);
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ metrics: rows.map(asMetric) }, null, 2)}\n`);
  process.exitCode = rows.every(({ passed }) => passed) ? 0 : 1;
}

async function rowOf({ measure, ...yardstick }: Measurement): Promise<Row> {
  const startedAt = performance.now();
  const { value, note } = await measure();
  process.stderr.write(`${yardstick.name}: ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`);
  return { ...metricOf(yardstick, value), side: yardstick.side, note };
}

function asMetric({ name, value, unit, floor, peer, gate, passed }: Row): Metric {
  return { name, value, unit, floor, peer, gate, passed };
}
