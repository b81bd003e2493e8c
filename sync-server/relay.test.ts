import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import type { BodyOf } from '#shared/api/contract.ts';
import type { Session } from '#shared/api/schemas.ts';
import type { AccountId } from '#shared/ids.ts';
import { chatDocument, inboxDocument } from '#shared/documents/names.ts';
import { logRoots } from '#shared/documents/log.ts';
import { currentVersions } from './accounts/accounts.ts';
import { runAdmin } from './admin/run.ts';
import { readConfig, type Config } from './config/config.ts';
import { createJsonLog } from './log/json-log.ts';
import { CannotStart, createRelay, type Relay } from './relay.ts';
import { systemPorts } from './system.ts';
import { call, dial as dialFrom, statusOf } from './testing/clients.ts';

const PASSWORD = 'tall pines beside a slow river';

let folder: string;
let logLines: string[];
const relays: Relay[] = [];
const sockets: WebSocket[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samovar-relay-'));
  logLines = [];
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  for (const relay of relays.splice(0)) await relay.close();
  rmSync(folder, { recursive: true });
});

const configured = (more: Record<string, string> = {}): Config => {
  const config = readConfig({ SAMOVAR_DATA: 'data', SAMOVAR_PORT: '0', SAMOVAR_LOG: 'info', ...more }, folder);
  if (!config.ok) throw new Error('the test is configured wrongly');
  return config.value;
};

const start = async (more?: Record<string, string>): Promise<Relay> => {
  const ports = systemPorts();
  const log = createJsonLog((line) => void logLines.push(line), ports.clock, 'info');
  const relay = await createRelay(configured(more), { ...ports, log });
  relays.push(relay);
  return relay;
};

const CONSENT: BodyOf<'giveConsent'> = {
  ageGroup: 'adult',
  parentalConsent: false,
  certified: true,
  versions: currentVersions(),
};

const seeker = async (relay: Relay): Promise<Session> => {
  const session = await call(relay, 'createGuest', { body: { deviceName: 'laptop' } });
  await call(relay, 'giveConsent', { token: session.token, body: CONSENT });
  return session;
};

const admin = async (...argv: string[]): Promise<void> => {
  const complaints: string[] = [];
  const context = {
    dataFolder: join(folder, 'data'),
    cwd: folder,
    ports: systemPorts(),
    say: () => undefined,
    readInput: async () => '',
  };
  const code = await runAdmin(argv, context, (line) => void complaints.push(line));
  if (code !== 0) throw new Error(complaints.join(' '));
};

const listener = async (relay: Relay, name: string): Promise<Session> => {
  await admin('listener', name, '--password', PASSWORD, '--consented');
  return call(relay, 'signIn', { body: { name, password: PASSWORD, deviceName: 'desk' } });
};

const dial = (relay: Relay, token: string, origin?: string): WebSocket => {
  const socket = dialFrom(relay, token, origin);
  sockets.push(socket);
  return socket;
};

describe('the relay, put together', () => {
  it('a guest asks, a listener takes it, both have the chat; after a restart it is still there', async () => {
    const first = await start();
    const guest = await seeker(first);
    const rowan = await listener(first, 'Rowan');
    const { request } = await call(first, 'createRequest', { token: guest.token, body: { topic: 'sleep', language: 'en' } });
    const { chat } = await call(first, 'acceptRequest', { token: rowan.token, id: request });
    await first.close();

    const second = await start();
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
    const relay = await start();
    const { token } = await seeker(relay);
    const socket = dial(relay, token);
    await once(socket, 'open');
    const closed = once(socket, 'close');
    await call(relay, 'signOut', { token });
    expect((await closed)[0]).toBe(4401);
    await expect(call(relay, 'me', { token })).rejects.toThrow('signed-out');
    expect(await statusOf(dial(relay, token))).toBe(401);
  });

  it('E3: who becomes a member comes back under a new token; the old one opens nothing, and its sockets are closed', async () => {
    const relay = await start();
    const { token } = await seeker(relay);
    const socket = dial(relay, token);
    await once(socket, 'open');
    const closed = once(socket, 'close');
    const renewed = await call(relay, 'becomeMember', { token, body: { name: 'Rowan', password: PASSWORD } });
    expect((await closed)[0]).toBe(4503);
    expect(await statusOf(dial(relay, token))).toBe(401);
    await expect(call(relay, 'me', { token })).rejects.toThrow('signed-out');
    expect(await statusOf(dial(relay, renewed.token))).toBe(101);
    expect(await call(relay, 'me', { token: renewed.token })).toMatchObject({ name: 'Rowan', type: 'member' });
  });

  it('D3: another password, set by an admin command, closes sockets of the running relay', async () => {
    const relay = await start();
    const { token } = await listener(relay, 'Rowan');
    const socket = dial(relay, token);
    await once(socket, 'open');
    const closed = once(socket, 'close');
    await admin('listener', 'Rowan', '--password', 'a quite different sentence');
    expect((await closed)[0]).toBe(4401);
  });

  it('F103: a ban by an admin command holds for the next command and takes a waiting person out of the queue', async () => {
    const relay = await start();
    const guest = await seeker(relay);
    await call(relay, 'createRequest', { token: guest.token, body: { topic: null, language: 'en' } });
    await admin('ban', guest.me.name);
    expect(await call(relay, 'me', { token: guest.token })).toMatchObject({ banned: true });
    const state = async () => {
      const row = await relay.database.db.selectFrom('requests').select('state').executeTakeFirstOrThrow();
      return row.state;
    };
    await expect.poll(state, { timeout: 5_000 }).toBe('withdrawn');
  });

  it('F016, H3: of a guest who is forgotten no file holds the name', async () => {
    const relay = await start();
    const guest = await seeker(relay);
    const rowan = await listener(relay, 'Rowan');
    const { request } = await call(relay, 'createRequest', { token: guest.token, body: { topic: null, language: 'en' } });
    const { chat } = await call(relay, 'acceptRequest', { token: rowan.token, id: request });
    await call(relay, 'endChat', { token: guest.token, id: chat });
    const again = await call(relay, 'createRequest', { token: guest.token, body: { topic: null, language: 'en' } });
    await call(relay, 'acceptRequest', { token: rowan.token, id: again.request });
    await call(relay, 'createRequest', { token: guest.token, body: { topic: null, language: 'en' } });
    const socket = dial(relay, guest.token);
    await once(socket, 'open');
    const closed = once(socket, 'close');
    await call(relay, 'forgetMe', { token: guest.token });
    expect((await closed)[0]).toBe(4401);
    await relay.close();
    const files = readdirSync(join(folder, 'data')).map((file) => readFileSync(join(folder, 'data', file), 'latin1'));
    expect(files.join('')).not.toContain(guest.me.name);
    expect(files.join('')).toContain('Rowan');
  });
});

