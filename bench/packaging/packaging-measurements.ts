import type { Measured, Measurement } from '../measurement.ts';
import { bareClient } from './bare-client.ts';
import { packageCold, type Packages } from './cold-packages.ts';
import { loadTimesMs } from './load-times.ts';
import type { PackagedFunction } from './packaged-functions.ts';

const ROUNDS = 15;
const KB = 1000;

/** What is deployed: how long it takes to make, how large it is, how long it takes to load. Measured on this machine. */
export function packagingMeasurements(root: string): Measurement[] {
  let packaging: Promise<Packages> | undefined;
  const packages = () => (packaging ??= packageCold(root));
  return [
    {
      name: 'packaging', unit: 's, all services, cold', floor: 5, peer: 21, gate: 60, side: 'at most',
      measure: async () => {
        const { seconds, functions } = await packages();
        return { value: seconds, note: `${String(functions.length)} functions` };
      },
    },
    {
      name: 'bundle:raw', unit: 'KB, worst function', floor: 170, peer: 317, gate: 560, side: 'at most',
      measure: async () => worstOf((await packages()).functions, ({ rawBytes }) => rawBytes),
    },
    {
      name: 'bundle:compressed', unit: 'KB, worst function', floor: 58, peer: 102, gate: 160, side: 'at most',
      measure: async () => worstOf((await packages()).functions, ({ zipBytes }) => zipBytes),
    },
    {
      name: 'module-load', unit: 'times a bare client', floor: 0.5, peer: 1.5, gate: 1.5, side: 'at most',
      measure: async () => loadRatio((await packages()).functions, root),
    },
  ];
}

function worstOf(functions: readonly PackagedFunction[], bytesOf: (one: PackagedFunction) => number): Measured {
  const [worst] = [...functions].sort((one, other) => bytesOf(other) - bytesOf(one));
  if (worst === undefined) throw new Error('bundles: found no packaged function.');
  return { value: bytesOf(worst) / KB, note: `${worst.name}, of ${String(functions.length)} functions` };
}

async function loadRatio(functions: readonly PackagedFunction[], root: string): Promise<Measured> {
  const times = await loadTimesMs(
    {
      ...Object.fromEntries(oneOfEachBundle(functions).map((one) => [one.name, one])),
      bare: { module: await bareClient(root, 'plain'), variables: {} },
      trimmed: { module: await bareClient(root, 'trimmed'), variables: {} },
    },
    ROUNDS,
  );
  const { bare, trimmed, ...ours } = times as { bare: number; trimmed: number } & Record<string, number>;
  const [[name, worstMs] = ['', 0]] = Object.entries(ours).sort(([, one], [, other]) => other - one);
  return { value: worstMs / bare, note: `${name} ${worstMs.toFixed(0)} ms, bare ${bare.toFixed(0)} ms, bare with our trims ${trimmed.toFixed(0)} ms` };
}

/** The functions of a service share one module. */
function oneOfEachBundle(functions: readonly PackagedFunction[]): PackagedFunction[] {
  return [...new Map(functions.map((one) => [Buffer.from(one.module).toString('base64'), one])).values()];
}
