import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '#shared/ids.ts';
import type { PictureId } from '#shared/people/pictures.ts';
import { entitlementsOf } from '../accounts/account-facts.ts';
import { verifyAudit } from '../house/audit.ts';
import { dropPicture, putPicture } from '../people/picture-store.ts';
import { AdminDesk } from './testing/desk.ts';

let desk: AdminDesk;
beforeEach(async () => {
  desk = new AdminDesk();
  for (const name of ['Rowan', 'Hazel']) await desk.type(`listener ${name} --consented`);
});
afterEach(() => desk.close());

const BYTES = new TextEncoder().encode('canary-picture');
const WHY = '--reason looked_into';
const show = async (name: string): Promise<void> => {
  const { id } = await desk.account(name);
  await desk.inStore(({ db }) => putPicture(db, id, { id: newId<PictureId>(desk.ports.random), type: 'image/png', bytes: BYTES }, 1));
};
const rows = (table: 'pictures' | 'therapists' | 'therapist_applications' | 'clearance_applications' | 'age_wishes') =>
  desk.inStore(async ({ db }) => db.selectFrom(table).selectAll().orderBy('account').execute());
const asks = async (name: string): Promise<void> => {
  const { id } = await desk.account(name);
  await desk.inStore(async ({ db }) => {
    await db.updateTable('accounts').set({ type: 'member', age_group: 'adult' }).where('id', '=', id).execute();
    await db.insertInto('therapist_applications').values({
      account: id, legal_name: `Anna ${name}`, country: 'DE', region: '', number: 'N-77', text: 'Grief.', at_ms: 1, state: 'waiting', answer: null, answered_at_ms: null,
    }).execute();
  });
};
const therapist = async (name: string): Promise<void> => {
  await asks(name);
  await desk.type(`therapist approve ${name} ${WHY}`);
  await desk.type(`grant ${name} directory-entry ${WHY}`);
};
const restore = async (): Promise<string> => (await desk.type('restore copy.db --force')).out;

describe('promise 5, F084, F085: a restore shows nothing again that was taken away since', () => {
  it('a picture: taken away or replaced it is gone, and one that stayed stays', async () => {
    for (const name of ['Rowan', 'Hazel']) await show(name);
    await desk.type('backup copy.db');
    const { id } = await desk.account('Rowan');
    await desk.inStore(({ db }) => dropPicture(db, id));
    expect(await restore()).toMatch(/1 pictures that were taken away/);
    expect(await rows('pictures')).toMatchObject([{ account: (await desk.account('Hazel')).id }]);
  });

  it('a therapist whose approval was ended, and an entry that was taken; who is one still stays one', async () => {
    for (const name of ['Rowan', 'Hazel']) await therapist(name);
    await desk.type('backup copy.db');
    await desk.type(`therapist end Rowan ${WHY}`);
    expect(await restore()).toMatch(/1 therapists no more/);
    expect([(await desk.account('Rowan')).type, (await desk.account('Hazel')).type]).toEqual(['member', 'therapist']);
    expect(await rows('therapists')).toMatchObject([{ legal_name: 'Anna Hazel' }]);
    await desk.type('backup copy.db --force');
    await desk.type(`revoke Hazel directory-entry ${WHY}`);
    expect(await restore()).toMatch(/1 entitlements that were taken back/);
    expect(entitlementsOf(await desk.account('Hazel'))).toEqual([]);
  });

  it('an application that was declined or withdrawn; one that waits, waits on', async () => {
    for (const name of ['Rowan', 'Hazel']) await asks(name);
    await desk.type('backup copy.db');
    await desk.type(`therapist decline Rowan ${WHY}`);
    expect(await restore()).toMatch(/1 applications and wishes/);
    expect((await rows('therapist_applications')).map((row) => 'legal_name' in row && row.legal_name).toSorted()).toEqual(['Anna Hazel', null]);
  });

  it('of two ages, and of two clearances, the safer one', async () => {
    for (const name of ['Rowan', 'Hazel']) for (const act of ['age X adult', 'clear X']) await desk.type(`${act.replace('X', name)} ${WHY}`);
    await desk.type('backup copy.db');
    await desk.type(`age Rowan teen ${WHY}`);
    await desk.type(`unclear Hazel ${WHY}`);
    const out = await restore();
    expect(out).toMatch(/1 noted as teens since[^]*1 not cleared for teens any more/);
    expect(await desk.account('Rowan')).toMatchObject({ age_group: 'teen', cleared_for_teens: 0 });
    expect(await desk.account('Hazel')).toMatchObject({ age_group: 'adult', cleared_for_teens: 0 });
    expect(await desk.inStore(({ db }) => verifyAudit(db))).toMatchObject({ whole: true });
  });

  it('a store that never knew these people takes nothing from them', async () => {
    await therapist('Rowan');
    await show('Rowan');
    await desk.type('backup copy.db');
    renameSync(desk.data, join(desk.folder, 'old'));
    await desk.type('listener Aspen --consented');
    expect(await restore()).not.toMatch(/since this backup:|not shown again/);
    expect([(await desk.account('Rowan')).type, (await rows('pictures')).length]).toEqual(['therapist', 1]);
  });
});
