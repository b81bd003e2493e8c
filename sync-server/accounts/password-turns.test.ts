import { beforeEach, expect, it, vi } from 'vitest';
import { SESSION } from '#shared/limits.ts';
import { seededRandom } from '#shared/testing/seeded-random.ts';
import { createPasswordHasher } from './password-hash.ts';

const derivations = vi.hoisted(() => ({ running: 0, most: 0, ended: 0 }));

/** Node's own, counted from its call to its answer. */
vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof import('node:crypto')>();
  const argon2: typeof crypto.argon2 = (algorithm, parameters, callback) => {
    derivations.running += 1;
    derivations.most = Math.max(derivations.most, derivations.running);
    crypto.argon2(algorithm, parameters, (error, tag) => {
      derivations.running -= 1;
      derivations.ended += 1;
      callback(error, tag);
    });
  };
  return { ...crypto, argon2 };
});

const CHEAP = { memoryKib: 64, passes: 1, lanes: 1 };

beforeEach(() => {
  Object.assign(derivations, { running: 0, most: 0, ended: 0 });
});

it('E1: of twenty who sign in at once so many are derived at a time as may be, and no more', async () => {
  const hasher = createPasswordHasher(seededRandom(1), CHEAP);
  const hashes = await Promise.all(Array.from({ length: 20 }, (_, n) => hasher.hash(`tall pines ${n}`)));
  await Promise.all(hashes.map((hash, n) => hasher.check(`tall pines ${n}`, hash)));
  expect(derivations).toEqual({ running: 0, most: SESSION.maxPasswordHashesAtOnce, ended: 40 });
});

it('E1: one that fails gives its place to the next, and leaves nobody waiting', async () => {
  const hasher = createPasswordHasher(seededRandom(1), CHEAP, 1);
  const checks = await Promise.allSettled(['plain', 'plain', await hasher.hash('x'), null].map((stored) => hasher.check('x', stored)));
  expect(checks.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled', 'fulfilled']);
  expect(derivations.most).toBe(1);
});
