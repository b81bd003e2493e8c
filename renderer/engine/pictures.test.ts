import { toBase64 } from 'lib0/buffer';
import { beforeEach, describe, expect, it } from 'vitest';
import { PICTURE } from '#shared/limits.ts';
import { DAY_MS } from '#shared/limits/units.ts';
import type { PictureId } from '#shared/people/pictures.ts';
import { err, ok } from '#shared/result.ts';
import { smallPng, smallWebp } from '#shared/testing/picture-files.ts';
import { createPictures, type PictureParts, type Pictures } from './pictures.ts';
import { createCell } from './readable.ts';
import { createDisk, createMemoryVault } from './test-support/memory-vault.ts';
import { settle, VirtualTime } from './test-support/virtual-time.ts';
import type { ConnectionStatus } from './types.ts';

const WEBP = smallWebp(PICTURE.maxSidePx);
const src = (bytes: Uint8Array, type = 'image/webp'): string => `data:${type};base64,${toBase64(bytes)}`;
const idOf = (letter: string): PictureId => letter.repeat(20) as PictureId;

/** A relay that knows who shows what, a device, and what was asked. */
let time: VirtualTime;
let shown: Map<string, PictureId>;
let files: Map<PictureId, Uint8Array>;
let asked: (readonly string[])[];
let fetched: PictureId[];
let tooFast: number;
let disk: ReturnType<typeof createDisk>;
const connection = createCell<ConnectionStatus>({ at: 'offline' });

beforeEach(() => {
  time = new VirtualTime();
  shown = new Map([['ann', idOf('a')]]);
  files = new Map([[idOf('a'), WEBP]]);
  [asked, fetched, tooFast] = [[], [], 0];
  disk = createDisk();
  connection.set({ at: 'offline' });
});

const call = (async (name: string, params: { picture: PictureId }, body: { names: string[]; image: string } | null) => {
  await Promise.resolve();
  if (tooFast > 0) {
    tooFast -= 1;
    return err({ code: 'too-fast', rule: null, retryAfterMs: 500 });
  }
  switch (name) {
    case 'findPictures':
      asked.push(body?.names ?? []);
      return ok({ pictures: (body?.names ?? []).flatMap((one) => (shown.has(one) ? [{ name: one.toUpperCase(), picture: shown.get(one) }] : [])) });
    case 'readPicture': {
      fetched.push(params.picture);
      const bytes = files.get(params.picture);
      return bytes === undefined ? err({ code: 'not-found', rule: null, retryAfterMs: null }) : ok({ type: 'image/webp', image: toBase64(bytes) });
    }
    case 'setPicture':
      return ok({ picture: idOf('z'), pausedUntilMs: null });
    default:
      return ok({ picture: null, pausedUntilMs: null });
  }
}) as unknown as PictureParts['call'];

const engine = (): Pictures =>
  createPictures({
    vault: createMemoryVault(disk), clock: time.clock(), timers: time.timers(), connection, call,
    ownName: () => 'Me', onStorageFailure: (cause) => { throw cause; },
  });
const pass = async (ms: number = PICTURE.gatherMs): Promise<void> => {
  await settle();
  await time.pass(ms);
  await settle();
};
const watch = (pictures: Pictures, name: string): (() => void) => pictures.of(name).subscribe(() => undefined);
const seen = (pictures: Pictures, name: string): string | null => pictures.of(name).getSnapshot();
const kept = (): number => disk.things.get('seen-pictures')?.size ?? 0;

