import { afterEach, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SIGN_IN } from '#shared/limits.ts';
import { IN_MEMORY, openDatabase, type Database } from '../database/open.ts';
import { createFakePorts, type FakePorts } from '../testing/fake-ports.ts';
import { createSignInTries, type SignInTries } from './sign-in-tries.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const HOME = '10.0.0.1';

let opened: Database[] = [];
afterEach(async () => {
  for (const database of opened) await database.close();
  opened = [];
});

const start = async (fake: FakePorts, file = IN_MEMORY): Promise<{ tries: SignInTries; database: Database }> => {
  const database = await openDatabase({ file });
  opened.push(database);
  return { tries: createSignInTries({ db: database.db, clock: fake.clock, random: fake.random }), database };
};

/** Null: the password was looked at, and was wrong. */
const fail = async (tries: SignInTries, name: string, address: string): Promise<number | null> => {
  const begun = await tries.begin(name, address);
  return begun.ok ? null : begun.error;
};

const succeed = async (tries: SignInTries, name: string, address: string): Promise<void> => {
  const begun = await tries.begin(name, address);
  if (!begun.ok) throw new Error(`to wait ${begun.error} ms`);
  await begun.value.succeeded();
};

describe('C9 tries to sign in', () => {
  it('are one name in any case and with its @, and whether it exists or not plays no part (E2)', async () => {
    const { tries } = await start(createFakePorts());
    for (const name of ['Rowan', '@ROWAN', ' rowan ', 'rowan', 'Rowan']) expect(await fail(tries, name, HOME)).toBeNull();
    expect(await fail(tries, 'Rowan', HOME)).toBe(SIGN_IN.failureWindowMs);
    expect(await fail(tries, 'Willow', HOME)).toBeNull();
  });

  it('survive a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'samovar-tries-'));
    const file = join(folder, 'store.sqlite');
    const fake = createFakePorts();
    const first = await start(fake, file);
    for (let n = 0; n < SIGN_IN.maxFailuresOfAddress; n += 1) await fail(first.tries, 'Rowan', HOME);
    await first.database.close();
    const second = await start(fake, file);
    expect(await fail(second.tries, 'Rowan', HOME)).toBe(SIGN_IN.failureWindowMs);
    fake.advance(SIGN_IN.failureWindowMs);
    expect(await fail(second.tries, 'Rowan', HOME)).toBeNull();
    await second.database.close();
    rmSync(folder, { recursive: true });
  });

  it('count while they are under way, so that a hundred at once are not one', async () => {
    const { tries } = await start(createFakePorts());
    const begun = await Promise.all(Array.from({ length: 100 }, () => tries.begin('Rowan', HOME)));
    expect(begun.filter(({ ok }) => ok)).toHaveLength(SIGN_IN.maxFailuresOfAddress);
  });

  it('that were right, or never looked at, are no failures', async () => {
    const fake = createFakePorts();
    const { tries } = await start(fake);
    for (let n = 0; n < 2 * SIGN_IN.maxFailuresOfAddress; n += 1) {
      fake.advance(MINUTE_MS / 2);
      await succeed(tries, 'Rowan', HOME);
      const begun = await tries.begin('Rowan', HOME);
      if (begun.ok) await begun.value.neverMind();
      expect(begun.ok).toBe(true);
    }
  });

  it('of strangers do not keep a person out where they signed in from before, for as long as that is known', async () => {
    const fake = createFakePorts();
    const { tries } = await start(fake);
    await succeed(tries, 'Rowan', HOME);
    const attack = async (): Promise<void> => {
      for (let n = 0; n < SIGN_IN.maxFailuresOfStrangers; n += 1) await fail(tries, 'Rowan', `10.1.0.${n}`);
    };
    await attack();
    expect(await fail(tries, 'Rowan', '10.2.0.1')).toBe(SIGN_IN.failureWindowMs);
    await succeed(tries, 'Rowan', HOME);
    fake.advance(SIGN_IN.knownAddressMs + 1);
    await attack();
    expect(await fail(tries, 'Rowan', HOME)).toBe(SIGN_IN.failureWindowMs);
  });

  it('H5 are kept without name and address, and swept when no limit looks at them any more', async () => {
    const fake = createFakePorts();
    const { tries, database } = await start(fake);
    await succeed(tries, 'Rowan', HOME);
    const rows = async () => [
      ...(await database.db.selectFrom('sign_in_tries').selectAll().execute()),
      ...(await database.db.selectFrom('known_addresses').selectAll().execute()),
    ];
    const text = JSON.stringify(await rows()).toLowerCase();
    expect(text).not.toContain('rowan');
    expect(text).not.toContain(HOME);
    fake.advance(59 * MINUTE_MS);
    await tries.sweep();
    expect(await rows()).toHaveLength(2);
    fake.advance(2 * MINUTE_MS);
    await tries.sweep();
    expect(await rows()).toHaveLength(1);
    fake.advance(SIGN_IN.knownAddressMs);
    await tries.sweep();
    expect(await rows()).toEqual([]);
  });

  it('A6 dated by a clock that was wrong hold nobody up, and are swept', async () => {
    const fake = createFakePorts();
    const { tries, database } = await start(fake);
    const rightMs = fake.clock.nowMs();
    fake.setWallClock(rightMs + 400 * DAY_MS);
    for (let n = 0; n < SIGN_IN.maxFailuresOfAddress; n += 1) await fail(tries, 'Rowan', HOME);
    fake.setWallClock(rightMs);
    expect(await fail(tries, 'Rowan', HOME)).toBeNull();
    await tries.sweep();
    expect(await database.db.selectFrom('sign_in_tries').selectAll().execute()).toHaveLength(1);
  });
});
