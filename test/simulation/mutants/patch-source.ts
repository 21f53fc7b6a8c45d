// Loaded before everything else (--import) by a process that is to run with the mutant that PATCHWAVE_MUTANT names.
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

import { mutants } from './all-mutants.ts';
import { patched } from './patched.ts';

const name = process.env['PATCHWAVE_MUTANT'];
const mutant = mutants.find((one) => one.name === name);
if (mutant === undefined) throw new Error(`PATCHWAVE_MUTANT: found ${name ?? 'nothing'}, expected one of ${mutants.map((one) => one.name).join(', ')}.`);
const url = pathToFileURL(mutant.file).href;

registerHooks({
  load(wanted, context, nextLoad) {
    const loaded = nextLoad(wanted, context);
    if (wanted !== url) return loaded;
    return { ...loaded, source: patched(mutant, Buffer.from(loaded.source as Uint8Array).toString('utf8')) };
  },
});
