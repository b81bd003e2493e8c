import { describe, expect, it } from 'vitest';
import type { Session as NewSession } from '#shared/api/schemas.ts';
import { err, ok } from '#shared/result.ts';
import { meOf } from '../features/chats/testing/people.ts';
import { createAccountKeyCommands } from './account-keys.ts';
import type { CommandParts } from './commands.ts';

/** The commands over an API that answers as it is told, with what the session and the socket were told. */
function bench(answer: unknown) {
  const told: string[] = [];
  const note = (what: string) => () => void told.push(what);
  const parts = {
    api: { call: async (name: string, _params: unknown, body: unknown) => (told.push(`${name} ${JSON.stringify(body)}`), answer) },
    hub: { rest: note('rest'), connect: note('connect'), signedOut: note('signed-out') },
    session: {
      renew: async (next: NewSession) => void told.push(`renew ${next.token}`),
      update: note('update'),
      forgetToken: async () => void told.push('forget-token'),
    },
  } as unknown as CommandParts;
  return { told, keys: createAccountKeyCommands(parts) };
}

const me = meOf('Rowan', { type: 'member' });

describe('one\'s own account, at the engine', () => {
  it('E3: another password goes on under the new token, on a new socket', async () => {
    const { told, keys } = bench(ok({ token: 'fresh', me }));
    expect(await keys.changePassword('old', 'new')).toEqual({ ok: true, value: undefined });
    expect(told).toEqual(['changePassword {"current":"old","next":"new"}', 'renew fresh', 'rest', 'connect']);
  });

  it('a wrong password leaves session and socket alone', async () => {
    const { told, keys } = bench(err({ code: 'wrong-password', rule: null, retryAfterMs: null }));
    expect((await keys.changePassword('old', 'new')).ok).toBe(false);
    expect((await keys.eraseMe('old')).ok).toBe(false);
    expect(told.filter((what) => !what.includes('{'))).toEqual([]);
  });

  it('a session that ended meanwhile is noticed', async () => {
    const { told, keys } = bench(err({ code: 'signed-out', rule: null, retryAfterMs: null }));
    await keys.makeRecoveryCode('password');
    expect(told).toContain('signed-out');
  });

  it('F027: a new name is one\'s own at once', async () => {
    const { told, keys } = bench(ok(me));
    await keys.changeName('Willow', 'password');
    expect(told).toEqual(['changeName {"name":"Willow","password":"password"}', 'update']);
  });

  it('H3: an account that is gone leaves no token here', async () => {
    const { told, keys } = bench(ok({}));
    await keys.eraseMe('password');
    expect(told).toEqual(['eraseMe {"password":"password"}', 'forget-token', 'signed-out']);
  });
});
