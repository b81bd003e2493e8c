import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { pageContentOf, spanBetween } from './yjs-page-internals.ts';

const holding = (type: Y.AbstractType<never>): string => {
  const content = new Y.ContentType(type as never);
  return pageContentOf(new Y.Item(Y.createID(1, 0), null, null, null, null, null, null, content)).kind;
};

test('G7 a subclass is something else: elements and texts are told by their exact constructors', () => {
  const types = [new Y.XmlElement('p'), new Y.XmlText(), new Y.XmlFragment(), new Y.XmlHook('p'), new Y.Text(), new Y.Map(), new Y.Array()];
  expect(types.map((type) => holding(type as never))).toEqual(['element', 'run', 'other', 'other', 'other', 'other', 'other']);
});

test.each([
  ['from the begin to the end', null, null, 3, true],
  ['from the begin to the second piece', null, [2, 0], 1, true],
  ['from the end of the first piece to the third', [1, 1], [3, 0], 1, true],
  ['from inside the first piece to the end', [1, 0], null, 3, true],
  ['within the first piece, beside each other', [1, 0], [1, 1], 0, true],
  ['back to front', [3, 0], [2, 0], 0, false],
  ['from a piece that nobody has', [9, 0], [2, 0], 0, false],
  ['from a piece that nobody has to the end', [9, 0], null, 0, true],
] as const)('G12 structs on the way are counted: %s', (_name, from, to, steps, found) => {
  const doc = new Y.Doc({ gc: false });
  const text = doc.get('run', Y.XmlText);
  // Three people write one piece each, one behind the other: 'ab', 'c', 'd'.
  for (const [client, words] of [[1, 'ab'], [2, 'c'], [3, 'd']] as const) {
    doc.clientID = client;
    text.insert(text.length, words);
  }
  const id = (place: readonly [number, number] | null) => (place === null ? null : Y.createID(...place));
  expect(spanBetween(doc, { container: text, key: null }, id(from), id(to), 100)).toEqual({ steps, found });
});
