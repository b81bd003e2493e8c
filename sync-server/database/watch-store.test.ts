import { expect, it } from 'vitest';
import { STORE } from '#shared/limits.ts';
import { ManualTime } from '../documents/testing/manual-time.ts';
import type { Log } from '../ports.ts';
import type { StoreState } from './store-state.ts';
import { watchStore } from './watch-store.ts';

const create = () => {
  const time = new ManualTime();
  const logged: string[] = [];
  const line: Log['info'] = (event, facts = {}) => void logged.push(`${event} ${JSON.stringify(facts)}`);
  const store = { state: { at: 'writable' } as StoreState, probes: 0, tell: (_state: StoreState): void => undefined };
  const become = (state: StoreState): void => {
    store.state = state;
    store.tell(state);
  };
  const watch = watchStore(
    {
      state: () => store.state,
      onState: (listener) => {
        store.tell = listener;
        return () => void (store.tell = () => undefined);
      },
      probe: async () => {
        store.probes += 1;
        return store.state;
      },
    },
    time,
    { info: line, warn: line, error: line },
  );
  return { time, logged, store, become, watch };
};
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('A4: a full disk is said once, looked at every few seconds, and said once when it is over', async () => {
  const { time, logged, store, become, watch } = create();
  become({ at: 'read-only', reason: 'disk-full', sinceMs: 0 });
  for (let look = 1; look <= 3; look += 1) {
    time.advance(STORE.probeIntervalMs);
    await turn();
    expect(store.probes).toBe(look);
  }
  become({ at: 'writable' });
  time.advance(10 * STORE.probeIntervalMs);
  await turn();
  expect(store.probes).toBe(3);
  expect(logged).toEqual(['store-read-only {"reason":"disk-full"}', 'store-writable {}']);
  await watch.close();
});

it('A3: a disk that failed is not asked again', async () => {
  const { time, logged, store, become, watch } = create();
  become({ at: 'read-only', reason: 'disk-full', sinceMs: 0 });
  become({ at: 'read-only', reason: 'disk-failed', sinceMs: 0 });
  time.advance(10 * STORE.probeIntervalMs);
  await turn();
  expect([store.probes, logged.at(-1)]).toEqual([0, 'store-read-only {"reason":"disk-failed"}']);
  await watch.close();
});

it('leaves no timer behind', async () => {
  const { time, become, watch } = create();
  become({ at: 'read-only', reason: 'disk-full', sinceMs: 0 });
  await watch.close();
  await watch.close();
  expect(time.running).toBe(0);
});
