import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId } from '#shared/ids.ts';
import { chatDocument, inboxDocument } from '#shared/documents/names.ts';
import { logRoots } from '#shared/documents/log.ts';
import { hashToken } from './accounts/session-rules.ts';
import type { Relay } from './relay.ts';
import { call, statusOf } from './testing/clients.ts';
import { PASSWORD, RelayBench } from './testing/relay-bench.ts';

let bench: RelayBench;

beforeEach(() => {
  bench = new RelayBench();
});
afterEach(() => bench.close());

describe('the relay, put together', () => {
  it('a guest asks, a listener takes it, both have the chat; after a restart it is still there', async () => {
    const first = await bench.start();
    const guest = await bench.seeker(first);
    const rowan = await bench.listener(first, 'Rowan');
    const { request } = await call(first, 'createRequest', { token: guest.token, body: { topic: 'sleep', language: 'en' } });
    const { chat } = await call(first, 'acceptRequest', { token: rowan.token, id: request });
    await first.close();

    const second = await bench.start();
    expect(await call(second, 'me', { token: guest.token })).toMatchObject({ account: guest.me.account, consent: 'given' });
    const entries = await second.services.documents.read(chatDocument(chat), (doc) => logRoots(doc).entries.toArray());
    expect(entries).toMatchObject([{ kind: 'notice', what: 'opened' }]);
    const newsOf = (account: AccountId) =>
      second.services.documents.read(inboxDocument(account), (doc) =>
        logRoots(doc).entries.toArray().map((entry) => entry.kind),
      );
    expect(await newsOf(guest.me.account)).toEqual(['chat-opened']);
    expect(await newsOf(rowan.me.account)).toEqual(['signed-in']);
    await call(second, 'endChat', { token: guest.token, id: chat });
    await expect(call(second, 'endChat', { token: guest.token, id: chat })).rejects.toThrow('denied');
  });

  it('D3: signing out closes the device\'s socket with 4401', async () => {
    const relay = await bench.start();
    const { token } = await bench.seeker(relay);
    const socket = bench.dial(relay, token);
    await once(socket, 'open');
    const closed = once(socket, 'close');
    await call(relay, 'signOut', { token });
    expect((await closed)[0]).toBe(4401);
    await expect(call(relay, 'me', { token })).rejects.toThrow('signed-out');
    expect(await statusOf(bench.dial(relay, token))).toBe(401);
  });

  it('D3, E3: a device that was signed out without a network ends its session later, without a token, and its socket with it', async () => {
    const relay = await bench.start();
    const [{ token }, other] = [await bench.seeker(relay), await bench.seeker(relay)];
    const socket = bench.dial(relay, token);
    await once(socket, 'open');
    const closed = once(socket, 'close');
    expect(await call(relay, 'endSession', { body: { proof: hashToken(token) } })).toEqual({});
    expect((await closed)[0]).toBe(4401);
    await expect(call(relay, 'me', { token })).rejects.toThrow('signed-out');
    // Once more, and for a session that never was: the same answer, and nothing else ends.
    for (const proof of [hashToken(token), '0'.repeat(64)]) expect(await call(relay, 'endSession', { body: { proof } })).toEqual({});
    expect((await call(relay, 'me', { token: other.token })).account).toBe(other.me.account);
    await expect(call(relay, 'endSession', { body: { proof: other.token } })).rejects.toThrow('bad-request');
  });

  it('E3: who becomes a member comes back under a new token; the old one opens nothing, and its sockets are closed', async () => {
    const relay = await bench.start();
    const { token } = await bench.seeker(relay);
    const socket = bench.dial(relay, token);
    await once(socket, 'open');
    const closed = once(socket, 'close');
    const renewed = await call(relay, 'becomeMember', { token, body: { name: 'Rowan', password: PASSWORD } });
    expect((await closed)[0]).toBe(4503);
    expect(await statusOf(bench.dial(relay, token))).toBe(401);
    await expect(call(relay, 'me', { token })).rejects.toThrow('signed-out');
    expect(await statusOf(bench.dial(relay, renewed.token))).toBe(101);
    expect(await call(relay, 'me', { token: renewed.token })).toMatchObject({ name: 'Rowan', type: 'member' });
  });

  it('E3: a socket that was opened by a token which was followed by another is closed when that is first used', async () => {
    const relay = await bench.start();
    const { token, me } = await bench.listener(relay, 'Rowan');
    const socket = bench.dial(relay, token); // whoever else has the token
    await once(socket, 'open');
    await relay.database.db.updateTable('sessions').set({ renew_by_ms: Date.now() + 60_000 }).where('account', '=', me.account).execute();
    const next = await call(relay, 'renewSession', { token });
    expect(socket.readyState).toBe(socket.OPEN); // the answer may be lost yet
    const closed = once(socket, 'close');
    const honest = bench.dial(relay, next.token);
    expect(await statusOf(honest)).toBe(101);
    expect((await closed)[0]).toBe(4503);
    await expect(call(relay, 'me', { token })).rejects.toThrow('signed-out');
    expect(await call(relay, 'me', { token: next.token })).toMatchObject({ name: 'Rowan' });
    expect(honest.readyState).toBe(honest.OPEN);
    // Two have what was one session: by whichever token the other comes back, it ends for both.
    const ended = once(honest, 'close');
    expect(await statusOf(bench.dial(relay, token))).toBe(401);
    expect((await ended)[0]).toBe(4401);
    await expect(call(relay, 'me', { token: next.token })).rejects.toThrow('signed-out');
  });

  it('D3: another password, set by an admin command, closes sockets of the running relay', async () => {
    const relay = await bench.start();
    const { token } = await bench.listener(relay, 'Rowan');
    const socket = bench.dial(relay, token);
    await once(socket, 'open');
    const closed = once(socket, 'close');
    await bench.admin('listener', 'Rowan', '--password', 'a quite different sentence');
    expect((await closed)[0]).toBe(4401);
  });

  it('F103: a ban by an admin command holds for the next command and takes a waiting person out of the queue', async () => {
    const relay = await bench.start();
    const guest = await bench.seeker(relay);
    await call(relay, 'createRequest', { token: guest.token, body: { topic: null, language: 'en' } });
    await bench.admin('ban', guest.me.name, '--reason', 'broke the agreement');
    expect(await call(relay, 'me', { token: guest.token })).toMatchObject({ banned: true });
    const state = async () => {
      const row = await relay.database.db.selectFrom('requests').select('state').executeTakeFirstOrThrow();
      return row.state;
    };
    await expect.poll(state, { timeout: 5_000 }).toBe('withdrawn');
  });

  it('F016, H3: of a guest who is forgotten no file holds the name', async () => {
    const relay = await bench.start();
    const guest = await bench.seeker(relay);
    const rowan = await bench.listener(relay, 'Rowan');
    const { request } = await call(relay, 'createRequest', { token: guest.token, body: { topic: null, language: 'en' } });
    const { chat } = await call(relay, 'acceptRequest', { token: rowan.token, id: request });
    await call(relay, 'endChat', { token: guest.token, id: chat });
    const again = await call(relay, 'createRequest', { token: guest.token, body: { topic: null, language: 'en' } });
    await call(relay, 'acceptRequest', { token: rowan.token, id: again.request });
    await call(relay, 'createRequest', { token: guest.token, body: { topic: null, language: 'en' } });
    const socket = bench.dial(relay, guest.token);
    await once(socket, 'open');
    const closed = once(socket, 'close');
    await call(relay, 'forgetMe', { token: guest.token });
    expect((await closed)[0]).toBe(4401);
    await relay.close();
    const files = readdirSync(join(bench.folder, 'data')).map((file) => readFileSync(join(bench.folder, 'data', file), 'latin1'));
    expect(files.join('')).not.toContain(guest.me.name);
    expect(files.join('')).toContain('Rowan');
  });
});

