import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readable } from '../../harness/readable.ts';

const TEXT = 'k3v9q0x7m2b8w5t1z6r4y0pd';
const OTHER = 'a7s0d9f8g1h2j3k4l5m6n7b8';

/** The search of F4 must find what it would have to find, or its nought says nothing. */
describe('F4: a text that stands readable in a file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'samovar-readable-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const found = (content: Buffer | string): readonly string[] => {
    writeFileSync(join(folder, 'file'), content);
    return readable(folder, [OTHER, TEXT]).found.map(({ text }) => text);
  };
  const noise = Buffer.from(Array.from({ length: 5_000 }, (_, at) => (at * 7_919) % 251));
  const amid = (bytes: Buffer): Buffer => Buffer.concat([noise, bytes, noise]);

  test.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-16LE', Buffer.from(TEXT, 'utf16le')],
    ['UTF-16BE', Buffer.from(TEXT, 'utf16le').swap16()],
    ['its first half alone', Buffer.from(TEXT.slice(0, 12))],
    ['its second half alone', Buffer.from(TEXT.slice(12))],
    ['half of it in UTF-16', Buffer.from(TEXT.slice(12), 'utf16le')],
    ...['', 'x', 'xy'].map((before) => [`base64 after "${before}"`, Buffer.from(Buffer.from(`${before}${TEXT} and more`).toString('base64'))] as const),
  ] as const)('%s', (_form, bytes) => {
    expect(found(amid(bytes))).toEqual([TEXT]);
    expect(found(bytes)).toEqual([TEXT]);
  });

  test('noise holds nothing, and neither does a text of the same beginning', () => {
    expect(found(noise)).toEqual([]);
    expect(found(`${TEXT.slice(0, 8)}${TEXT.slice(14)}`)).toEqual([]);
  });
});
