import { expect, test } from 'vitest';
import { parseMarkKey } from '#shared/documents/log.ts';
import { MarkKeys } from './mark-keys.ts';
import { ANN, BEN } from './testing/relay.ts';

test('says of every key what parsing says, the first time and later, and after many others (G16)', () => {
  const keys = new MarkKeys();
  const texts = Array.from({ length: 1_500 }, (_, index) => `${index}|${index % 2 === 0 ? ANN : BEN}|read`);
  for (const text of [...texts, ...texts, `-|${ANN}|read`, '', 'read', `-|${ANN}|READ`, '__proto__', `-|${ANN}|read`]) {
    expect(keys.parse(text)).toEqual(parseMarkKey(text));
  }
});