describe('pictures of people, on the device', () => {
  it('names that come on screen together are one question; each picture is fetched once and kept', async () => {
    connection.set({ at: 'online', keeps: true });
    const pictures = engine();
    for (const name of ['Ann', '@ann', 'Ben', 'Cat']) watch(pictures, name);
    expect(seen(pictures, 'Ann')).toBeNull();
    await pass();
    expect(asked).toEqual([['ann', 'ben', 'cat']]);
    expect([seen(pictures, 'ANN'), seen(pictures, 'Ben')]).toEqual([src(WEBP), null]);
    expect([fetched, kept()]).toEqual([[idOf('a')], 1]);
    await pictures.close();
  });

  it('promise 1: without a network what was seen is shown again, and nobody is asked', async () => {
    connection.set({ at: 'online', keeps: true });
    const first = engine();
    watch(first, 'Ann');
    await pass();
    await first.close();
    connection.set({ at: 'offline' });
    [asked, fetched] = [[], []];
    const second = engine();
    watch(second, 'ann');
    await pass();
    expect([seen(second, 'Ann'), asked, fetched]).toEqual([src(WEBP), [], []]);
    // Back again: asked about, and not fetched again, since an address never shows another picture.
    connection.set({ at: 'online', keeps: true });
    await pass();
    expect([asked, fetched]).toEqual([[['ann']], []]);
    await second.close();
  });

  it('F164: taken away or not shown any more, it goes from screen and device at the next question', async () => {
    connection.set({ at: 'online', keeps: true });
    const pictures = engine();
    watch(pictures, 'Ann');
    await pass();
    shown.clear();
    await pass(PICTURE.askAgainMs);
    watch(pictures, 'Ann');
    await pass();
    expect([seen(pictures, 'Ann'), kept()]).toEqual([null, 0]);
    await pictures.close();
  });

  it('F164, D3: what stays on screen is asked about again, in one question, and goes though nobody moves; who left the screen is not', async () => {
    connection.set({ at: 'online', keeps: true });
    const pictures = engine();
    for (const name of ['Ann', 'Ben']) watch(pictures, name);
    watch(pictures, 'Cat')();
    await pass();
    expect(seen(pictures, 'Ann')).toBe(src(WEBP));
    shown.clear();
    await pass(PICTURE.askAgainMs);
    await pass();
    expect([seen(pictures, 'Ann'), kept()]).toEqual([null, 0]);
    expect(asked.slice(1)).toEqual([['ann', 'ben']]);
    connection.set({ at: 'offline' });
    await pass(PICTURE.askAgainMs);
    expect(asked).toHaveLength(2);
    await pictures.close();
    expect(time.pending).toBe(0);
  });

  it('a picture that vanishes between question and fetching leaves letters', async () => {
    connection.set({ at: 'online', keeps: true });
    files.clear();
    const pictures = engine();
    watch(pictures, 'Ann');
    await pass();
    expect([fetched, seen(pictures, 'Ann'), kept()]).toEqual([[idOf('a')], null, 0]);
    await pictures.close();
  });

  it('whoever is not on screen is asked about once when the relay is back, so that nobody outlives their wish in a cache', async () => {
    connection.set({ at: 'online', keeps: true });
    const first = engine();
    watch(first, 'Ann');
    await pass();
    await first.close();
    shown.clear();
    connection.set({ at: 'offline' });
    const second = engine();
    connection.set({ at: 'online', keeps: true });
    await pass();
    expect([asked.at(-1), kept()]).toEqual([['ann'], 0]);
    connection.set({ at: 'offline' });
    connection.set({ at: 'online', keeps: true });
    await pass();
    expect(asked).toHaveLength(2);
    await second.close();
  });

  it('is not asked again before its time, and then once', async () => {
    connection.set({ at: 'online', keeps: true });
    const pictures = engine();
    watch(pictures, 'Ben')();
    await pass();
    for (let look = 0; look < 5; look += 1) watch(pictures, 'Ben')();
    await pass();
    expect(asked).toHaveLength(1);
    await pass(PICTURE.askAgainMs);
    watch(pictures, 'Ben');
    await pass();
    expect(asked).toHaveLength(2);
    await pictures.close();
  });

  it('C9: where it was too fast it waits as long as the relay says, and loses nobody', async () => {
    connection.set({ at: 'online', keeps: true });
    const pictures = engine();
    tooFast = 1;
    watch(pictures, 'Ann');
    await pass();
    expect(asked).toEqual([]);
    await pass(500);
    expect(seen(pictures, 'Ann')).toBe(src(WEBP));
    await pictures.close();
  });

  it('bounds: so many names at once, so many kept, and none for longer than a month', async () => {
    connection.set({ at: 'online', keeps: true });
    const names = Array.from({ length: PICTURE.maxKept + 5 }, (_, at) => `p${at}`);
    for (const [at, name] of names.entries()) {
      const id = String(at).padStart(20, '0') as PictureId;
      shown.set(name, id);
      files.set(id, WEBP);
    }
    const pictures = engine();
    for (const name of names) watch(pictures, name);
    for (let turn = 0; turn < 12; turn += 1) await pass();
    await pictures.close();
    expect(Math.max(...asked.map((some) => some.length))).toBe(PICTURE.maxNamesAsked);
    expect([fetched.length, kept()]).toEqual([names.length, PICTURE.maxKept]);
    connection.set({ at: 'offline' });
    await time.pass(31 * DAY_MS);
    const later = engine();
    await settle();
    await later.close();
    expect(kept()).toBe(0);
  });

  it('a name that is longer than any is asked of nobody', async () => {
    connection.set({ at: 'online', keeps: true });
    const pictures = engine();
    watch(pictures, 'x'.repeat(5_000));
    await pass();
    expect(asked).toEqual([]);
    await pictures.close();
  });
});

describe('F027: one\'s own picture', () => {
  it('is shown beside one\'s name at once, and taken away at once', async () => {
    connection.set({ at: 'online', keeps: true });
    const pictures = engine();
    watch(pictures, 'Me');
    expect((await pictures.set(smallPng(96))).ok).toBe(true);
    expect([seen(pictures, 'Me'), pictures.own.getSnapshot()?.picture]).toEqual([src(smallPng(96), 'image/png'), idOf('z')]);
    await pictures.clear();
    expect([seen(pictures, 'Me'), pictures.own.getSnapshot()?.picture]).toEqual([null, null]);
    await pictures.close();
    expect(kept()).toBe(0);
  });

  it('what is no plain picture does not leave the device', async () => {
    const pictures = engine();
    expect(await pictures.set(new TextEncoder().encode('GPS'))).toMatchObject({ error: { code: 'not-a-picture' } });
    await pictures.close();
  });
});