describe('doors', () => {
  it('E5, W2: sockets and commands follow one rule about origins', async () => {
    const relay = await start({ SAMOVAR_ORIGIN: 'https://talk.example.org' });
    const { token } = await seeker(relay);
    for (const origin of ['https://stranger.example', 'null', 'http://127.0.0.1:1']) {
      expect(await statusOf(dial(relay, token, origin))).toBe(403);
    }
    for (const origin of [undefined, relay.url, 'app://samovar', 'https://talk.example.org']) {
      expect(await statusOf(dial(relay, token, origin))).toBe(101);
    }
  });

  it('C6: a proxy is believed about addresses when the operator named it, and nobody else is', async () => {
    const make = (relay: Relay, claimed: string) =>
      fetch(`${relay.url}/api/guests`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': claimed },
        body: JSON.stringify({ deviceName: 'laptop' }),
      });
    const open = await start({ SAMOVAR_GUESTS_PER_HOUR: '1' });
    expect((await make(open, '203.0.113.1')).status).toBe(200);
    expect((await make(open, '203.0.113.2')).status).toBe(429);
    await open.close();
    const behind = await start({ SAMOVAR_GUESTS_PER_HOUR: '1', SAMOVAR_PROXY: '127.0.0.0/8' });
    expect((await make(behind, '203.0.113.1')).status).toBe(200);
    expect((await make(behind, '203.0.113.2')).status).toBe(200);
    expect((await make(behind, 'forged, 203.0.113.2')).status).toBe(429);
  });
});

describe('starting and stopping', () => {
  it('one data folder has one relay, and the second says what to do', async () => {
    await start();
    await expect(start()).rejects.toThrow(CannotStart);
    await expect(start()).rejects.toThrow(/another relay/);
  });

  it('A7: a store that is damaged is refused in plain words, and stays byte for byte as it is', async () => {
    const first = await start();
    await first.close();
    relays.length = 0;
    const file = join(folder, 'data', 'samovar.db');
    for (const damage of [
      (bytes: Buffer) => bytes.subarray(0, bytes.length / 2),
      (bytes: Buffer) => bytes.fill(0xff, 100, 2_000),
      () => Buffer.from('Dear all, '.repeat(1_000)),
    ]) {
      const damaged = damage(Buffer.from(readFileSync(file)));
      const whole = readFileSync(file);
      writeFileSync(file, damaged);
      await expect(start()).rejects.toThrow(/damaged.*restore/);
      expect(readFileSync(file).equals(damaged)).toBe(true);
      writeFileSync(file, whole);
    }
    await start();
  });

  it('A8: after a restore that was cut short nothing starts before it is clear which store counts', async () => {
    await (await start()).close();
    writeFileSync(join(folder, 'data', 'samovar.db.restoring'), 'half a store');
    await expect(start()).rejects.toThrow(/cut short/);
  });

  it('a taken port is told as such, and the folder is free again', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    await expect(start({ SAMOVAR_PORT: String(port) })).rejects.toThrow(/SAMOVAR_PORT/);
    other.close();
    await once(other, 'close');
    await start();
  });

  it('A5: ends within the drain time with sockets open, twice as well as once, and leaves a store of one file', async () => {
    const relay = await start();
    const { token } = await seeker(relay);
    const socket = dial(relay, token);
    await once(socket, 'open');
    const closed = once(socket, 'close');
    const startedMs = performance.now();
    await Promise.all([relay.close(), relay.close()]);
    expect(performance.now() - startedMs).toBeLessThan(5_000);
    expect((await closed)[0]).toBe(4503);
    expect(readdirSync(join(folder, 'data')).toSorted()).toEqual(['relay.lock', 'samovar.db']);
    expect(relay.httpServer.listening).toBe(false);
    expect(logLines.at(-1)).toContain('"stopped"');
  });

  it('H5: a whole life leaves no token, password, name or id in the log', async () => {
    const relay = await start();
    const guest = await seeker(relay);
    const rowan = await listener(relay, 'Rowan');
    const socket = dial(relay, guest.token);
    await once(socket, 'open');
    await relay.close();
    const text = logLines.join('');
    for (const secret of [guest.token, rowan.token, PASSWORD, guest.me.name, 'Rowan', guest.me.account, rowan.me.device]) {
      expect(text).not.toContain(secret);
    }
    expect(text).not.toContain('127.0.0.1');
  });
});
