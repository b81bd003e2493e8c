import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { shareWords } from './shared-words.ts';

/** Equal to `'vera'`, and a string of its own. */
const decoded = (word: string): string => new TextDecoder().decode(new TextEncoder().encode(word));

test('sharing equal words leaves every entry, and every byte of the document, as it was', () => {
  const doc = new Y.Doc();
  const entries = doc.getArray<Record<string, unknown>>('entries');
  const said = [
    { id: '1', author: decoded('vera'), kind: decoded('message'), text: 'vera' },
    { id: '2', author: decoded('ilya'), kind: decoded('message'), text: '' },
    { id: '3', author: decoded('vera'), kind: decoded('notice') },
    { id: '4', author: 7, kind: null },
    { id: '5' },
  ];
  for (const entry of said) entries.push([entry]);
  const before = structuredClone(entries.toArray());
  const bytes = Y.encodeStateAsUpdate(doc);
  shareWords(entries);
  expect(entries.toArray()).toEqual(before);
  expect(Object.keys(entries.get(4))).toEqual(['id']);
  expect(Y.encodeStateAsUpdate(doc)).toEqual(bytes);
});
