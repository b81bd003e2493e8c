import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId, type AccountId } from '#shared/ids.ts';
import { AUDITED_ACTS } from '#shared/people/keeping.ts';
import { createDice } from '#shared/testing/dice.ts';
import { IN_MEMORY, openDatabase, type Database } from '../database/open.ts';
import { createFakePorts } from '../testing/fake-ports.ts';
import { readAudit, verifyAudit, writeAct } from './audit.ts';

let database: Database;
const { random } = createFakePorts();
const dice = createDice(7);

beforeEach(async () => {
  database = await openDatabase({ file: IN_MEMORY });
});
afterEach(() => database.close());

const write = async (count: number): Promise<void> => {
  await database.db.transaction().execute(async (trx) => {
    for (let n = 0; n < count; n += 1) {
      const act = AUDITED_ACTS[dice.below(AUDITED_ACTS.length)] ?? 'ban';
      const ids = [newId<AccountId>(random), newId<AccountId>(random)] as const;
      await writeAct(trx, 1_000 + n, { act, by: ids[0], whom: ids[1], reason: `reason ${n}`, before: null, after: `state ${n}` });
    }
  });
};

describe('G3: the record of acts with power', () => {
  it('is whole after 10,000 random acts, with exactly 10,000 lines', async () => {
    await write(10_000);
    expect(await verifyAudit(database.db)).toMatchObject({ whole: true, lines: 10_000 });
  });

  it('is whole before the first', async () => {
    expect(await verifyAudit(database.db)).toMatchObject({ whole: true, lines: 0 });
  });

  it.each([
    ['who', { by: 'somebody else' as AccountId }],
    ['what', { act: 'unban' as const }],
    ['whom', { whom: null }],
    ['why', { reason: 'another reason' }],
    ['when', { at_ms: 5 }],
    ['before', { before: 'forged' }],
    ['after', { after: 'forged' }],
    ['its hash', { hash: 'f'.repeat(64) }],
    ['the one it follows', { previous: 'f'.repeat(64) }],
  ] as const)('a line in which %s was changed is found at its place', async (_, set) => {
    await write(30);
    const was = await database.db.selectFrom('audit').select('act').where('seq', '=', 17).executeTakeFirstOrThrow();
    const forged = 'act' in set && was.act === 'unban' ? { act: 'ban' as const } : set;
    await database.db.updateTable('audit').set(forged).where('seq', '=', 17).execute();
    expect(await verifyAudit(database.db)).toEqual({ whole: false, at: 17, what: 'changed' });
  });

  it('a line that was taken out is missed at its place, the first and the last too', async () => {
    for (const [gone, what] of [[17, 'missing'], [1, 'missing'], [30, 'cut']] as const) {
      await database.close();
      database = await openDatabase({ file: IN_MEMORY });
      await write(30);
      await database.db.deleteFrom('audit').where('seq', '=', gone).execute();
      expect(await verifyAudit(database.db)).toEqual({ whole: false, at: gone, what });
    }
  });

  it('a line that was taken out is found although the others moved up', async () => {
    await write(30);
    await database.db.deleteFrom('audit').where('seq', '=', 12).execute();
    for (let seq = 13; seq <= 30; seq += 1) await database.db.updateTable('audit').set({ seq: seq - 1 }).where('seq', '=', seq).execute();
    expect(await verifyAudit(database.db)).toEqual({ whole: false, at: 12, what: 'changed' });
  });

  it('two lines that changed places are found at the first', async () => {
    await write(30);
    for (const [from, to] of [[9, 99], [20, 9], [99, 20]] as const) {
      await database.db.updateTable('audit').set({ seq: to }).where('seq', '=', from).execute();
    }
    expect(await verifyAudit(database.db)).toEqual({ whole: false, at: 9, what: 'changed' });
  });

  it('everything cut off, or a line put on past the relay, is found', async () => {
    await write(30);
    await database.db.deleteFrom('audit').where('seq', '>', 0).execute();
    expect(await verifyAudit(database.db)).toEqual({ whole: false, at: 1, what: 'cut' });
    await database.db.deleteFrom('audit_head').execute();
    await write(3);
    await database.db.updateTable('audit_head').set({ seq: 2 }).execute();
    expect(await verifyAudit(database.db)).toMatchObject({ whole: false, at: 3 });
  });

  it('is whole while a relay beside it writes on', async () => {
    await write(30);
    // Each query of the one who looks is followed by another act.
    const beside = <T extends object>(of: T): T =>
      new Proxy(of, {
        get: (target, key) => (...given: unknown[]) => {
          const answer = (Reflect.get(target, key) as (...all: unknown[]) => unknown).apply(target, given);
          if (!String(key).startsWith('execute')) return beside(answer as object);
          return (answer as Promise<unknown>).then(async (rows) => {
            await write(1);
            return rows;
          });
        },
      });
    expect(await verifyAudit(beside(database.db))).toMatchObject({ whole: true, lines: 31 });
    expect(await verifyAudit(database.db)).toMatchObject({ whole: true, lines: 33 });
  });

  it('is read from its end, a page at a time', async () => {
    await write(7);
    expect((await readAudit(database.db, null, 3)).map(({ seq }) => seq)).toEqual([7, 6, 5]);
    expect((await readAudit(database.db, 5, 3)).map(({ seq }) => seq)).toEqual([4, 3, 2]);
  });
});
