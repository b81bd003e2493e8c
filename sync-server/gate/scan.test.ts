import { describe, expect, test } from 'vitest';
import { ByteReader } from './byte-reader.ts';
import { LOG_CONTENTS, PAGE_CONTENTS, scanUpdate } from './scan.ts';
import * as wire from './testing/wire.ts';
import { append, evil } from './testing/world.ts';

const LIMITS = { contents: LOG_CONTENTS, maxStructs: 10, maxClients: 2, maxDeleteRanges: 3, maxJsonDepth: 8 };

describe('the walk over the bytes (G6)', () => {
  test('finds where the update ends', () => {
    const update = append(evil());
    expect(scanUpdate(update, LIMITS)).toEqual({ ok: true, end: update.length });
    expect(scanUpdate(Uint8Array.from([...update, 1, 2, 3]), LIMITS)).toEqual({ ok: true, end: update.length });
    expect(scanUpdate(Uint8Array.of(0, 0), LIMITS)).toEqual({ ok: true, end: 2 });
  });

  test('finds it behind whole numbers of every length, whatever their last byte is', () => {
    for (const value of [-63, 64, 128, -8_191, 8_192, 2 ** 31 - 1]) {
      const update = append(value);
      expect(scanUpdate(update, LIMITS)).toEqual({ ok: true, end: update.length });
    }
  });

  test('knows what a page is made of: elements with their names, texts, and no other type (G21)', () => {
    const ofType = (...write: wire.Write[]): Uint8Array =>
      wire.encodeUpdate([{ client: 1, clock: 0, structs: [wire.content(wire.REF.type, { root: 'page' }, wire.all(...write))] }]);
    const limits = { ...LIMITS, contents: PAGE_CONTENTS };
    for (const update of [ofType(wire.number(3), wire.text('paragraph')), ofType(wire.number(6))]) {
      expect(scanUpdate(update, limits)).toEqual({ ok: true, end: update.length });
    }
    expect(scanUpdate(ofType(wire.number(5), wire.text('hook')), limits)).toMatchObject({ ok: false, fault: { code: 'wrong-kind' } });
  });

  test('refuses by itself whatever is cut short, before anything is decoded', () => {
    const update = wire.encodeUpdate(
      [{ client: 1, clock: 0, structs: [wire.values({ root: 'entries' }, evil(), [1.5, 2n, null, true, Uint8Array.of(1)])] }],
      [[1, [[0, 1]]]],
    );
    expect(scanUpdate(update, LIMITS).ok).toBe(true);
    for (let length = 0; length < update.length; length += 1) {
      expect(scanUpdate(update.slice(0, length), LIMITS)).toMatchObject({ ok: false, fault: { code: 'malformed' } });
    }
  });

  test('refuses by itself numbers that no double holds exactly', () => {
    for (const clock of [2 ** 53, 2 ** 53 + 2, 2 ** 60]) {
      const update = wire.encodeUpdate([{ client: 1, clock, structs: [wire.collected(1)] }]);
      expect(scanUpdate(update, LIMITS)).toMatchObject({ ok: false, fault: { code: 'malformed' } });
    }
  });

  test('the delete ranges of all clients are counted together', () => {
    const update = wire.encodeUpdate([], [[1, [[0, 1], [2, 1]]], [2, [[0, 1], [2, 1]]]]);
    expect(scanUpdate(update, LIMITS)).toMatchObject({ ok: false, fault: { code: 'too-large' } });
    expect(scanUpdate(update, { ...LIMITS, maxDeleteRanges: 4 }).ok).toBe(true);
  });

  test('every input of up to three bytes has an answer', () => {
    for (let value = 0; value < 2 ** 16; value += 7) {
      const bytes = Uint8Array.of(value & 255, value >> 8, (value * 31) & 255);
      expect(typeof scanUpdate(bytes, LIMITS).ok).toBe('boolean');
    }
  });
});

test('a broken reader stays broken and reads nothing but zero', () => {
  const reader = new ByteReader(Uint8Array.of(5, 128));
  expect([reader.varUint(), reader.varUint(), reader.byte(), reader.varUint()]).toEqual([5, 0, 0, 0]);
  expect([reader.broken, reader.atEnd, reader.position]).toEqual([true, true, 2]);
});
