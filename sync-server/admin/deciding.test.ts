import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AGREEMENTS } from '#shared/people/consent.ts';
import { AdminDesk } from './testing/desk.ts';

let desk: AdminDesk;
beforeEach(() => {
  desk = new AdminDesk();
});
afterEach(() => desk.close());

const WHY = '--reason for_a_test';
const said = async (line: string): Promise<string> => {
  const answer = await desk.type(line);
  return answer.code === 0 ? answer.out : answer.complaint;
};
const line = { text: 'a\nword', at_ms: 1, state: 'waiting', answer: null, answered_at_ms: null } as const;

describe('what waits for somebody, from the console', () => {
  it('F082: wishes for another age group are listed, granted by the correction, or declined', async () => {
    await desk.type('listener Rowan --age adult');
    const { id: account } = await desk.account('Rowan');
    const wish = (): Promise<unknown> => desk.inStore(({ db }) => db.insertInto('age_wishes').values({ ...line, account, wanted: 'teen' }).execute());
    const last = () => desk.inStore(({ db }) => db.selectFrom('age_wishes').select(['state', 'answer']).orderBy('seq', 'desc').executeTakeFirst());
    expect(await said('list ages')).toBe('none');
    await wish();
    expect(await said('list ages')).toBe('1970-01-01T00:00:00.001Z  @Rowan  wishes to be noted as teen  "a\\nword"');
    expect(await said(`age Rowan keep ${WHY}`)).toBe('@Rowan stays as noted, and is told why.');
    expect(await last()).toEqual({ state: 'declined', answer: 'for a test' });
    expect(await said(`age Rowan keep ${WHY}`)).toMatch(/has not asked/);
    await wish();
    await desk.type(`age Rowan teen ${WHY}`);
    expect([await last(), (await desk.account('Rowan')).age_group]).toEqual([{ state: 'granted', answer: 'for a test' }, 'teen']);
    await desk.type(`age Rowan teen ${WHY}`); // changes nothing, and leaves no line
    expect((await said('audit')).split('\n').map((act) => act.split('  ')[2])).toEqual(['make-listener @Rowan', 'decline-age @Rowan', 'correct-age @Rowan']);
  });

  it('F085: applications are listed, and answered by a clearance or by declining', async () => {
    await desk.type('listener Rowan --age adult');
    const { id: account } = await desk.account('Rowan');
    const apply = (): Promise<unknown> => desk.inStore(({ db }) => db.insertInto('clearance_applications').values({ ...line, account }).execute());
    const states = () => desk.inStore(async ({ db }) => (await db.selectFrom('clearance_applications').select('state').orderBy('seq').execute()).map(({ state }) => state));
    expect(await said(`decline Rowan ${WHY}`)).toMatch(/has not applied/);
    await apply();
    expect(await said('list applications')).toContain('@Rowan');
    expect(await said(`decline Rowan ${WHY}`)).toBe('The application of @Rowan is declined.');
    await apply();
    expect(await said('list applications')).toMatch(/@Rowan {2}to be cleared for teens {2}"a\\nword" {2}declined before, last on \d{4}-\d\d-\d\d: "for a test"$/); // P66
    expect(await said('list cleared')).toBe('none');
    await desk.type(`clear Rowan ${WHY}`);
    expect([await states(), await said('list applications')]).toEqual([['declined', 'granted'], 'none']);
    expect(await said('list cleared')).toBe('@Rowan  listener, adult, has not agreed yet, also for teens');
  });

  it('P66: whoever decides about an age sees at the console, too, what was answered before, and how often', async () => {
    await desk.type('listener Rowan --age adult');
    const { id: account } = await desk.account('Rowan');
    const wish = (more: object): Promise<unknown> => desk.inStore(({ db }) => db.insertInto('age_wishes').values({ ...line, account, wanted: 'teen', ...more }).execute());
    await wish({ state: 'declined', answer: 'Not\nnow', answered_at_ms: Date.UTC(2026, 0, 2) });
    await wish({ state: 'declined', answer: null, answered_at_ms: 5 }); // closed without a word of anybody
    await wish({});
    const asked = '1970-01-01T00:00:00.001Z  @Rowan  wishes to be noted as teen  "a\\nword"';
    expect(await said('list ages')).toBe(`${asked}  declined before, last on 2026-01-02: "Not\\nnow"`);
    await wish({ state: 'declined', answer: 'Again', answered_at_ms: Date.UTC(2026, 1, 3) });
    expect(await said('list ages')).toBe(`${asked}  declined before 2 times, last on 2026-02-03: "Again"`);
  });

  const UNFIT = [
    ['is banned', { banned: 1 }],
    ['is held', { held: 1 }],
    ['is a teen', { age_group: 'teen' }],
    ['is no listener', { type: 'member' }],
  ] as const;

  it.each(UNFIT)('P46: whoever %s is not cleared at the console either', async (_, since) => {
    await desk.type('listener Rowan --age adult');
    await desk.inStore(({ db }) => db.updateTable('accounts').set(since).where('name', '=', 'Rowan').execute());
    expect(await said(`clear Rowan ${WHY}`)).toMatch(/P46/);
    expect((await desk.account('Rowan')).cleared_for_teens).toBe(0);
  });

  // A plain member becomes a listener by the same command, so that this one is no fault of it.
  it.each(UNFIT.slice(0, 3))('P46: whoever %s is not cleared by "listener --teens" either, and nothing else comes of it', async (_, since) => {
    await desk.type('listener Rowan --age adult');
    await desk.inStore(({ db }) => db.updateTable('accounts').set(since).where('name', '=', 'Rowan').execute());
    const before = await desk.account('Rowan');
    expect(await said(`listener Rowan --teens --consented --password tall_pines_beside_a_slow_river ${WHY}`)).toMatch(/P46|another age group/);
    expect(await desk.account('Rowan')).toEqual(before);
    expect(await said('audit')).not.toMatch(/clear /);
  });

  it('F085: "listener --teens" clears an account that is there like "clear": with a reason, a line of its own, and an answer to who asked', async () => {
    await desk.type('listener Rowan --age adult');
    await desk.inStore(({ db }) => db.updateTable('accounts').set({ type: 'member' }).where('name', '=', 'Rowan').execute());
    const { id: account } = await desk.account('Rowan');
    await desk.inStore(({ db }) => db.insertInto('clearance_applications').values({ ...line, account }).execute());
    expect(await said('listener Rowan --teens')).toMatch(/--reason/);
    expect(await desk.account('Rowan')).toMatchObject({ type: 'member', cleared_for_teens: 0 });
    expect(await said(`listener Rowan --teens ${WHY}`)).toBe('@Rowan is a listener.\nThe app asks for age group and agreements before the first chat.');
    expect((await desk.account('Rowan')).cleared_for_teens).toBe(1);
    const applied = await desk.inStore(({ db }) => db.selectFrom('clearance_applications').select(['state', 'answer']).executeTakeFirst());
    expect(applied).toEqual({ state: 'granted', answer: 'for a test' });
    // Once more changes nothing, and asks for no reason.
    expect((await desk.type('listener Rowan --teens')).code).toBe(0);
    const acts = (await said('audit')).split('\n').map((act) => act.split('  ')[2]);
    expect(acts.filter((act) => act === 'clear @Rowan')).toHaveLength(1);
  });

  it('F085: the clearance of a new listener has a line of its own, too', async () => {
    await desk.type('listener Rowan --teens');
    expect((await said('audit')).split('\n').map((act) => act.split('  ')[2])).toEqual(['make-listener @Rowan', 'clear @Rowan']);
  });

  it.each(['member', 'guest'] as const)('F037: a %s in whose name somebody has talked becomes no public listener', async (type) => {
    await desk.type('listener Rowan --age adult');
    await desk.inStore(({ db }) => db.updateTable('accounts').set({ type, talked: 1 }).where('name', '=', 'Rowan').execute());
    const before = await desk.account('Rowan');
    expect(await said(`listener Rowan ${WHY}`)).toMatch(/talked|asked/);
    expect(await desk.account('Rowan')).toEqual(before);
    // Who is a listener already stays one, with whomever they talked.
    await desk.inStore(({ db }) => db.updateTable('accounts').set({ type: 'listener' }).where('name', '=', 'Rowan').execute());
    expect((await desk.type('listener Rowan')).code).toBe(0);
  });

  it('F103: appeals are listed and answered, and the words stay out of the record', async () => {
    await desk.type('listener Rowan');
    await desk.type(`ban Rowan ${WHY}`);
    const { id: account } = await desk.account('Rowan');
    await desk.inStore(({ db }) => db.insertInto('appeals').values({ ...line, account }).execute());
    expect(await said('list appeals')).toMatch(/@Rowan {2}banned {2}"a\\nword"/);
    expect(await said('answer Rowan')).toMatch(/--words/);
    expect(await said('answer Rowan --words We_looked_again.')).toBe('@Rowan is answered.');
    expect(await said('answer Rowan --words Twice.')).toMatch(/Nothing that @Rowan said waits/);
    expect([await said('list appeals'), await said('audit')].join()).not.toContain('looked');
    expect(await said('list held')).toBe('none');
  });
});

