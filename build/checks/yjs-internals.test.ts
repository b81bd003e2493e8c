import { describe, expect, it, test } from 'vitest';
import { checkYjsInternals, INSIDE, sources, type Source } from './yjs-internals.ts';

const inside: readonly Source[] = INSIDE.map((file) => ({ file, text: '' }));
const told = (text: string, file = 'sync-server/documents/answers.ts'): readonly string[] => checkYjsInternals([...inside, { file, text }]);

test("G13: nothing that ships looks into Yjs but the gate's two modules", () => {
  expect(checkYjsInternals()).toEqual([]);
  expect(sources().length).toBeGreaterThan(1_000);
});

describe('G13: a look into Yjs is told, with its line', () => {
  it.each([
    'doc.store.clients.get(1)', 'const { clients } = doc.store;', 'const { store } = this.doc;', 'live.doc.store.pendingStructs !== null',
    'list._start', 'map._map.get(key)', 'type._item?.parent', 'type._length', 'text._hasFormatting', 'item.integrate(transaction, 0)',
    "import { Item } from 'yjs';", "import { Doc, type GC } from 'yjs';", "import type { ContentAny, Doc } from 'yjs';", "import { Item as Piece } from 'yjs';",
    "import { Skip } from 'yjs/src/internals.js';", "await import('yjs/dist/yjs.mjs')", 'new Y.Item(id)', 'struct.constructor === Y.GC',
    'struct instanceof Y.Skip', 'Y.createID(1, 2)', 'const { structs } = Y.decodeUpdate(update);', 'Y.decodeUpdateV2(update).structs',
    'Y.getState(store, 1)', 'content as Y.ContentString',
  ])('%s', (look) => {
    for (const file of ['sync-server/documents/answers.ts', 'shared/documents/log.ts', 'renderer/engine/document.ts', 'main/window.ts']) {
      const [complaint, ...more] = told(`// as before\n\n${look}\n`, file);
      expect(complaint).toContain(`${file}:3: looks into Yjs`);
      expect(more.every((one) => one.startsWith(`${file}:3: `))).toBe(true);
    }
  });

  it('what is no such look is not told', () => {
    for (const fine of ['// doc.store.clients', '/** As `Y.Item` has it. */', 'store.clients', 'Y.applyUpdate(doc, update)', 'new Y.Doc()',
      'event.changes.deleted', 'Y.decodeUpdateV2(update).ds.clients.size', "import { Doc, Map } from 'yjs';", 'provider._checkInterval', 'services.store.load(name)']) {
      expect(told(fine)).toEqual([]);
    }
  });

  it('an address in a text hides nothing behind it', () => {
    expect(told("const at = 'https://example.org'; doc.store.clients;")).toHaveLength(1);
    expect(told("const any = '**/*.ts'; doc.store.clients; const all = 'a/**/b';")).toHaveLength(1);
  });

  it('a module that was renamed is told', () => {
    expect(checkYjsInternals([])).toEqual(INSIDE.map((file) => `${file} is not there: was it renamed?`));
  });
});
