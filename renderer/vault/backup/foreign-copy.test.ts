import { describe, expect, test } from 'vitest';
import { CLOCK, COPY } from '#shared/limits.ts';
import { webRandom } from '../../host/web-ports.ts';
import { passphraseBytes } from '../key-wrap.ts';
import { stretchPlainly } from '../stretch.noble.ts';
import type { Note } from '../types.ts';
import { CHEAP, createVaultBench, newVault } from '../vault.fixture.ts';
import { goal, PASSPHRASE } from './backup.fixture.ts';
import type { CopyItem } from './copy-items.ts';
import { sourceOf, unlockExport } from './read-copy.ts';
import { CopyTooLarge, writeCopy } from './write-copy.ts';

/** A file that somebody else made: whole and sealed, and not what this app would have put into it. */
async function made(items: readonly CopyItem[], { madeAtMs = 1, maxBytes = COPY.maxBytes } = {}): Promise<Blob> {
  const salt = webRandom.bytes(16);
  const base = await stretchPlainly(passphraseBytes(PASSPHRASE), salt, CHEAP);
  async function* batches(): AsyncGenerator<readonly CopyItem[]> {
    yield items;
  }
  const contents = { about: { madeAtMs, notes: 0 }, batches, unreadable: () => 0 };
  const lock = { kind: 'export', base, salt, cost: CHEAP } as const;
  const pieces: BlobPart[] = [];
  for await (const piece of writeCopy(lock, contents, webRandom, maxBytes)) pieces.push(new Uint8Array(piece));
  return new Blob(pieces);
}
const NOW_MS = Date.UTC(2026, 10, 22);

async function read(file: Blob): Promise<readonly CopyItem[] | string> {
  const unlocked = await unlockExport(sourceOf(file), PASSPHRASE, stretchPlainly, NOW_MS);
  if (!unlocked.ok) return unlocked.error.code;
  const all = await unlocked.value.items();
  return all.ok ? all.value.items : all.error.code;
}
const note: Note = {
  id: '0123456789abcdefghjk', title: '', body: 'words', pinned: false, tags: [], about: [], createdAtMs: 1, updatedAtMs: 1, deletedAtMs: null,
};
const json = '"x"';

test('B3: brings no session and nothing else that has no place in an export', async () => {
  const file = await made([
    ...['session', 'copies/shared', 'read/x', 'only-this-visit', 'welcome/seen'].map((name) => ({ t: 'setting', name, json }) as const),
    { t: 'thing', of: 'note-undo', id: 'n', json },
    { t: 'note', note },
  ]);
  expect(await read(file)).toEqual([{ t: 'setting', name: 'welcome/seen', json }, { t: 'note', note }]);
});

describe('B4: what no reader would take is not written in the first place', () => {
  test('a chunk', async () => {
    const large = JSON.stringify('x'.repeat(COPY.maxChunkBytes));
    await expect(made([{ t: 'draft', name: 'goal/new', json: large }])).rejects.toThrow(CopyTooLarge);
  });

  test('a whole file, to the byte', async () => {
    const { size } = await made([{ t: 'note', note }]);
    expect((await made([{ t: 'note', note }], { maxBytes: size })).size).toBe(size);
    await expect(made([{ t: 'note', note }], { maxBytes: size - 1 })).rejects.toThrow(CopyTooLarge);
  });
});

describe('B4: refused', () => {
  test('a time that is no date, for it would shut the list of notes', async () => {
    expect(await read(await made([{ t: 'note', note }]))).toHaveLength(1);
    expect(await read(await made([{ t: 'note', note: { ...note, updatedAtMs: 1e300 } }]))).toBe('damaged');
  });

  test.each(['', '../help', 'n', '0123456789abcdefghjk/..', '0123456789ABCDEFGHJK', '0123456789abcdefghj\u0000'])(
    'an id that is none of ours, for it stands in the address of a screen: %j',
    async (id) => {
      expect(await read(await made([{ t: 'note', note: { ...note, id } }]))).toBe('damaged');
      const link = { to: 'chat', chat: id, name: 'somebody' };
      expect(await read(await made([{ t: 'note', note: { ...note, about: [link] } as unknown as Note }]))).toBe('damaged');
    },
  );

  test('names with control characters in them', async () => {
    expect(await read(await made([{ t: 'thing', of: 'goals', id: 'a\u0007b', json }]))).toBe('damaged');
    expect(await read(await made([{ t: 'thing', of: 'goals', id: 'añb ⟡', json }]))).toHaveLength(1);
  });
});

describe('B8: nothing comes out of the future', () => {
  const FAR_MS = Date.UTC(9_999, 0, 1);
  const late = { ...note, createdAtMs: FAR_MS, updatedAtMs: FAR_MS, deletedAtMs: FAR_MS };
  const thing = { t: 'thing', of: 'goals', id: 'g1', json: JSON.stringify({ name: 'walk', updatedAtMs: FAR_MS }) } as const;

  test('no time is later than that of the copy', async () => {
    const madeAtMs = NOW_MS - 5;
    const [one, other] = (await read(await made([{ t: 'note', note: late }, thing], { madeAtMs }))) as CopyItem[];
    expect(one).toMatchObject({ note: { createdAtMs: madeAtMs, updatedAtMs: madeAtMs, deletedAtMs: madeAtMs } });
    expect(JSON.parse((other as typeof thing).json)).toEqual({ name: 'walk', updatedAtMs: madeAtMs });
  });

  test('nor is that of the copy much later than now, as far as clocks of two devices may differ', async () => {
    const unlocked = await unlockExport(sourceOf(await made([{ t: 'note', note: late }], { madeAtMs: FAR_MS })), PASSPHRASE, stretchPlainly, NOW_MS);
    if (!unlocked.ok) throw new Error(unlocked.error.code);
    expect(unlocked.value.about.madeAtMs).toBe(NOW_MS + CLOCK.maxStepMs);
    const all = await unlocked.value.items();
    expect(all.ok && all.value.items[0]).toMatchObject({ note: { updatedAtMs: NOW_MS + CLOCK.maxStepMs } });
  });

  test('the same file twice changes nothing the second time', async () => {
    const vault = await newVault(createVaultBench().profiles);
    const file = await made([{ t: 'note', note: { ...late, deletedAtMs: null } }, thing], { madeAtMs: NOW_MS - 5 });
    const fill = async () => vault.copying.fill((await read(file)) as CopyItem[]);
    expect(await fill()).toMatchObject({ added: 1, things: 1 });
    expect(await fill()).toMatchObject({ added: 0, renewed: 0, keptTwice: 0, things: 0, same: 1 });
    expect(await vault.collection('goals', goal).get('g1')).toEqual({ name: 'walk', updatedAtMs: NOW_MS - 5 });
    await vault.close();
  });
});