describe('agreements, tracks and health, from the console', () => {
  it('F089: how many have agreed to which version', async () => {
    await desk.type('listener Rowan --consented');
    await desk.type('listener Hazel');
    const lines = (await said('list agreements')).split('\n');
    expect(lines[0]).toMatch(new RegExp(`^member +${AGREEMENTS.member.version} +1 {2}in force$`));
    expect(lines[1]).toMatch(/^member +no answer +1$/);
    expect(lines.at(-2)).toMatch(/^listener .* 1 {2}in force$/);
  });

  it('F209: tracks are made, renamed, moved and taken out', async () => {
    await desk.type('listener Rowan');
    expect(await said(`track add night --en Night ${WHY}`)).toMatch(/both languages/);
    expect(await said(`track add night --en Night --es Noche --place 1 ${WHY}`)).toBe('night: Night.');
    expect(await said(`track edit night --en By_night ${WHY}`)).toBe('night: By night.');
    expect((await said('track list')).split('\n')[0]).toMatch(/^night +By night \/ Noche {2}no roles$/);
    expect(await said(`track remove mentoring ${WHY}`)).toMatch(/Roles stand on mentoring: peer-supporter, mentor, mentor-leader/);
    expect(await said(`track edit night --en Teen_listeners ${WHY}`)).toMatch(/taken for the clearance/);
    expect(await said(`track remove night ${WHY}`)).toBe('night is no track any more.');
    for (const [bad, why] of [['track dance', /knows list/], ['track add night', /--reason/], ['track add Night', /needs a track/], [`track add night --place 0 ${WHY}`, /1 to 12/]] as const) {
      expect(await said(bad)).toMatch(why);
    }
  });

  it('a whole backup is noted, and shown with its age', async () => {
    await desk.type('listener Rowan');
    expect(await said('health')).toMatch(/last backup {2}none was made yet/);
    await desk.type('backup copy.db');
    expect(await said('health')).toMatch(/^store +[\d.]+ MiB, its log [\d.]+ MiB\ndisk +[\d.]+ MiB free\nlast backup .*, 0 hours ago/);
  });
});
