import type { ItemStore } from '#shared/choreography/item.ts';

import { aPatchingService, controlChanged, running } from '../testing/patching-in-test.ts';
import { applyControl, readControl } from './run-control-item.ts';

const RUN = '0b5f3c1e-8a52-4c8e-9d0a-0f6f3c0e7a11';

test('a word that met another writer is judged against what that one wrote', async () => {
  const { effects, deliver } = aPatchingService();
  let meets = true;
  const contended = <State, Recipe>(): ItemStore<State, Recipe> => {
    const store = effects.items<State, Recipe>();
    return {
      load: (key) => store.load(key),
      async save(item) {
        if (meets) {
          meets = false;
          await deliver(controlChanged({ ...running, seq: 9 }));
        }
        return store.save(item);
      },
    };
  };
  await applyControl({ ...effects, items: contended }, RUN, [{ ...running, seq: 5 }]);
  expect(await readControl(effects, RUN)).toMatchObject({ seq: 9 });
});
