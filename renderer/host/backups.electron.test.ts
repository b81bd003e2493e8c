import { expect, test } from 'vitest';
import { COPY } from '#shared/limits.ts';
import { backupsThrough } from './backups.electron.ts';
import type { DesktopBridge } from './bridge.ts';

const PROFILE = '0123456789abcdefghjk';

/** What crosses to the main process, in order. */
function bench() {
  const crossed: unknown[] = [];
  const bridge = {
    backupsBegin: async () => ({ upload: 'a'.repeat(32) }),
    backupsAppend: async ({ piece }: { piece: Uint8Array }) => (crossed.push(piece.length), {}),
    async backupsFinish({ bytes, alone }: { bytes: number; alone: boolean }) {
      crossed.push({ bytes, alone });
      return { name: `${PROFILE}.20261122T093005.samovar` };
    },
  } as unknown as DesktopBridge;
  return { crossed, backups: backupsThrough(bridge) };
}

async function* pieces(lengths: readonly number[], fails = false): AsyncGenerator<Uint8Array> {
  for (const length of lengths) yield new Uint8Array(length);
  if (fails) throw new Error('the vault was closed');
}

test('F11: a backup crosses in pieces that the contract takes, and says at its end how much it was', async () => {
  const { crossed, backups } = bench();
  await backups.write(PROFILE, pieces([5, COPY.pieceBytes + 1]));
  expect(crossed).toEqual([5, COPY.pieceBytes, 1, { bytes: COPY.pieceBytes + 6, alone: false }]);
});

test('B6: whether it takes the place of all others is asked when all of it is over there', async () => {
  const { crossed, backups } = bench();
  await backups.write(PROFILE, pieces([3]), () => crossed.length === 1);
  expect(crossed).toEqual([3, { bytes: 3, alone: true }]);
});

test.each<[readonly number[]]>([[[]], [[7, 7]]])('one that breaks off after %j is told with a size that it cannot have', async (lengths) => {
  const { crossed, backups } = bench();
  await expect(backups.write(PROFILE, pieces(lengths, true), () => true)).rejects.toThrow('the vault was closed');
  const over = lengths.reduce((sum, length) => sum + length, 0);
  expect(crossed.at(-1)).toEqual({ bytes: over + 1, alone: false });
});
