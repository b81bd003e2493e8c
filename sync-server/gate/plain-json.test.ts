import { describe, expect, test } from 'vitest';
import { isJsonObject, isPlainJson } from './plain-json.ts';

const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);
const inheriting = (prototype: object | null): object => Object.assign(Object.create(prototype) as object, { a: 1 });

describe('plain JSON (G7)', () => {
  test.each<[string, unknown]>([
    ['null', null],
    ['text', 'ünï 🫖'],
    ['a number', -1.5],
    ['true', true],
    ['a list', [1, 'a', null, [false]]],
    ['an object', { a: { b: [] } }],
    ['as deep as allowed', nested(8)],
  ])('%s is', (_name, value) => expect(isPlainJson(value, 8)).toBe(true));

  test.each<[string, unknown]>([
    ['undefined', undefined],
    ['undefined within', { a: undefined }],
    ['a big integer', 1n],
    ['bytes', Uint8Array.of(1)],
    ['not a number', [Number.NaN]],
    ['infinity', Infinity],
    ['a lone surrogate', '\ud800'],
    ['a lone surrogate within', [{ a: 'x\udc00' }]],
    ['a lone surrogate in a key', { '\ud800': 1 }],
    ['another prototype', inheriting({ admin: true })],
    ['no prototype', inheriting(null)],
    ['another prototype within', { a: [inheriting({})] }],
    ['a date', new Date(0)],
    ['a function', () => 1],
    ['too deep', nested(9)],
  ])('%s is not', (_name, value) => expect(isPlainJson(value, 8)).toBe(false));

  test('lists and null are no objects', () => {
    expect([isJsonObject({}), isJsonObject([]), isJsonObject(null), isJsonObject('x')]).toEqual([true, false, false, false]);
  });
});
