import { describe, expect, it, vi } from 'vitest';
import { err, ok } from '#shared/result.ts';
import { SESSION_KEY, type KeptSession } from '../engine/session.ts';
import type { Settings, Vault } from '../vault/types.ts';
import type { Opening } from './opening.ts';
import { createRecover, createSignIn, isFor, type AskByCode, type AskForSession } from './sign-in.ts';

const session = (account: string, type: string, consent: string): KeptSession =>
  ({ token: `token-of-${account}`, me: { account, type, consent } }) as unknown as KeptSession;

const anna = session('anna', 'member', 'given');

function vaultWith(kept: KeptSession | null, notes = 0, things = false): Vault & { kept(): unknown } {
  const values = new Map<string, unknown>(kept === null ? [] : [[SESSION_KEY, kept]]);
  const settings = {
    get: async (key: string) => values.get(key) ?? null,
    set: async (key: string, value: unknown) => void values.set(key, value),
    remove: async (key: string) => void values.delete(key),
  } as Settings;
  return {
    settings,
    notes: { list: async () => Array.from({ length: notes }), bin: async () => [] },
    outbox: { all: async () => [] },
    hasThings: async () => things,
    kept: () => values.get(SESSION_KEY),
  } as unknown as Vault & { kept(): unknown };
}

describe('isFor: whether a vault may become an account\'s', () => {
  it.each([
    ['nobody yet, empty', vaultWith(null), true],
    ['nobody yet, with notes', vaultWith(null, 1), false],
    ['nobody yet, with steps on a path', vaultWith(null, 0, true), false],
    ['a guest who met nobody, with goals', vaultWith(session('g', 'guest', 'missing'), 0, true), false],
    ['the same account, with notes', vaultWith(anna, 5), true],
    ['a guest who met nobody, empty', vaultWith(session('g', 'guest', 'missing')), true],
    ['a guest who met nobody, with notes', vaultWith(session('g', 'guest', 'missing'), 1), false],
    ['a guest who talked', vaultWith(session('g', 'guest', 'given')), false],
    ['another member', vaultWith(session('b', 'member', 'given')), false],
  ])('%s', async (_title, vault, expected) => {
    expect(await isFor(vault, anna)).toBe(expected);
  });
});

describe('sign in', () => {
  const asks: AskForSession = async (settings) => {
    await settings.set(SESSION_KEY, anna);
    return ok(undefined);
  };

  function openingOn(vault: Vault) {
    const fresh = vaultWith(null);
    const opening = {
      getSnapshot: () => ({ at: 'opened', opened: { vault } }),
      restart: vi.fn<Opening['restart']>((prepare) => prepare(vault, undefined as never)), // nobody here looks at drafts
      createAnother: vi.fn<Opening['createAnother']>(async (prepare) => {
        await prepare?.(fresh);
        return true;
      }),
    };
    return { opening: opening as unknown as Opening, spies: opening, fresh };
  }

  it('F022: makes an empty place the account\'s', async () => {
    const here = vaultWith(null);
    const { opening, spies } = openingOn(here);
    expect((await createSignIn(opening, asks)('anna', 'pass')).ok).toBe(true);
    expect(spies.restart).toHaveBeenCalledOnce();
    expect(here.kept()).toEqual(anna);
  });

  it('gives the account a place of its own where somebody has written already', async () => {
    const here = vaultWith(null, 3);
    const { opening, spies, fresh } = openingOn(here);
    await createSignIn(opening, asks)('anna', 'pass');
    expect(spies.createAnother).toHaveBeenCalledOnce();
    expect(fresh.kept()).toEqual(anna);
    expect(here.kept()).toBeUndefined();
  });

  it('changes nothing when the relay refuses', async () => {
    const here = vaultWith(null);
    const { opening, spies } = openingOn(here);
    const refused = { code: 'wrong-name-or-password', rule: null, retryAfterMs: null } as const;
    expect(await createSignIn(opening, async () => err(refused))('anna', 'no')).toEqual(err(refused));
    expect(spies.restart).not.toHaveBeenCalled();
    expect(spies.createAnother).not.toHaveBeenCalled();
  });

  it('E6: comes back by a recovery code in the same way', async () => {
    const here = vaultWith(null);
    const { opening, spies } = openingOn(here);
    const ask = vi.fn<AskByCode>((settings) => asks(settings, { name: 'anna', password: 'new' }));
    expect((await createRecover(opening, ask)('anna', '7K3M', 'new')).ok).toBe(true);
    expect(ask.mock.calls[0]?.[1]).toEqual({ name: 'anna', code: '7K3M', password: 'new' });
    expect(spies.restart).toHaveBeenCalledOnce();
    expect(here.kept()).toEqual(anna);
  });
});
