import { describe, expect, it } from 'vitest';
import { PICTURE } from '../limits.ts';
import {
  extendedHead, jpegFile, losslessFrame, lossyFrame, pngFile, pngHead, PNG_END, PNG_PIXELS, smallPng, smallWebp, webpFile, type Part,
} from '../testing/picture-files.ts';
import { readPlainPicture, toPlainPicture } from './forms.ts';

const SIDE = PICTURE.maxSidePx;
const words = (name: string): Part => [name, Uint8Array.from('GPS 52.5200 N 13.4050 E', (letter) => letter.charCodeAt(0))];
const ALPHA: Part = ['ALPH', Uint8Array.of(1, 2, 3, 4)];
const plain = (parts: readonly Part[]): string => {
  const read = readPlainPicture(webpFile(parts));
  return read.ok ? `${read.value.type} ${read.value.sidePx}` : read.error;
};
const faultOf = (bytes: Uint8Array): string => {
  const read = readPlainPicture(bytes);
  return read.ok ? 'taken' : read.error;
};
const changed = (bytes: Uint8Array, at: number, byte: number): Uint8Array => bytes.with(at, byte);
const followed = (bytes: Uint8Array, ...more: number[]): Uint8Array => Uint8Array.from([...bytes, ...more]);
const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

describe('F027: what the relay takes for a picture', () => {
  it('one still frame, with or without transparency, and nothing else', () => {
    expect(plain([lossyFrame(SIDE)])).toBe('image/webp 256');
    expect(plain([losslessFrame(96)])).toBe('image/webp 96');
    expect(plain([extendedHead(SIDE, 0x10), ALPHA, lossyFrame(SIDE)])).toBe('image/webp 256');
    expect(plain([extendedHead(SIDE, 0x10), losslessFrame(SIDE)])).toBe('image/webp 256');
    expect(readPlainPicture(smallPng(128))).toEqual({ ok: true, value: { type: 'image/png', sidePx: 128 } });
    expect(readPlainPicture(pngFile([pngHead(64, 64, [8, 6, 0, 0, 0]), PNG_PIXELS, PNG_PIXELS, PNG_END])).ok).toBe(true);
  });

  it.each([
    ['EXIF beside it', [extendedHead(SIDE, 0x08), lossyFrame(SIDE), words('EXIF')]],
    ['EXIF that no flag announces', [extendedHead(SIDE, 0), lossyFrame(SIDE), words('EXIF')]],
    ['XMP', [extendedHead(SIDE, 0x04), lossyFrame(SIDE), words('XMP ')]],
    ['a colour profile', [extendedHead(SIDE, 0x20), words('ICCP'), lossyFrame(SIDE)]],
    ['a flag of EXIF alone', [extendedHead(SIDE, 0x08), lossyFrame(SIDE)]],
    ['an animation', [extendedHead(SIDE, 0x02), words('ANIM'), words('ANMF')]],
    ['a second frame', [lossyFrame(SIDE), lossyFrame(SIDE)]],
    ['a part of nobody\'s', [lossyFrame(SIDE), words('JUNK')]],
    ['a head of another size', [extendedHead(SIDE - 1, 0), lossyFrame(SIDE)]],
    ['a head alone', [extendedHead(SIDE, 0)]],
    ['transparency alone', [ALPHA]],
    ['no part', []],
    ['a frame without pixels', [['VP8 ', lossyFrame(SIDE)[1].subarray(0, 10)]]],
    ['a frame that builds on another', [['VP8 ', changed(lossyFrame(SIDE)[1], 0, 0x91)]]],
    ['a frame that is not shown', [['VP8 ', changed(lossyFrame(SIDE)[1], 0, 0x80)]]],
    ['a first part beyond the frame', [['VP8 ', changed(lossyFrame(SIDE)[1], 1, 0xff)]]],
    ['a frame to be scaled', [['VP8 ', changed(lossyFrame(SIDE)[1], 7, 0x41)]]],
    ['a lossless frame of a later version', [['VP8L', changed(losslessFrame(SIDE)[1], 4, 0x20)]]],
    ['transparency packed in no known way', [extendedHead(SIDE, 0x10), ['ALPH', Uint8Array.of(0x42, 1)], lossyFrame(SIDE)]],
  ] as [string, Part[]][])('refuses WebP with %s', (_, parts) => {
    expect(plain(parts)).toBe('not-plain');
  });

  it.each([
    ['tEXt', [pngHead(SIDE), words('tEXt'), PNG_PIXELS, PNG_END]],
    ['eXIf', [pngHead(SIDE), words('eXIf'), PNG_PIXELS, PNG_END]],
    ['iCCP', [pngHead(SIDE), words('iCCP'), PNG_PIXELS, PNG_END]],
    ['an animation', [pngHead(SIDE), words('acTL'), PNG_PIXELS, words('fdAT'), PNG_END]],
    ['no pixels', [pngHead(SIDE), PNG_END]],
    ['no end', [pngHead(SIDE), PNG_PIXELS]],
    ['an end with words', [pngHead(SIDE), PNG_PIXELS, words('IEND')]],
    ['two heads', [pngHead(SIDE), pngHead(SIDE), PNG_PIXELS, PNG_END]],
    ['sixteen bits a colour', [pngHead(SIDE, SIDE, [16, 2, 0, 0, 0]), PNG_PIXELS, PNG_END]],
    ['a palette', [pngHead(SIDE, SIDE, [8, 3, 0, 0, 0]), PNG_PIXELS, PNG_END]],
    ['interlaced rows', [pngHead(SIDE, SIDE, [8, 2, 0, 0, 1]), PNG_PIXELS, PNG_END]],
  ] as [string, Part[]][])('refuses PNG with %s', (_, parts) => {
    expect(faultOf(pngFile(parts))).toBe('not-plain');
  });

  it('refuses what is behind the end, before the beginning, cut off, or of a wrong sum', () => {
    for (const whole of [smallWebp(SIDE), smallPng(SIDE)]) {
      expect(faultOf(followed(whole, 0))).toBe('not-plain');
      expect(faultOf(followed(whole, ...jpegFile(9, 9)))).toBe('not-plain');
      expect(faultOf(Uint8Array.from([32, ...whole]))).toBe('not-plain');
      for (let length = 0; length < whole.length; length += 1) expect(faultOf(whole.subarray(0, length))).toBe('not-plain');
    }
    expect(faultOf(changed(smallPng(SIDE), 50, 1))).toBe('not-plain');
  });

  it.each([
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['GIF', 'GIF89a\x01\x00\x01\x00'],
    ['BMP', 'BM\x00\x00\x00'],
    ['nothing', ''],
  ])('refuses %s', (_, text) => {
    expect(faultOf(Uint8Array.from(text, (letter) => letter.charCodeAt(0)))).toBe('not-plain');
  });

  it('refuses a photograph as a camera wrote it: what stands in it is the app\'s to take out', () => {
    expect(faultOf(jpegFile(SIDE, SIDE, 'GPS'))).toBe('not-plain');
  });

  it('bounds: sides and bytes', () => {
    expect(plain([lossyFrame(SIDE + 1)])).toBe('sides');
    expect(plain([lossyFrame(PICTURE.minSidePx - 1)])).toBe('sides');
    expect(plain([lossyFrame(SIDE, SIDE - 1)])).toBe('sides');
    expect(plain([lossyFrame(0)])).toBe('sides');
    expect(faultOf(smallPng(0xffffffff))).toBe('sides');
    const filled = (length: number): Uint8Array => pngFile([pngHead(SIDE), ['IDAT', new Uint8Array(length)], PNG_END]);
    const around = filled(0).length;
    expect(faultOf(filled(PICTURE.maxBytes - around))).toBe('taken');
    expect(faultOf(filled(PICTURE.maxBytes - around + 1))).toBe('too-large');
    const many = Array.from({ length: PICTURE.maxChunks }, (): Part => ['IDAT', new Uint8Array()]);
    expect(faultOf(pngFile([pngHead(SIDE), ...many, PNG_END]))).toBe('not-plain');
  });
});

describe('F027: what a browser wrote, without what it wrote around it', () => {
  it.each([
    ['WebP', webpFile([extendedHead(SIDE, 0x3c), words('ICCP'), ALPHA, lossyFrame(SIDE), words('EXIF'), words('XMP ')])],
    ['PNG', pngFile([pngHead(SIDE), words('eXIf'), words('iCCP'), PNG_PIXELS, words('tEXt'), PNG_END])],
  ])('%s: the picture stays, place and profile go', (_, written) => {
    expect(latin(written)).toContain('GPS');
    expect(faultOf(written)).toBe('not-plain');
    const bare = toPlainPicture(written);
    expect(bare).not.toBeNull();
    expect(latin(bare!)).not.toContain('GPS');
    expect(faultOf(bare!)).toBe('taken');
  });

  it('leaves a plain one as it is, and gives nothing for what is none', () => {
    for (const whole of [smallWebp(SIDE), smallPng(SIDE), webpFile([losslessFrame(SIDE)])]) expect(toPlainPicture(whole)).toEqual(whole);
    for (const other of [jpegFile(9, 9), new Uint8Array(), webpFile([words('ANIM')])]) expect(toPlainPicture(other)).toBeNull();
  });
});
