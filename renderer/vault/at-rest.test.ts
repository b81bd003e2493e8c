import { afterEach, describe, expect, test } from 'vitest';
import { chatDocument } from '#shared/documents/names.ts';
import type { ChatId, EntryId } from '#shared/ids.ts';
import { webRandom } from '../host/web-ports.ts';
import { KEY_BYTES } from './secrets.ts';
import { databaseName } from './vault-database.ts';
import { asked, createVaultBench, newVault, openRaw, rawRows, reopen, tamper, type VaultBench } from './vault.fixture.ts';
import type { Vault } from './types.ts';

const CHAT = '0123456789abcdefghjk' as ChatId;
const DOCUMENT = chatDocument(CHAT);
const entry = (n: number): EntryId => `${CHAT}/${String(n).padStart(16, '0')}` as EntryId;

const open: Vault[] = [];
afterEach(async () => {
  for (const vault of open.splice(0)) await vault.close();
});
const track = (vault: Vault): Vault => {
  open.push(vault);
  return vault;
};

/** All bytes of everything stored, strings both as UTF-8 and as they are, so that no form of a word can hide. */
function bytesOf(value: unknown): Buffer[] {
  if (value instanceof ArrayBuffer) return [Buffer.from(value)];
  if (ArrayBuffer.isView(value)) return [Buffer.from(value.buffer, value.byteOffset, value.byteLength)];
  if (typeof value === 'string') return [Buffer.from(value)];
  if (Array.isArray(value)) return value.flatMap(bytesOf);
  if (value instanceof Object) return Object.entries(value).flatMap(([key, held]) => [Buffer.from(key), ...bytesOf(held)]);
  return [Buffer.from(String(value))];
}

describe('V2, RELIABILITY F4: nothing on disk can be read', () => {
  /** Distinct, and found again even if only its second half survived a cut. */
  const canary = (n: number): string => `CANARY${n.toString(36).padStart(4, '0')}YRANAC`;
  const formsOf = (word: string): Buffer[] => {
    const whole = Buffer.from(word);
    const base64 = [0, 1, 2].map((shift) =>
      Buffer.concat([Buffer.alloc(shift), whole]).toString('base64').slice(4, -4),
    );
    return [whole, Buffer.from(word, 'utf16le'), ...base64.map((text) => Buffer.from(text)), whole.subarray(0, 9), whole.subarray(8)];
  };

  test('1,000 canaries in every kind of row, in names and in values', async () => {
    const bench = createVaultBench();
    const vault = track(await newVault(bench.profiles));
    for (let n = 0; n < 1_000; n += 8) {
      const words = Array.from({ length: 8 }, (_, offset) => canary(n + offset));
      const [title, body, draft, draftName, setting, settingName, text, update] = words as string[];
      const note = await vault.notes.create();
      await vault.notes.save(note.id, { title: title!, body: body! });
      await vault.drafts.set(draftName!, draft);
      await vault.settings.set(settingName!, { [setting!]: setting });
      await vault.outbox.add({ id: entry(n), chat: CHAT, text: text!, writtenAtMs: n });
      if (n % 16 === 0) {
        await vault.outbox.refuse({ id: entry(n), chat: CHAT, text: text!, refusedAtMs: n, code: 'denied', rule: null });
      }
      if (n === 0) await vault.documents.replace(DOCUMENT, Buffer.from(update!));
      else await vault.documents.append(DOCUMENT, Buffer.from(update!));
    }
    const haystack = Buffer.concat((await rawRows(bench.disk)).flatMap((row) => bytesOf(row)));
    expect(haystack.length).toBeGreaterThan(50_000);
    const found = Array.from({ length: 1_000 }, (_, n) => canary(n)).filter((word) =>
      formsOf(word).some((form) => haystack.includes(form)),
    );
    expect(found).toEqual([]);
    const names = [DOCUMENT, CHAT, 'notes', 'outbox', 'draft', 'title', 'body', 'clientId'];
    expect(names.filter((name) => haystack.includes(name))).toEqual([]);
  });

  test('the search itself finds what is not hidden', async () => {
    const bench = createVaultBench();
    const vault = track(await newVault(bench.profiles));
    await tamper(bench.disk, databaseName(vault.profile.id), 'a', (store) => store.put({ id: 'x', plain: canary(1) }));
    const haystack = Buffer.concat((await rawRows(bench.disk)).flatMap((row) => bytesOf(row)));
    expect(formsOf(canary(1)).some((form) => haystack.includes(form))).toBe(true);
  });

  test('V3: the shelf knows days, not hours, and no key', async () => {
    const drawn: Uint8Array[] = [];
    const random = {
      bytes: (length: number) => {
        const bytes = webRandom.bytes(length);
        drawn.push(bytes.slice());
        return bytes;
      },
    };
    const bench = createVaultBench({ random });
    const vault = track(await newVault(bench.profiles));
    await vault.setPassphrase('a kettle on a quiet stove');
    const haystack = Buffer.concat((await rawRows(bench.disk)).flatMap((row) => bytesOf(row)));
    const keys = drawn.filter((bytes) => bytes.length === KEY_BYTES);
    expect(keys).toHaveLength(1);
    expect(keys.filter((key) => haystack.includes(Buffer.from(key)))).toEqual([]);
    const [profile] = await bench.profiles.list();
    expect(profile!.createdAtMs % 86_400_000).toBe(0);
    expect(profile!.openedAtMs % 86_400_000).toBeLessThan(1_000);
  });
});

