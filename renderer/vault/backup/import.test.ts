import { IDBObjectStore } from 'fake-indexeddb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { newEntryId } from '#shared/ids.ts';
import { draftsOf, versionsOf } from '../../engine/draft-rows.ts';
import { webRandom } from '../../host/web-ports.ts';
import { noteVersions } from '../note-history.ts';
import type { Vault } from '../types.ts';
import { createVaultBench, newVault } from '../vault.fixture.ts';
import { author, bodies, chat, exported, fillFrom, fullVault, goal, opened, write } from './backup.fixture.ts';

const open: Vault[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const vault of open.splice(0)) await vault.close();
});
const track = (vault: Vault): Vault => {
  open.push(vault);
  return vault;
};

describe('an export', () => {
  test('B3, B8: becomes a place of its own on another device, without what belongs to the first', async () => {
    const { file } = await exported(track(await fullVault(createVaultBench().profiles)));
    const { profiles } = createVaultBench();
    const restored = await profiles.copies.intoNew(await opened(profiles, file));
    if (!restored.ok) throw new Error(restored.error.code);
    const vault = track(restored.value.vault);
    expect(restored.value.report).toEqual({ added: 2, renewed: 0, keptTwice: 0, same: 0, things: 1, drafts: 2 });
    expect(await bodies(vault)).toEqual(['the first note']);
    expect((await vault.notes.search('FIRST')).map((note) => note.body)).toEqual(['the first note']);
    expect((await vault.notes.bin()).map((note) => note.body)).toEqual(['in the bin']);
    expect(await vault.collection('goals', goal).get('g1')).toEqual({ name: 'walk', updatedAtMs: 5 });
    expect((await draftsOf(vault).get('chat/abc'))?.text).toBe('half a sentence');
    expect(await vault.settings.get('welcome/seen')).toBe(true);
    // Neither the session nor the client id may be in two places, and what was on its way must not be said twice.
    expect(await vault.settings.get('session')).toBeNull();
    expect(await vault.documents.names()).toEqual([]);
    expect(await vault.outbox.all()).toEqual([]);
    expect((await draftsOf(vault).get(`chat/${chat}`))?.text).toBe('on its way');
  });

  test('B8: merges: the newer words stand, both where both wrote, nothing goes, and a second time changes nothing', async () => {
    const one = createVaultBench();
    const mine = track(await newVault(one.profiles));
    const [same, mineOnly, theirsOnly, both, erased] = [
      await write(mine, 'same'), await write(mine, 'mine'), await write(mine, 'theirs'), await write(mine, 'both'), await write(mine, 'erased there'),
    ];
    const other = createVaultBench();
    const restored = await other.profiles.copies.intoNew(await opened(other.profiles, (await exported(mine)).file));
    if (!restored.ok) throw new Error(restored.error.code);
    const theirs = track(restored.value.vault);
    await theirs.notes.erase(erased);
    // Its clock runs a little later than the first one's.
    for (let tick = 0; tick < 50; tick += 1) other.parts.clock.nowMs();
    await mine.notes.save(mineOnly, { body: 'mine, longer' });
    await mine.notes.save(both, { body: 'both, here' });
    await theirs.notes.save(theirsOnly, { body: 'theirs, longer' });
    await theirs.notes.save(both, { body: 'both, there' });
    await write(theirs, 'new there');

    const { file } = await exported(theirs);
    const heard = vi.fn<() => void>();
    mine.notes.subscribe(heard);
    await mine.notes.list();
    const report = await fillFrom(mine, one.profiles, file);
    expect(report).toMatchObject({ added: 1, renewed: 1, keptTwice: 1 });
    const after = ['both, here', 'both, there', 'erased there', 'mine, longer', 'new there', 'same', 'theirs, longer'];
    // Lists follow a moment later, as they do for what another window wrote.
    await expect.poll(() => bodies(mine)).toEqual(after);
    expect((await mine.notes.get(both))?.body).toBe('both, there');
    expect((await mine.notes.get(same))?.body).toBe('same');
    await expect.poll(() => heard.mock.calls.length).toBeGreaterThan(0);

    expect(await fillFrom(mine, one.profiles, file)).toMatchObject({ added: 0, renewed: 0, keptTwice: 0, things: 0, drafts: 0 });
    expect(await bodies(mine)).toEqual(after);
  });

  test('B8: words that went out and never reached the other side are an earlier version when its own take their place', async () => {
    const one = createVaultBench();
    const mine = track(await newVault(one.profiles));
    const id = await write(mine, 'as both had it');
    const other = createVaultBench();
    const restored = await other.profiles.copies.intoNew(await opened(other.profiles, (await exported(mine)).file));
    if (!restored.ok) throw new Error(restored.error.code);
    const theirs = track(restored.value.vault);
    await mine.notes.save(id, { body: 'only ever here' });
    // A copy that the other side never gets: as who saves one each month does.
    await exported(mine);
    for (let tick = 0; tick < 50; tick += 1) other.parts.clock.nowMs();
    await theirs.notes.save(id, { body: 'there' });
    await noteVersions(theirs).put(id, [{ atMs: Date.UTC(2020, 0, 1), title: '', body: 'too old' }, { atMs: other.parts.clock.nowMs(), title: '', body: 'there, before' }]);
    const { file } = await exported(theirs);
    expect(await fillFrom(mine, one.profiles, file)).toMatchObject({ renewed: 1 });
    expect((await mine.notes.get(id))?.body).toBe('there');
    const kept = async () => ((await noteVersions(mine).get(id)) ?? []).map(({ body }) => body);
    expect(await kept()).toEqual(expect.arrayContaining(['only ever here', 'there, before']));
    const before = await kept();
    await fillFrom(mine, one.profiles, file);
    expect(await kept()).toEqual(before);
  });

  test('B8, F229: a newer draft that goes on from the one here comes in', async () => {
    const bench = createVaultBench();
    const [here, there] = [track(await newVault(bench.profiles)), track(await newVault(createVaultBench().profiles))];
    const draft = (text: string, changedAtMs: number) => ({ text, form: null, startedAtMs: 1, changedAtMs });
    await draftsOf(here).put('chat/abc', draft('I wanted', 5));
    await draftsOf(there).put('chat/abc', draft('I wanted to tell you', 9));
    const { file } = await exported(there);
    expect(await fillFrom(here, bench.profiles, file)).toMatchObject({ drafts: 1 });
    expect((await draftsOf(here).get('chat/abc'))?.text).toBe('I wanted to tell you');
    expect(await versionsOf(here).all()).toEqual([]);
  });

  test('B8, F229: of two drafts of one place the newer stands, the other is an earlier version, and unsent words come behind', async () => {
    const bench = createVaultBench();
    const [here, there] = [track(await newVault(bench.profiles)), track(await newVault(createVaultBench().profiles))];
    const draft = (text: string, changedAtMs: number) => ({ text, form: null, startedAtMs: 1, changedAtMs });
    await draftsOf(here).put('chat/abc', draft('newer here', 9));
    await draftsOf(there).put('chat/abc', draft('older there', 5));
    await draftsOf(here).put(`chat/${chat}`, draft('being written', 9));
    await there.outbox.add({ id: newEntryId(author, webRandom), chat, text: 'on its way', writtenAtMs: 3 });
    const { file } = await exported(there);
    expect(await fillFrom(here, bench.profiles, file)).toMatchObject({ drafts: 2 });
    expect((await draftsOf(here).get('chat/abc'))?.text).toBe('newer here');
    expect((await versionsOf(here).all()).map(({ value }) => value.text)).toEqual(['older there']);
    expect((await draftsOf(here).get(`chat/${chat}`))?.text).toBe('being written\n\non its way');
    expect(await fillFrom(here, bench.profiles, file)).toMatchObject({ drafts: 0 });
  });

  test('RELIABILITY F2: a disk that fills up in the middle leaves everything as it was', async () => {
    const { file } = await exported(track(await fullVault(createVaultBench().profiles)));
    const bench = createVaultBench();
    const vault = track(await newVault(bench.profiles));
    await write(vault, 'mine');
    const items = await (await opened(bench.profiles, file)).items();
    if (!items.ok) throw new Error('no items');
    let puts = 0;
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function mocked(this: IDBObjectStore, ...given: Parameters<typeof put>) {
      puts += 1;
      if (puts > 2) throw new DOMException('no room', 'QuotaExceededError');
      return put.apply(this, given);
    } as typeof put);
    await expect(vault.copying.fill(items.value.items)).rejects.toMatchObject({ code: 'full' });
    vi.restoreAllMocks();
    expect(await bodies(vault)).toEqual(['mine']);
    expect(await vault.collection('goals', goal).all()).toEqual([]);
  });
});
