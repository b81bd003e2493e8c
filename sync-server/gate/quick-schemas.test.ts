import { expect, test } from 'vitest';
import type { z } from 'zod';
import { CHAT_SHAPE } from '#shared/documents/chat.ts';
import { createDice, type Dice } from '#shared/testing/dice.ts';
import { matches, QUICK } from './quick-schemas.ts';
import { isPlainJson } from './plain-json.ts';
import { ANN, entryIdOf, message } from './testing/relay.ts';

const GOOD = new Map<z.ZodType, () => Record<string, unknown>>([
  [CHAT_SHAPE.entries.message, () => message(ANN, 'hello')],
  [CHAT_SHAPE.marks.read.value, () => ({ entry: entryIdOf(ANN) })],
  [CHAT_SHAPE.marks.delivered.value, () => ({ entry: entryIdOf(ANN) })],
]);

const ODD: readonly unknown[] = [
  null, true, false, 0, -0, -1, 1, 0.5, 2 ** 53 - 1, 2 ** 53, 2 ** 53 + 2, 1e300, -1e300, '', ' ', '\n\t', 'a', '\u0085', '\u180e', '\ufeff', '\u200b',
  'x'.repeat(4_000), 'x'.repeat(4_001), '🫖'.repeat(2_000), '🫖'.repeat(2_001), ' '.repeat(4_001), 'relay', 'message', 'notice', 'Message',
  ANN, ANN.slice(1), `${ANN}0`, ANN.toUpperCase(), entryIdOf(ANN), entryIdOf(ANN).slice(1), `${entryIdOf(ANN)} `, `${entryIdOf(ANN)}\n`, `relay/${'0'.repeat(16)}`,
  [], {}, [entryIdOf(ANN)], { entry: entryIdOf(ANN) },
];
const KEYS = ['id', 'author', 'at', 'kind', 'text', 'entry', 'extra', 'constructor', 'toString', '', '0'];

/** A good value with a field or two taken out, put in or changed. */
function nearlyRight(dice: Dice, make: () => Record<string, unknown>): Record<string, unknown> {
  const value = make();
  for (let changes = dice.below(3); changes > 0; changes -= 1) {
    const key = dice.once(2) ? dice.pick(Object.keys(value).concat('extra')) : dice.pick(KEYS);
    if (dice.once(4)) delete value[key];
    else value[key] = dice.pick(ODD);
  }
  return value;
}

test.each([1, 2, 3])('a schema written out by hand passes nothing that the schema itself does not (G7, seed %i)', (seed) => {
  const dice = createDice(seed);
  const seen = { both: 0, neither: 0 };
  for (const [schema, quick] of QUICK) {
    const make = GOOD.get(schema);
    if (make === undefined) throw new Error('no example of it here');
    for (let turn = 0; turn < 4_000; turn += 1) {
      const value = nearlyRight(dice, make);
      if (!isPlainJson(value, 8)) continue;
      const parsed = schema.safeParse(value);
      expect([quick(value), JSON.stringify(value)]).toEqual([parsed.success, JSON.stringify(value)]);
      expect(parsed.success ? parsed.data : value).toEqual(value); // it only checks, and changes nothing
      seen[parsed.success ? 'both' : 'neither'] += 1;
    }
  }
  expect(Math.min(seen.both, seen.neither)).toBeGreaterThan(1_000);
});

test('each odd value in each field has the same answer of both', () => {
  for (const [schema, make] of GOOD) {
    for (const key of KEYS) {
      for (const odd of ODD) {
        const value = { ...make(), [key]: odd };
        expect([QUICK.get(schema)?.(value), key, odd]).toEqual([schema.safeParse(value).success, key, odd]);
      }
    }
  }
});

test('schemas that are not written out are asked themselves', () => {
  expect(matches(CHAT_SHAPE.entries.notice, message(ANN))).toBe(false);
  expect(matches(CHAT_SHAPE.entries.message, message(ANN))).toBe(true);
  expect(matches(CHAT_SHAPE.entries.message, 'hello')).toBe(false);
});