describe('V4, RELIABILITY F5: what was altered or moved is refused by name, and the rest opens', () => {
  async function withNotes(count: number): Promise<{ bench: VaultBench; id: string; ids: string[] }> {
    const bench = createVaultBench();
    const vault = await newVault(bench.profiles);
    const ids: string[] = [];
    for (let n = 0; n < count; n += 1) {
      const note = await vault.notes.create();
      await vault.notes.save(note.id, { body: `note ${n}` });
      ids.push(note.id);
    }
    await vault.close();
    return { bench, id: vault.profile.id, ids };
  }
  const change = (bench: VaultBench, profile: string, table: string, row: string, next: (stored: Stored) => object) =>
    tamper(bench.disk, databaseName(profile), table, async (store: IDBObjectStore) => {
      const stored = await asked<Stored>(store.get(row));
      await asked(store.put(next(stored)));
    });
  interface Stored {
    id: string;
    $: Uint8Array;
  }

  test('a flip of any one bit', { timeout: 60_000 }, async () => {
    const { bench, id, ids } = await withNotes(2);
    const [target, other] = ids as [string, string];
    const vault = track(await reopen(bench.profiles, id));
    const database = await openRaw(bench.disk, databaseName(id));
    const store = (mode: IDBTransactionMode) => database.transaction('a', mode).objectStore('a');
    const original = await asked<Stored>(store('readonly').get(target));
    let refused = 0;
    const bits = original.$.length * 8;
    for (let bit = 0; bit < bits; bit += 1) {
      const box = original.$.slice();
      box[bit >> 3]! ^= 1 << (bit & 7);
      await asked(store('readwrite').put({ ...original, $: box }));
      await vault.notes.get(target).catch((failure: { code: string }) => (refused += Number(failure.code === 'unreadable-row')));
    }
    database.close();
    expect(refused).toBe(bits);
    expect(await vault.notes.get(other)).toMatchObject({ body: 'note 1' });
    expect((await vault.notes.list()).map((note) => note.id)).toEqual([other]);
    expect(vault.damage.list()).toEqual([{ place: 'notes', table: 'a', row: target }]);
  });

  test.each<[string, (stored: Stored, donor: Stored) => object]>([
    ['the box of another row', (stored, donor) => ({ ...stored, $: donor.$ })],
    ['a box cut short', (stored) => ({ ...stored, $: stored.$.subarray(0, 20) })],
    ['an empty box', (stored) => ({ ...stored, $: new Uint8Array(0) })],
    ['no box: a row planted in clear', (stored) => ({ id: stored.id, title: 'planted', body: 'planted' })],
    ['a box that is no bytes', (stored) => ({ ...stored, $: 'planted' })],
    ['another row version', (stored) => ({ ...stored, $: Uint8Array.from([2, ...stored.$.subarray(1)]) })],
  ])('%s', async (_what, next) => {
    const { bench, id, ids } = await withNotes(3);
    const [target, donorId] = ids as [string, string];
    const donor = (await rawRows(bench.disk)).map((row) => row.value as Stored).find((row) => row.id === donorId)!;
    await change(bench, id, 'a', target, (stored) => next(stored, donor));
    const vault = track(await reopen(bench.profiles, id));
    let told = 0;
    vault.damage.subscribe(() => (told += 1));
    expect((await vault.notes.list()).map((note) => note.body)).toEqual(['note 2', 'note 1']);
    expect(await vault.notes.search('planted')).toEqual([]);
    await expect(vault.notes.get(target)).rejects.toMatchObject({ code: 'unreadable-row' });
    await expect(vault.notes.save(target, { title: 'over it' })).rejects.toMatchObject({ code: 'unreadable-row' });
    expect(told).toBe(1);
  });

  test('a row renamed, from another table, or from another profile', async () => {
    const bench = createVaultBench();
    const mine = await newVault(bench.profiles);
    const theirs = await newVault(bench.profiles);
    const note = await mine.notes.create();
    await theirs.notes.create();
    await mine.settings.set('name', 'value');
    await mine.close();
    await theirs.close();
    const rows = await rawRows(bench.disk);
    const stored = (profile: Vault, table: string): Stored =>
      rows.find((row) => row.database === databaseName(profile.profile.id) && row.table === table)!.value as Stored;
    const planted: Stored[] = [
      { ...stored(mine, 'a'), id: 'renamed' },
      { $: stored(mine, 'h').$, id: 'from-settings' },
      { ...stored(theirs, 'a') },
    ];
    for (const row of planted) await tamper(bench.disk, databaseName(mine.profile.id), 'a', (store) => store.put(row));
    const again = track(await reopen(bench.profiles, mine.profile.id));
    expect((await again.notes.list()).map((one) => one.id)).toEqual([note.id]);
    expect(again.damage.list().map((one) => one.row).toSorted()).toEqual(planted.map((row) => row.id).toSorted());
  });

  test('a damaged update hides its document and no other; the document can be forgotten and begun again', async () => {
    const bench = createVaultBench();
    const vault = await newVault(bench.profiles);
    const other = chatDocument('zzzzzzzzzzzzzzzzzzzz' as ChatId);
    for (const name of [DOCUMENT, other]) {
      await vault.documents.replace(name, Uint8Array.of(1));
      await vault.documents.append(name, Uint8Array.of(2));
      if (name === DOCUMENT) await vault.documents.setClientId(name, 5);
    }
    await vault.close();
    const rows = (await rawRows(bench.disk)).filter((row) => row.table === 'f').map((row) => row.value as { row: string; n: number; $: Uint8Array });
    const box = rows[0]!.$.slice();
    box[30]! ^= 1;
    await tamper(bench.disk, databaseName(vault.profile.id), 'f', (store) => store.put({ ...rows[0], $: box }));

    const again = track(await reopen(bench.profiles, vault.profile.id));
    const outcomes = await Promise.allSettled([DOCUMENT, other].map((name) => again.documents.load(name)));
    expect(outcomes.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(again.damage.list()).toHaveLength(1);
    const damaged = outcomes[0]!.status === 'rejected' ? DOCUMENT : other;
    await again.documents.erase(damaged);
    expect(await again.documents.load(damaged)).toBeNull();
    expect(await again.documents.clientId(damaged)).toBeNull();
  });

  test('a damaged counter starts behind everything that waits', async () => {
    const bench = createVaultBench();
    const vault = await newVault(bench.profiles);
    for (const n of [1, 2, 3]) await vault.outbox.add({ id: entry(n), chat: CHAT, text: `${n}`, writtenAtMs: n });
    await vault.close();
    const [counter] = (await rawRows(bench.disk)).filter((row) => row.table === 'm').map((row) => row.value as object);
    await tamper(bench.disk, databaseName(vault.profile.id), 'm', (store) => store.put({ ...counter, $: new Uint8Array(60) }));
    const again = track(await reopen(bench.profiles, vault.profile.id));
    await again.outbox.add({ id: entry(4), chat: CHAT, text: '4', writtenAtMs: 4 });
    expect((await again.outbox.all()).map((item) => item.text)).toEqual(['1', '2', '3', '4']);
  });
});
