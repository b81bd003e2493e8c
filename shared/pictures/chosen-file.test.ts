import { describe, expect, it } from 'vitest';
import { PICTURE } from '../limits.ts';
import { extendedHead, jpegFile, losslessFrame, lossyFrame, pngFile, pngHead, smallPng, webpFile } from '../testing/picture-files.ts';
import { lookAtFile } from './chosen-file.ts';
import { heldIn, MIDDLE, movedBy, squareOf } from './crop.ts';

const text = (words: string): Uint8Array => Uint8Array.from(words, (letter) => letter.charCodeAt(0));
const faultOf = (bytes: Uint8Array): string => {
  const seen = lookAtFile(bytes);
  return seen.ok ? `${seen.value.width}×${seen.value.height}` : seen.error;
};

describe('F027: a file that somebody chose, before it is unpacked', () => {
  it('says its size, in each of the three forms, past whatever a camera wrote first', () => {
    expect(faultOf(jpegFile(4_032, 3_024, 'GPS '.repeat(3_000)))).toBe('4032×3024');
    expect(faultOf(pngFile([pngHead(640, 480)]))).toBe('640×480');
    expect(faultOf(webpFile([lossyFrame(300, 200)]))).toBe('300×200');
    expect(faultOf(webpFile([losslessFrame(300, 200)]))).toBe('300×200');
    expect(faultOf(webpFile([extendedHead(1_000, 0x2c, 700), lossyFrame(1_000, 700)]))).toBe('1000×700');
  });

  it.each([
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['GIF', 'GIF89a'],
    ['HEIC', '\x00\x00\x00\x18ftypheic'],
    ['PDF', '%PDF-1.7'],
    ['nothing', ''],
  ])('%s is another kind, whatever it is called', (_, words) => {
    expect(faultOf(text(words))).toBe('other-type');
  });

  it('a small file that claims to be huge is not unpacked', () => {
    expect(faultOf(smallPng(60_000))).toBe('too-large');
    expect(faultOf(pngFile([pngHead(0xffffffff)]))).toBe('too-large');
    expect(faultOf(jpegFile(PICTURE.maxFileSidePx + 1, 1))).toBe('too-large');
    expect(faultOf(jpegFile(10_000, 5_000))).toBe('10000×5000');
    expect(faultOf(jpegFile(10_000, 5_001))).toBe('too-large');
    expect(faultOf(new Uint8Array(PICTURE.maxFileBytes + 1))).toBe('too-large');
  });

  it('one that is cut off, empty or says nothing of its size is broken', () => {
    const whole = jpegFile(40, 30, 'words');
    for (const length of [4, 10, 20]) expect(faultOf(whole.subarray(0, length))).toBe('broken');
    expect(faultOf(smallPng(9).subarray(0, 20))).toBe('broken');
    expect(faultOf(jpegFile(0, 30))).toBe('broken');
    expect(faultOf(Uint8Array.of(0xff, 0xd8, 0xff, 0xe1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0))).toBe('broken');
    expect(faultOf(webpFile([['JUNK', new Uint8Array(40)]]))).toBe('broken');
  });
});

describe('F027: which square is taken', () => {
  const LANDSCAPE = { width: 400, height: 300 };

  it('the middle first, as large as it goes; nearer takes less', () => {
    expect(squareOf(LANDSCAPE, MIDDLE)).toEqual({ left: 50, top: 0, side: 300 });
    expect(squareOf(LANDSCAPE, { ...MIDDLE, zoom: 2 })).toEqual({ left: 125, top: 75, side: 150 });
  });

  it('never leaves the picture', () => {
    for (const crop of [{ zoom: 0.1, x: -3, y: 9 }, { zoom: 99, x: 2, y: -1 }, { zoom: 1, x: 1, y: 1 }]) {
      const { left, top, side } = squareOf(LANDSCAPE, crop);
      expect([left >= 0, top >= 0, left + side <= 400, top + side <= 300, side >= 300 / PICTURE.maxZoom]).toEqual([true, true, true, true, true]);
    }
  });

  it('what is under the finger goes with it', () => {
    const before = squareOf(LANDSCAPE, { ...MIDDLE, zoom: 2 });
    const after = squareOf(LANDSCAPE, movedBy(LANDSCAPE, { ...MIDDLE, zoom: 2 }, 0.25, -0.5));
    expect(before.left - after.left).toBeCloseTo(0.25 * before.side);
    expect(after.top - before.top).toBeCloseTo(0.5 * before.side);
    // Along a side where there is nothing to draw nothing moves.
    expect(movedBy(LANDSCAPE, MIDDLE, 0, 5).y).toBe(0.5);
    expect(heldIn(movedBy(LANDSCAPE, MIDDLE, 99, 0))).toEqual({ zoom: 1, x: 0, y: 0.5 });
  });
});
