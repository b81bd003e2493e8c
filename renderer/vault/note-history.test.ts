import { describe, expect, it } from 'vitest';
import { NOTE_KEPT } from '#shared/limits.ts';
import { isVersionDue, noteUndo, noteVersions, withVersion, withinBounds, type NoteVersion } from './note-history.ts';
import { createVaultBench, newVault, reopen } from './vault.fixture.ts';

const NOW = Date.UTC(2026, 10, 22);
const at = (atMs: number, body: string): NoteVersion => ({ atMs, title: '', body });

describe('the versions of a note', () => {
  it('are kept in order, each text once, under its newest time; nothing empty', () => {
    const kept = withVersion([at(NOW - 3, 'a'), at(NOW - 2, 'b')], at(NOW - 1, 'a'), NOW);
    expect(kept).toEqual([at(NOW - 2, 'b'), at(NOW - 1, 'a')]);
    expect(withVersion(kept, at(NOW, ' \n'), NOW)).toEqual(kept);
  });

  it('are bounded by count, age and length, the oldest going first, the newest never', () => {
    const many = Array.from({ length: NOTE_KEPT.maxVersions + 5 }, (_, n) => at(NOW - 1_000 + n, `text ${n}`));
    expect(withinBounds(many, NOW)).toEqual(many.slice(5));
    expect(withinBounds([at(NOW - NOTE_KEPT.maxVersionAgeMs - 1, 'old'), at(NOW, 'new')], NOW)).toEqual([at(NOW, 'new')]);
    const long = [at(NOW - 2, 'a'.repeat(NOTE_KEPT.maxVersionsLength)), at(NOW - 1, 'b')];
    expect(withinBounds(long, NOW)).toEqual(long.slice(1));
    const huge = [at(NOW - 1, 'x'.repeat(NOTE_KEPT.maxVersionsLength + 1))];
    expect(withinBounds(huge, NOW)).toEqual(huge);
  });

  it('are due at the first save of a sitting, and then every ten minutes; a clock put back waits for nothing', () => {
    expect(isVersionDue(null, NOW)).toBe(true);
    expect(isVersionDue(NOW, NOW + NOTE_KEPT.versionEveryMs - 1)).toBe(false);
    expect(isVersionDue(NOW, NOW + NOTE_KEPT.versionEveryMs)).toBe(true);
    expect(isVersionDue(NOW, NOW - NOTE_KEPT.versionEveryMs)).toBe(true);
  });
});

describe('in the vault', () => {
  it('F4: what is kept of a note goes with it, and what is kept of others stays', async () => {
    const bench = createVaultBench();
    const vault = await newVault(bench.profiles);
    const [one, other] = [await vault.notes.create(), await vault.notes.create()];
    for (const { id } of [one, other]) {
      await noteVersions(vault).put(id, [at(NOW, 'before')]);
      await noteUndo(vault).put(id, { digest: 'd', steps: '{}' });
    }
    await vault.notes.erase(one.id);
    await vault.close();
    const again = await reopen(bench.profiles, vault.profile.id);
    expect(await noteVersions(again).get(one.id)).toBeNull();
    expect(await noteUndo(again).get(one.id)).toBeNull();
    expect(await noteVersions(again).get(other.id)).toEqual([at(NOW, 'before')]);
    expect(await noteUndo(again).get(other.id)).not.toBeNull();
    await again.close();
  });
});
