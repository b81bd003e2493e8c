import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chatDocument, inboxDocument, peopleDocument, queueDocument, type DocumentName } from '#shared/documents/names.ts';
import type { AccountId, RequestId } from '#shared/ids.ts';
import { CHAT } from '#shared/limits.ts';
import type { AccountRow } from '../database/tables.ts';
import { DamagedDocumentError } from '../documents/damage.ts';
import type { Documents } from '../ports.ts';
import { createRetention } from '../retention/retention.ts';
import { openHouse, type House } from './testing/house.ts';

/** RELIABILITY D2, D3: a command acts by what is true in the moment in which it acts, not in the one in which it was asked. */

const ASKED = { topic: 'grief', language: 'en' } as const;
let house: House;

beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const ask = async (seeker: AccountId): Promise<RequestId> => {
  const asked = await house.matching.createRequest(seeker, ASKED);
  if (!asked.ok) throw new Error(`not asked: ${asked.error.rule}`);
  return asked.value;
};

/** Changes an account in one transaction, and gives how many chats and requests there were then. */
const changing = (account: AccountId, change: Partial<AccountRow>) =>
  house.db.transaction().execute(async (trx) => {
    await trx.updateTable('accounts').set(change).where('id', '=', account).execute();
    const chats = await trx.selectFrom('chats').select('id').execute();
    const requests = await trx.selectFrom('requests').select('id').execute();
    return { chats: chats.length, requests: requests.length };
  });

describe('taking a request, F152', () => {
  it.each([
    ['banned', { banned: 1 }],
    ['held', { held: 1 }],
    ['noted as a teen', { age_group: 'teen' }],
    ['on a break', { away: 'visible' }],
    ['asked to agree anew', { listener_version: null }],
  ] as const)('by a listener who is %s meanwhile: before it, or not at all', async (_what, change) => {
    const listener = await house.listener();
    const request = await ask(await house.seeker());
    const [taken, then] = await Promise.all([house.matching.acceptRequest(listener, request), changing(listener, change as Partial<AccountRow>)]);
    expect(taken.ok).toBe(then.chats === 1);
    const after = await house.matching.acceptRequest(listener, await ask(await house.seeker()));
    expect(after.ok).toBe(false);
  });

  it('by a listener whose clearance is taken back meanwhile: the same', async () => {
    const listener = await house.listener({ cleared_for_teens: 1 });
    const request = await ask(await house.seeker({ age_group: 'teen' }));
    const [taken, then] = await Promise.all([house.matching.acceptRequest(listener, request), changing(listener, { cleared_for_teens: 0 })]);
    expect(taken.ok).toBe(then.chats === 1);
  });

  it('of somebody whose age was corrected, while the request stands in the other queue still: it is not there (P8)', async () => {
    const [adult, cleared] = [await house.listener(), await house.listener({ cleared_for_teens: 1 })];
    const seeker = await house.seeker();
    const request = await ask(seeker);
    await changing(seeker, { age_group: 'teen' });
    expect(await house.matching.acceptRequest(adult, request)).toEqual({ ok: false, error: { code: 'not-found' } });
    expect(await house.matching.acceptRequest(cleared, request)).toMatchObject({ ok: true });
    expect(house.documents.entries(queueDocument('adult'))).toEqual([]);
  });

  it('of somebody who was banned in the moment before: nobody has it (F103)', async () => {
    const seeker = await house.seeker();
    const request = await ask(seeker);
    await changing(seeker, { banned: 1 });
    const taken = await house.matching.acceptRequest(await house.listener(), request);
    expect(taken).toEqual({ ok: false, error: { code: 'denied', rule: 'P9-first-wins' } });
  });
});

