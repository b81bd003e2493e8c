import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { chatDocument, inboxDocument, type DocumentName } from '#shared/documents/names.ts';
import { offeredSubprotocols } from '#shared/protocol/codes.ts';
import { logRoots } from '#shared/documents/log.ts';
import type { ChatId } from '#shared/ids.ts';
import { currentVersions } from './accounts/accounts.ts';
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
/** In those from 0.5.0 on, Ann has left Ben a message that waits, shows a picture, and Edda asks to be a therapist. */
const WAITING = 'a word that waits';
const storeText = (release: string): string => readFileSync(join(RELEASES, `${release}.sql`), 'utf8');
const withStarts = releases.filter((release) => storeText(release).includes(`'${WAITING}'`));
/** In those from 0.6.0 on, a name rests, a session is to be renewed, and a guest was here last before a month in which the relay was off. */
const withResting = releases.filter((release) => storeText(release).includes('insert into "names_resting"'));
/** In those from 0.7.0 on, Hedda is banned, and has words of her own for why. */
const withTold = releases.filter((release) => storeText(release).includes("'Hedda'"));
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

/** Puts the store of a release in the data folder, and starts today's relay on it. */
async function start(release: string): Promise<Relay> {
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  const database = new DatabaseSync(storeFile(data));
  database.exec(`begin; ${storeText(release)} commit`);
  database.close();
  return serve();
}

/** Today's relay on the store that is there, a minute after it was served last. */
async function serve(): Promise<Relay> {
  const data = join(folder, 'data');
  const database = new DatabaseSync(storeFile(data));
  const lastMs = Number(database.prepare('select now_ms from relay_clock').get()?.['now_ms']);
  database.close();
  const config = readConfig({ SAMOVAR_DATA: data, SAMOVAR_PORT: '0' }, folder);
  if (!config.ok) throw new Error('configured wrongly');
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  relay = await createRelay(config.value, { ...systemPorts(), clock: { nowMs: () => lastMs + MINUTE_MS }, log });
  return relay;
}

async function restart(): Promise<Relay> {
  await relay?.close();
  return serve();
}

const signIn = (on: Relay, name: string) =>
  call(on, 'signIn', { body: { name, password: PASSWORD, deviceName: 'phone' } });

/** A document as whoever has the token is sent it. */
async function read(on: Relay, token: string, document: DocumentName): Promise<ReturnType<typeof logRoots>> {
  const client = new WireClient(new WebSocket(`${on.url.replace('http', 'ws')}/sync`, offeredSubprotocols(token)));
  await client.opened;
  const found = await client.read(document);
  client.cut();
  if (typeof found === 'number') throw new Error(`closed with ${found}`);
  return logRoots(found.doc);
}

async function textsIn(on: Relay, token: string, chat: ChatId): Promise<string[]> {
  const { entries } = await read(on, token, chatDocument(chat));
  return entries.toArray().flatMap((entry) => ('text' in entry ? [entry.text as string] : []));
}

const openChat = async (on: Relay): Promise<ChatId> =>
  (await on.database.db.selectFrom('chats').select('id').where('state', '=', 'open').orderBy('opened_at_ms').executeTakeFirstOrThrow()).id;

/** The head of a store says the tokens of those who have no password, or whose token is what is looked at. */
function tokenIn(release: string, whose: string): string {
  const token = new RegExp(`^-- ${whose}: (\\S+)$`, 'm').exec(storeText(release))?.[1];
  if (token === undefined) throw new Error(`the store of ${release} does not say ${whose}`);
  return token;
}

describe.each(releases)('A9: today\'s relay on a store of Samovar %s', (release) => {
  it('lets people in by the passwords they had, and shows them their chat, after a restart as well', async () => {
    const on = await start(release);
    for (const name of ['Ann', 'Ben', 'Dana']) {
      expect((await signIn(on, name)).me).toMatchObject({ name, banned: false, ageGroup: 'adult' });
    }
    expect((await signIn(on, 'cleo')).me.banned).toBe(true);
    const { token } = await signIn(on, 'Ann');
    const chat = await openChat(on);
    const words = ['word 1', 'word 2', 'word 3', 'word 4'];
    expect(await textsIn(on, token, chat)).toEqual(words);
    expect(await textsIn(await restart(), token, chat)).toEqual(words);
  });
});

