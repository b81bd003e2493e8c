import { sumOf } from '../pictures/png.ts';

/** Files in the forms of pictures, part by part, well formed unless a test wants otherwise. Their pixels mean nothing. */
export type Part = readonly [name: string, content: Uint8Array];

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const joined = (...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));
const small = (value: number, count: number): number[] => Array.from({ length: count }, (_, index) => Math.floor(value / 256 ** index) % 256);
const big = (value: number): number[] => small(value, 4).toReversed();

const PIXELS = Uint8Array.from({ length: 60 }, (_, index) => (index * 37) % 251);

export function webpFile(parts: readonly Part[]): Uint8Array {
  const body = parts.map(([name, content]) => joined(bytesOf(name), small(content.length, 4), content, content.length % 2 === 1 ? [0] : []));
  const size = body.reduce((sum, part) => sum + part.length, 4);
  return joined(bytesOf('RIFF'), small(size, 4), bytesOf('WEBP'), ...body);
}

/** A key frame, as a browser writes one for a photograph. */
export const lossyFrame = (width: number, height = width): Part => {
  const isShown = 1 << 4;
  const firstPart = 20 << 5;
  return ['VP8 ', joined(small(isShown | firstPart, 3), [0x9d, 0x01, 0x2a], small(width, 2), small(height, 2), PIXELS)];
};

export const losslessFrame = (width: number, height = width): Part => ['VP8L', joined([0x2f], small(width - 1 + (height - 1) * 2 ** 14, 4), PIXELS)];

/** The head of an extended file; `flags` say what else is in it. */
export const extendedHead = (width: number, flags: number, height = width): Part => ['VP8X', joined([flags, 0, 0, 0], small(width - 1, 3), small(height - 1, 3))];

export const smallWebp = (sidePx: number): Uint8Array => webpFile([lossyFrame(sidePx)]);

export function pngFile(parts: readonly Part[]): Uint8Array {
  const chunks = parts.map(([name, content]) => {
    const named = joined(bytesOf(name), content);
    return joined(big(content.length), named, big(sumOf(named)));
  });
  return joined([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], ...chunks);
}

/** `more`: depth, kind of colours, packing, filter, interlace. */
export const pngHead = (width: number, height = width, more: readonly number[] = [8, 2, 0, 0, 0]): Part => ['IHDR', joined(big(width), big(height), more)];
export const PNG_PIXELS: Part = ['IDAT', PIXELS];
export const PNG_END: Part = ['IEND', new Uint8Array()];

export const smallPng = (sidePx: number): Uint8Array => pngFile([pngHead(sidePx), PNG_PIXELS, PNG_END]);

/** A photograph as a camera writes it: `words` stand before its frame, where places and names do. */
export const jpegFile = (width: number, height: number, words = ''): Uint8Array => {
  const exif = joined(bytesOf('Exif\0\0'), bytesOf(words));
  return joined(
    [0xff, 0xd8, 0xff, 0xe1], small(exif.length + 2, 2).toReversed(), exif,
    [0xff, 0xc0, 0x00, 0x11, 0x08], small(height, 2).toReversed(), small(width, 2).toReversed(), [3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1],
    [0xff, 0xda], PIXELS, [0xff, 0xd9],
  );
};
