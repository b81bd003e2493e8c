import { describe, expect, it } from 'vitest';
import { PICTURE } from '../limits.ts';
import { createDice, type Dice } from '../testing/dice.ts';
import { extendedHead, losslessFrame, lossyFrame, pngFile, pngHead, PNG_END, PNG_PIXELS, smallPng, smallWebp, webpFile, type Part } from '../testing/picture-files.ts';
import { lookAtFile } from './chosen-file.ts';
import { readPlainPicture, toPlainPicture } from './forms.ts';

const SEED = 20_261_122;
const ROUNDS = 20_000;
const SIDE = PICTURE.maxSidePx;
const CANARY = 'GPS-CANARY';
const canary = (name: string): Part => [name, Uint8Array.from(CANARY, (letter) => letter.charCodeAt(0))];

const SEEDS: readonly Uint8Array[] = [
  smallWebp(SIDE),
  smallPng(SIDE),
  webpFile([losslessFrame(SIDE)]),
  webpFile([extendedHead(SIDE, 0x38), canary('ICCP'), lossyFrame(SIDE), canary('EXIF')]),
  pngFile([pngHead(SIDE), canary('eXIf'), PNG_PIXELS, canary('tEXt'), PNG_END]),
];

/** Bytes of a picture after an accident, or under the hands of somebody who means it. */
function hurt(dice: Dice): Uint8Array {
  let bytes = [...dice.pick(SEEDS)];
  for (let hits = 1 + dice.below(4); hits > 0; hits -= 1) {
    const at = dice.below(bytes.length + 1);
    switch (dice.below(5)) {
      case 0:
        bytes[at] = dice.below(256);
        break;
      case 1:
        bytes = bytes.slice(0, at);
        break;
      case 2:
        bytes.splice(at, 0, ...[...CANARY].map((letter) => letter.charCodeAt(0)));
        break;
      case 3:
        bytes.splice(at, dice.below(9));
        break;
      default: {
        // A length, which stands in four bytes of either order.
        const value = dice.pick([0, 1, 0x7fffffff, 0xffffffff, bytes.length]);
        for (let byte = 0; byte < 4; byte += 1) bytes[at + byte] = Math.floor(value / 256 ** byte) % 256;
      }
    }
  }
  return Uint8Array.from(bytes, (byte) => byte ?? 0);
}

describe(`hostile bytes, seed ${SEED}`, () => {
  it(`${ROUNDS} files: nothing throws; what is taken has one picture of allowed sides and no other part`, () => {
    const dice = createDice(SEED);
    let taken = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const bytes = hurt(dice);
      lookAtFile(bytes);
      const read = readPlainPicture(bytes);
      const bare = toPlainPicture(bytes);
      expect([round, bare === null ? null : toPlainPicture(bare)]).toEqual([round, bare]);
      if (!read.ok) continue;
      taken += 1;
      expect([round, read.value.sidePx >= PICTURE.minSidePx && read.value.sidePx <= PICTURE.maxSidePx]).toEqual([round, true]);
      // Taken as it stands, it is what would be left of it: there is no part in it that could be taken out.
      expect([round, bare]).toEqual([round, bytes]);
      for (const name of ['EXIF', 'XMP ', 'ICCP', 'tEXt', 'eXIf', 'iCCP']) expect([round, partsOf(bytes).includes(name)]).toEqual([round, false]);
    }
    // Pixels may be hurt without the form being so: otherwise the test would only see what is refused.
    expect(taken).toBeGreaterThan(ROUNDS / 100);
    expect(taken).toBeLessThan(ROUNDS / 2);
  });

  it('C10: the worst file takes no longer than its bytes do', () => {
    const parts = Array.from({ length: PICTURE.maxBytes / 8 }, (): Part => ['JUNK', new Uint8Array()]);
    for (const worst of [webpFile(parts).subarray(0, PICTURE.maxBytes), new Uint8Array(PICTURE.maxBytes).fill(0xff)]) {
      expect(readPlainPicture(worst).ok).toBe(false);
      expect(toPlainPicture(worst)).toBeNull();
    }
  });
});

/** Names of the parts, read in the plainest way there is, apart from the code that is tested. */
function partsOf(bytes: Uint8Array): string[] {
  const isWebp = bytes[0] === 0x52;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const names: string[] = [];
  for (let at = isWebp ? 12 : 8; at + 8 <= bytes.length; ) {
    const name = String.fromCharCode(...bytes.subarray(isWebp ? at : at + 4, isWebp ? at + 4 : at + 8));
    const length = isWebp ? view.getUint32(at + 4, true) : view.getUint32(at);
    names.push(name);
    at += isWebp ? 8 + length + (length % 2) : 12 + length;
  }
  return names;
}
