import { argon2id } from 'hash-wasm';
import { afterEach, expect, test, vi } from 'vitest';
import { isBearable, PASSPHRASE_COST } from './stretch.ts';
import { stretchInBrowser } from './stretch.browser.ts';
import { stretchPlainly } from './stretch.noble.ts';
import { CHEAP } from './vault.fixture.ts';

const passphrase = new TextEncoder().encode('a kettle on a quiet stove');
const salt = new Uint8Array(16).fill(3);

afterEach(() => vi.unstubAllGlobals());

test('V5: the worker and the fallback make the same key, so that either opens what the other wrapped', async () => {
  const { memoryKib: memorySize, passes: iterations, lanes: parallelism } = CHEAP;
  const options = { password: passphrase, salt, memorySize, iterations, parallelism, hashLength: 32 } as const;
  expect(await argon2id({ ...options, outputType: 'binary' })).toEqual(await stretchPlainly(passphrase, salt, CHEAP));
});

test.each([
  ['the script is refused', (worker: EventTarget) => worker.dispatchEvent(new Event('error'))],
  ['there is no WebAssembly', (worker: EventTarget) =>
    worker.dispatchEvent(new MessageEvent('message', { data: { failed: 'CompileError' } }))],
])('falls back where %s, and ends the worker', async (_what, answer) => {
  const ended: unknown[] = [];
  vi.stubGlobal(
    'Worker',
    class extends EventTarget {
      postMessage(): void {
        answer(this);
      }
      terminate(): void {
        ended.push(this);
      }
    },
  );
  expect(await stretchInBrowser(passphrase, salt, CHEAP)).toEqual(await stretchPlainly(passphrase, salt, CHEAP));
  expect(ended).toHaveLength(1);
});

test('the default is bearable, and what would freeze a machine is not', () => {
  expect(isBearable(PASSPHRASE_COST)).toBe(true);
  expect(isBearable({ ...PASSPHRASE_COST, memoryKib: 2 ** 21 })).toBe(false);
  expect(isBearable({ ...PASSPHRASE_COST, passes: 0 })).toBe(false);
  expect(isBearable({ ...PASSPHRASE_COST, lanes: 100 })).toBe(false);
  expect(isBearable({ ...PASSPHRASE_COST, memoryKib: Number.NaN })).toBe(false);
});
