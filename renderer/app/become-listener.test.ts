import { describe, expect, it, vi } from 'vitest';
import { err, ok } from '#shared/result.ts';
import { SESSION_KEY } from '../engine/session.ts';
import type { Vault } from '../vault/types.ts';
import { createBecomeListener, type Joining } from './become-listener.ts';
import type { Opening } from './opening.ts';

const joining = { name: 'Hazel' } as Joining;
const session = { token: 'new', me: { account: 'hazel' } } as never;
const taken = err({ code: 'name-taken', rule: null, retryAfterMs: null } as const);
const notAsked = (): never => {
  throw new Error('nobody asks for this');
};

function world() {
  const kept = new Map<string, unknown>();
  const fresh = { settings: { set: async (key: string, value: unknown) => void kept.set(key, value) } } as unknown as Vault;
  const spies = {
    createAnother: vi.fn<Opening['createAnother']>(async (prepare) => {
      await prepare?.(fresh);
      return true;
    }),
    restart: vi.fn<Opening['restart']>(),
  };
  return { kept, fresh, spies, opening: spies as unknown as Opening };
}

describe('F034, F037: becoming a listener', () => {
  it('opens a new place for the account and leaves the one at hand alone', async () => {
    const { kept, fresh, spies, opening } = world();
    const prepare = vi.fn<(vault: Vault) => Promise<void>>(async () => undefined);
    const result = await createBecomeListener(opening, { join: async () => ok(session), comeBack: notAsked })(joining, prepare);
    expect(result).toEqual(ok(undefined));
    expect(kept.get(SESSION_KEY)).toEqual({ token: 'new', me: { account: 'hazel' } });
    expect(prepare).toHaveBeenCalledWith(fresh);
    expect(spies.restart).not.toHaveBeenCalled();
  });

  it('makes no place where the relay refuses', async () => {
    const { spies, opening } = world();
    expect(await createBecomeListener(opening, { join: async () => taken, comeBack: notAsked })(joining, async () => undefined)).toEqual(taken);
    expect(spies.createAnother).not.toHaveBeenCalled();
  });

  it('the answer was lost, and the name is taken by oneself: one comes in by it, into the new place', async () => {
    const { kept, spies, opening } = world();
    const become = createBecomeListener(opening, { join: async () => taken, comeBack: async () => ok(session) });
    expect(await become(joining, async () => undefined, true)).toEqual(ok(undefined));
    expect(kept.get(SESSION_KEY)).toEqual({ token: 'new', me: { account: 'hazel' } });
    expect(spies.createAnother).toHaveBeenCalledTimes(1);
  });

  it('the name is somebody else\'s: taken, as always; and whatever else went wrong on the way is told as it is', async () => {
    const { spies, opening } = world();
    const wrong = err({ code: 'wrong-name-or-password', rule: null, retryAfterMs: null } as const);
    const offline = err({ code: 'offline' } as const);
    for (const [back, told] of [[wrong, taken], [offline, offline]] as const) {
      const become = createBecomeListener(opening, { join: async () => taken, comeBack: async () => back });
      expect(await become(joining, async () => undefined, true)).toEqual(told);
    }
    expect(spies.createAnother).not.toHaveBeenCalled();
  });
});
