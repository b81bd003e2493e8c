import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { chatDocument } from '#shared/documents/names.ts';
import { offeredSubprotocols } from '#shared/protocol/codes.ts';
import { logRoots } from '#shared/documents/log.ts';
import { readConfig } from './config/config.ts';
import { storeFile } from './database/data-folder.ts';
import { WireClient } from './policy-wire/testing/wire-client.ts';
import { createRelay, type Relay } from './relay.ts';
import { systemPorts } from './system.ts';
import { call } from './testing/clients.ts';

const RELEASES = join(import.meta.dirname, 'database', 'releases');
const PASSWORD = 'tall pines beside a slow river';
/** The first one was made by hand, and its people have no passwords. */
const releases = readdirSync(RELEASES).map((name) => basename(name, '.sql')).filter((release) => release !== '0.1.0');
const MINUTE_MS = 60_000;

let folder: string;
let relay: Relay | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samovar-older-'));
});
afterEach(async () => {
  await relay?.close();
  rmSync(folder, { recursive: true });
});

/** Today's relay on the store of a release, a minute after that release served it last. */
async function start(release: string): Promise<Relay> {
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  const database = new DatabaseSync(storeFile(data));
  database.exec(`begin; ${readFileSync(join(RELEASES, `${release}.sql`), 'utf8')} commit`);
  const lastMs = Number(database.prepare('select now_ms from relay_clock').get()?.['now_ms']);
  database.close();
  const config = readConfig({ SAMOVAR_DATA: data, SAMOVAR_PORT: '0' }, folder);
  if (!config.ok) throw new Error('configured wrongly');
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  relay = await createRelay(config.value, { ...systemPorts(), clock: { nowMs: () => lastMs + MINUTE_MS }, log });
  return relay;
}

describe.each(releases)('A9: today\'s relay on a store of Samovar %s', (release) => {
  it('lets people in by the passwords they had, and shows them their chat', async () => {
    const on = await start(release);
    const signIn = (name: string) => call(on, 'signIn', { body: { name, password: PASSWORD, deviceName: 'phone' } });
    for (const name of ['Ann', 'Ben', 'Dana']) expect((await signIn(name)).me).toMatchObject({ name, banned: false, ageGroup: 'adult' });
    expect((await signIn('cleo')).me.banned).toBe(true);
    const { token } = await signIn('Ann');
    const { id } = await on.database.db.selectFrom('chats').select('id').where('state', '=', 'open').executeTakeFirstOrThrow();
    const client = new WireClient(new WebSocket(`${on.url.replace('http', 'ws')}/sync`, offeredSubprotocols(token)));
    await client.opened;
    const read = await client.read(chatDocument(id));
    if (typeof read === 'number') throw new Error(`closed with ${read}`);
    const texts = logRoots(read.doc).entries.toArray().flatMap((entry) => ('text' in entry ? [entry.text] : []));
    expect(texts).toEqual(['word 1', 'word 2', 'word 3', 'word 4']);
    client.cut();
  });
});
