import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { pageContentOf } from './yjs-page-internals.ts';

const holding = (type: Y.AbstractType<never>): string => {
  const content = new Y.ContentType(type as never);
  return pageContentOf(new Y.Item(Y.createID(1, 0), null, null, null, null, null, null, content)).kind;
};

test('G7 a subclass is something else: elements and texts are told by their exact constructors', () => {
  const types = [new Y.XmlElement('p'), new Y.XmlText(), new Y.XmlFragment(), new Y.XmlHook('p'), new Y.Text(), new Y.Map(), new Y.Array()];
  expect(types.map((type) => holding(type as never))).toEqual(['element', 'run', 'other', 'other', 'other', 'other', 'other']);
});
