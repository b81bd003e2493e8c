import { describe, expect, it, vi } from 'vitest';
import { err, ok } from '#shared/result.ts';
import { SESSION_KEY } from '../engine/session.ts';
import type { Vault } from '../vault/types.ts';
import { createBecomeListener, type Joining } from './become-listener.ts';
import type { Opening } from './opening.ts';

const joining = { name: 'Hazel' } as Joining;
const session = { token: 'new', me: { account: 'hazel' } } as never;

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
    const result = await createBecomeListener(opening, async () => ok(session))(joining, prepare);
    expect(result).toEqual(ok(undefined));
    expect(kept.get(SESSION_KEY)).toEqual({ token: 'new', me: { account: 'hazel' } });
    expect(prepare).toHaveBeenCalledWith(fresh);
    expect(spies.restart).not.toHaveBeenCalled();
  });

  it('makes no place where the relay refuses', async () => {
    const { spies, opening } = world();
    const refused = err({ code: 'name-taken', rule: null, retryAfterMs: null } as const);
    expect(await createBecomeListener(opening, async () => refused)(joining, async () => undefined)).toEqual(refused);
    expect(spies.createAnother).not.toHaveBeenCalled();
  });
});