describe('asking for a chat, F151', () => {
  it.each([
    ['banned', { banned: 1 }],
    ['held', { held: 1 }],
  ] as const)('by somebody who is %s meanwhile: before it, or not at all', async (_what, change) => {
    const seeker = await house.seeker();
    const [asked, then] = await Promise.all([house.matching.createRequest(seeker, ASKED), changing(seeker, change)]);
    expect(asked.ok).toBe(then.requests === 1);
  });

  it('by somebody whose age is corrected meanwhile: it stands among their own', async () => {
    const seeker = await house.seeker();
    const [, then] = await Promise.all([house.matching.createRequest(seeker, ASKED), changing(seeker, { age_group: 'teen' })]);
    const row = await house.db.selectFrom('requests').select('age_group').executeTakeFirstOrThrow();
    expect(row.age_group).toBe(then.requests === 1 ? 'adult' : 'teen');
  });

  it('P8, D2: what a stop of the relay left in the other queue is moved when it starts', async () => {
    const seeker = await house.seeker();
    const request = await ask(seeker);
    await changing(seeker, { age_group: 'teen' });
    await (await house.restart()).start();
    expect(house.documents.entries(queueDocument('adult'))).toEqual([]);
    expect(house.documents.entries(queueDocument('teen'))).toMatchObject([{ request }]);
  });
});

describe('H3: what is being written, by facts from before, while it is erased', () => {
  const gate = { name: null as DocumentName | null, opens: Promise.withResolvers<void>() };
  let own: House;
  /** The next projection of `gate.name` waits at the gate when it has read the tables. */
  const wrap = (documents: Documents): Documents => ({
    ...documents,
    read: async (name, look) => {
      if (name === gate.name) {
        gate.name = null;
        await gate.opens.promise;
      }
      return documents.read(name, look);
    },
  });
  beforeEach(async () => {
    own = await openHouse({ wrap });
    gate.opens = Promise.withResolvers<void>();
  });
  afterEach(() => own.close());

  async function talked() {
    const [seeker, listener] = [await own.seeker(), await own.listener()];
    const asked = await own.matching.createRequest(seeker, ASKED);
    const chat = asked.ok ? await own.matching.acceptRequest(listener, asked.value) : asked;
    if (!chat.ok) throw new Error('they did not meet');
    await own.matching.endChat(seeker, chat.value);
    return { seeker, chat: chat.value };
  }

  /** Projects it, so that there is something to write, while `erase` goes on; gives whether it is there when both have ended. */
  async function isLeftOf(name: DocumentName, erase: () => Promise<unknown>): Promise<boolean> {
    await own.documents.erase(name);
    gate.name = name;
    const writing = own.matching.projector.project(name);
    await own.settle();
    const erasing = erase();
    await own.settle();
    gate.opens.resolve();
    await Promise.all([writing, erasing]);
    return own.documents.names().includes(name);
  }

  it.each([
    ['inbox', inboxDocument],
    ['list of people', peopleDocument],
  ] as const)('the %s of an account that is forgotten is gone', async (_what, nameOf) => {
    const { seeker } = await talked();
    expect(await isLeftOf(nameOf(seeker), async () => {
      await own.db.updateTable('accounts').set({ forgotten_at_ms: 1 }).where('id', '=', seeker).execute();
      await own.matching.forgetAccount(seeker);
    })).toBe(false);
  });

  it('a chat whose window is over is gone', async () => {
    const { chat } = await talked();
    own.ports.advance(CHAT.windowMs + 1);
    const { db, documents, matching, ports } = own;
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const retention = createRetention({ db, documents, projector: matching.projector, checkpoint: async () => true, log, ...ports });
    expect(await isLeftOf(chatDocument(chat), () => retention.sweep())).toBe(false);
  });
});

it('A7: a list that is damaged is not tried again and again, and does not fill the log', async () => {
  const own = await openHouse({
    wrap: (documents) => ({ ...documents, read: () => Promise.reject(new DamagedDocumentError('flipped')) }),
  });
  try {
    const before = own.ports.running();
    await own.matching.projector.project(peopleDocument(await own.seeker()));
    expect([own.ports.running(), own.log.filter((line) => line.includes('projection-failed'))]).toEqual([before, []]);
  } finally {
    await own.close();
  }
});