describe('doors', () => {
  it('E5, W2: sockets and commands follow one rule about origins', async () => {
    const relay = await bench.start({ SAMOVAR_ORIGIN: 'https://talk.example.org' });
    const { token } = await bench.seeker(relay);
    for (const origin of ['https://stranger.example', 'null', 'http://127.0.0.1:1']) {
      expect(await statusOf(bench.dial(relay, token, origin))).toBe(403);
    }
    for (const origin of [undefined, relay.url, 'app://samovar', 'https://talk.example.org']) {
      expect(await statusOf(bench.dial(relay, token, origin))).toBe(101);
    }
  });

  it('C6: a proxy is believed about addresses when the operator named it, and nobody else is', async () => {
    const make = (relay: Relay, claimed: string) =>
      fetch(`${relay.url}/api/guests`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': claimed },
        body: JSON.stringify({ deviceName: 'laptop' }),
      });
    const open = await bench.start({ SAMOVAR_GUESTS_PER_HOUR: '1' });
    expect((await make(open, '203.0.113.1')).status).toBe(200);
    expect((await make(open, '203.0.113.2')).status).toBe(429);
    await open.close();
    const behind = await bench.start({ SAMOVAR_GUESTS_PER_HOUR: '1', SAMOVAR_PROXY: '127.0.0.0/8' });
    expect((await make(behind, '203.0.113.1')).status).toBe(200);
    expect((await make(behind, '203.0.113.2')).status).toBe(200);
    expect((await make(behind, 'forged, 203.0.113.2')).status).toBe(429);
  });
});
