import { afterEach, describe, expect, test } from 'vitest';
import { stretchPlainly } from '../stretch.noble.ts';
import type { Vault } from '../types.ts';
import { STORES } from '../vault-database.ts';
import { createVaultBench, newVault } from '../vault.fixture.ts';
import { backupHost, exported, PASSPHRASE } from './backup.fixture.ts';
import { isInCopy, TABLES_IN_COPIES } from './copy-items.ts';
import { sourceOf, unlockExport } from './read-copy.ts';

const open: Vault[] = [];
afterEach(async () => {
  for (const vault of open.splice(0)) await vault.close();
});
const bytesOf = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await blob.arrayBuffer());
const unlock = (bytes: Uint8Array<ArrayBuffer>, passphrase = PASSPHRASE) =>
  unlockExport(sourceOf(new Blob([bytes])), passphrase, stretchPlainly, Date.UTC(2030, 0, 1));
/** What reading all of a file says. */
async function verdict(bytes: Uint8Array<ArrayBuffer>, passphrase = PASSPHRASE): Promise<string> {
  const unlocked = await unlock(bytes, passphrase);
  if (!unlocked.ok) return unlocked.error.code;
  const items = await unlocked.value.items();
  return items.ok ? `${items.value.items.length} items` : items.error.code;
}
async function written(notes: number): Promise<Uint8Array<ArrayBuffer>> {
  const vault = await newVault(createVaultBench().profiles);
  open.push(vault);
  for (let n = 0; n < notes; n += 1) {
    const { id } = await vault.notes.create();
    await vault.notes.save(id, { title: `note ${n}`, body: `canary-${n} ${'ä'.repeat(3_000)}` });
  }
  return bytesOf((await exported(vault)).file);
}

test('B1: each table of a vault has its place in copies, or a reason to be left out', () => {
  const newest = Object.entries(STORES).at(-1)?.[1] ?? {};
  expect(Object.keys(TABLES_IN_COPIES).toSorted()).toEqual(Object.keys(newest).toSorted());
});

test('B3: neither a session nor what only means something here goes onto another device', () => {
  expect(['session', 'segment/x', 'read/x', 'copies/shared'].filter((name) => isInCopy(name, 'export'))).toEqual([]);
  expect(isInCopy('session', 'local')).toBe(true);
  expect(isInCopy('welcome/seen', 'export')).toBe(true);
});

describe('the file', () => {
  test('holds no readable word, and gives back every one', async () => {
    const bytes = await written(120);
    const text = new TextDecoder('latin1').decode(bytes);
    expect(text).not.toContain('canary');
    expect(text).not.toContain('note-');
    const unlocked = await unlock(bytes);
    if (!unlocked.ok) throw new Error(unlocked.error.code);
    expect(unlocked.value.about.notes).toBe(120);
    const all = await unlocked.value.items();
    expect(all.ok && all.value.items.filter((item) => item.t === 'note' && item.note.body.startsWith('canary-'))).toHaveLength(120);
  });

  test('B4: a wrong passphrase, another file and a newer version each have their own name', async () => {
    const bytes = await written(1);
    expect(await verdict(bytes, 'not it')).toBe('wrong-passphrase');
    expect(await verdict(new TextEncoder().encode('a letter to a friend'))).toBe('no-copy');
    expect(await verdict(new Uint8Array())).toBe('no-copy');
    const newer = bytes.slice();
    newer[12] = 2;
    expect(await verdict(newer)).toBe('newer-version');
    expect(await verdict(bytes)).toMatch(/items/);
  });

  test('B4: one passphrase however it is typed', async () => {
    const vault = await newVault(createVaultBench().profiles);
    open.push(vault);
    const { file } = await exported(vault, 'caf\u00e9 con leche y miel');
    expect(await verdict(await bytesOf(file), 'cafe\u0301 con leche y miel')).toMatch(/items/);
  });

  test('B4, RELIABILITY F5: any byte changed, anywhere, and the file is refused', async () => {
    const bytes = await written(3);
    const headEnd = 12 + 1 + 4 + new DataView(bytes.buffer).getUint32(13) + 32;
    // Past the version, which has an answer of its own. Every byte of the head, and a walk through the rest.
    const places = [...Array(headEnd).keys(), ...Array.from({ length: 150 }, (_, n) => headEnd + Math.floor((n * (bytes.length - headEnd)) / 150))];
    const taken: number[] = [];
    for (const at of places.filter((place) => place !== 12)) {
      const worn = bytes.slice();
      worn[at] = (worn[at] ?? 0) ^ 0x41;
      if (!['damaged', 'no-copy'].includes(await verdict(worn))) taken.push(at);
    }
    expect(taken).toEqual([]);
  });

  test('B4: cut off anywhere, also between two chunks, it is refused', async () => {
    const bytes = await written(200);
    const ends: number[] = [];
    const view = new DataView(bytes.buffer);
    for (let at = 12 + 1 + 4 + view.getUint32(13) + 32; at < bytes.length; ) {
      ends.push(at);
      at += 4 + view.getUint32(at);
    }
    expect(ends.length).toBeGreaterThan(3);
    for (const end of [...ends, bytes.length - 1, 40]) expect(await verdict(bytes.slice(0, end))).toBe('damaged');
    expect(await verdict(await bytesOf(new Blob([bytes, Uint8Array.of(0)])))).toBe('damaged');
  });

  test('B4: chunks of two copies do not mix, nor do two of one change places', async () => {
    const vault = await newVault(createVaultBench().profiles);
    open.push(vault);
    for (let n = 0; n < 200; n += 1) await vault.notes.save((await vault.notes.create()).id, { body: 'x'.repeat(3_000) });
    const [one, other] = [await bytesOf((await exported(vault)).file), await bytesOf((await exported(vault)).file)];
    const chunks = (bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] => {
      const view = new DataView(bytes.buffer);
      const parts: Uint8Array<ArrayBuffer>[] = [];
      let at = 12 + 1 + 4 + view.getUint32(13) + 32;
      parts.push(bytes.slice(0, at));
      while (at < bytes.length) {
        const end = at + 4 + view.getUint32(at);
        parts.push(bytes.slice(at, end));
        at = end;
      }
      return parts;
    };
    const [mine, theirs] = [chunks(one), chunks(other)];
    const joined = async (parts: readonly Uint8Array<ArrayBuffer>[]): Promise<string> => verdict(await bytesOf(new Blob([...parts])));
    expect(await joined(mine)).toBe('200 items');
    expect(await joined(mine.with(2, theirs[2]!))).toBe('damaged');
    expect(await joined(mine.with(2, mine[3]!).with(3, mine[2]!))).toBe('damaged');
    expect(await joined(mine.toSpliced(2, 1))).toBe('damaged');
  });

  test('B5: a backup says nothing readable, and keeps no way in that belongs to this device alone', async () => {
    const host = backupHost(null);
    const { profiles } = createVaultBench({ host });
    const vault = await newVault(profiles);
    open.push(vault);
    await vault.notes.save((await vault.notes.create()).id, { body: 'canary' });
    await profiles.copies.backUp(vault);
    const [bytes] = host.files.values();
    const text = new TextDecoder('latin1').decode(bytes);
    expect(text).not.toContain('canary');
    expect(text).toContain('\\"wraps\\":[]');
  });
});