describe.each(withStarts)('A9: today\'s relay on what waits in a store of Samovar %s', (release) => {
  it('shows a message to both, after a restart as well, and it becomes the first words of a chat', async () => {
    const first = await start(release);
    const [ann, ben] = [await signIn(first, 'Ann'), await signIn(first, 'Ben')];
    const starts = first.database.db.selectFrom('starts').select('id');
    const { id } = await starts.where('state', '=', 'waiting').executeTakeFirstOrThrow();
    const cards = async (on: Relay) => {
      const both = [];
      for (const { token, me } of [ann, ben]) {
        const { marks } = await read(on, token, inboxDocument(me.account));
        both.push(marks.get(`${id}|relay|start`));
      }
      return both;
    };
    const waiting = { kind: 'message', text: WAITING, topic: 'sleep', language: 'en' };
    const shown = [
      { ...waiting, side: 'mine', with: { name: 'Ben' } },
      { ...waiting, side: 'theirs', with: { name: 'Ann' } },
    ];
    expect(await cards(first)).toMatchObject(shown);
    const again = await restart();
    expect(await cards(again)).toMatchObject(shown);
    // What is agreed to has changed since; whoever takes something up agrees first.
    const answers = { ageGroup: 'adult', parentalConsent: false, certified: true } as const;
    await call(again, 'giveConsent', { token: ben.token, body: { ...answers, versions: currentVersions() } });
    const { chat } = await call(again, 'acceptStart', { token: ben.token, id });
    for (const { token } of [ann, ben]) expect(await textsIn(again, token, chat)).toEqual([WAITING]);
    expect(await cards(again)).toEqual([undefined, undefined]);
  });

  it('knows an application, who has talked, the picture somebody shows, and the marks of devices', async () => {
    const on = await start(release);
    const [ann, edda] = [await signIn(on, 'Ann'), await signIn(on, 'Edda')];
    const own = await call(on, 'readOwnTherapist', { token: edda.token });
    expect(own.application).toMatchObject({ state: 'waiting', licence: { legalName: 'Edda Berg', country: 'SE' } });
    const { picture } = await call(on, 'readOwnPicture', { token: ann.token });
    const found = await call(on, 'findPictures', { token: edda.token, body: { names: ['Ann'] } });
    expect(found.pictures).toEqual([{ name: 'Ann', picture: expect.any(String) }]);
    expect(found.pictures[0]?.picture).toBe(picture);
    const { db } = on.database;
    const talked = await db.selectFrom('accounts').select('name').where('talked', '=', 1).execute();
    expect(talked).toEqual([{ name: 'Ann' }]);
    const marks = db.selectFrom('device_marks').innerJoin('accounts', 'accounts.id', 'account').select('accounts.name').distinct();
    expect(await marks.orderBy('accounts.name').execute()).toEqual([{ name: 'Ann' }, { name: 'Cleo' }]);
  });
});

describe.each(withResting)('A9: today\'s relay on what else a store of Samovar %s holds', (release) => {
  it('shows both the chat with a therapist, who is listed, after a restart as well', async () => {
    const first = await start(release);
    const chats = first.database.db.selectFrom('chats').innerJoin('accounts', 'accounts.id', 'listener').select('chats.id');
    const { id } = await chats.where('accounts.type', '=', 'therapist').where('state', '=', 'open').executeTakeFirstOrThrow();
    const tokens = [(await signIn(first, 'Ann')).token, (await signIn(first, 'Greta')).token];
    const mustShow = async (on: Relay) => {
      for (const token of tokens) expect(await textsIn(on, token, id)).toEqual(['a word to a therapist', 'a word back']);
      const { therapists } = await call(on, 'findTherapists');
      expect(therapists).toMatchObject([{ name: 'Greta', legalName: 'Greta Lind', country: 'SE' }]);
    };
    await mustShow(first);
    await mustShow(await restart());
  });

  it('F012, F104: lets nobody have the name of who was erased, and knows where an account began', async () => {
    const on = await start(release);
    const { token } = await call(on, 'createGuest', { body: { deviceName: 'phone' } });
    const become = (name: string) => call(on, 'becomeMember', { token, body: { name, password: PASSWORD } });
    for (const name of ['Finn', 'FINN', 'F1nn']) await expect(become(name)).rejects.toThrow('name-taken');
    expect((await become('Nils')).me.name).toBe('Nils');
    const marks = on.database.db.selectFrom('device_marks').innerJoin('accounts', 'accounts.id', 'account').select('began');
    expect(await marks.where('accounts.name', '=', 'Ann').orderBy('at_ms').execute()).toEqual([{ began: 1 }, { began: 0 }]);
  });

  it('E3, F016: whose rank rose goes on by the next token, and a guest of before a month without a relay is here still', async () => {
    const first = await start(release);
    const [before, next, guest] = ['The token of Dana', 'The next token of Dana', 'The token of the guest'].map((whose) => tokenIn(release, whose));
    const me = (on: Relay, token = '') => call(on, 'me', { token });
    expect(await me(first, before)).toMatchObject({ name: 'Dana', renew: true });
    const again = await restart();
    const dana = await me(again, next);
    expect([dana.name, dana.renew ?? false, dana.standing.rank]).toEqual(['Dana', false, 2]);
    await expect(me(again, before)).rejects.toThrow('signed-out');
    expect(await me(again, guest)).toMatchObject({ type: 'guest', ageGroup: 'adult' });
    expect(await me(await restart(), guest)).toMatchObject({ type: 'guest' });
  });
});

describe.each(withTold)('A9: today\'s relay on a ban in a store of Samovar %s', (release) => {
  it('F103: tells whoever is banned why, in the words that were written for them, after a restart as well', async () => {
    const first = await start(release);
    const { token, me } = await signIn(first, 'Hedda');
    expect(me.banned).toBe(true);
    const own = { restriction: 'banned', told: 'You sold things in three chats. Please do not.', appeal: null };
    expect(await call(first, 'readOwnRestriction', { token })).toEqual(own);
    expect(await call(await restart(), 'readOwnRestriction', { token })).toEqual(own);
  });
});
