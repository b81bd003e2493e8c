import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { z } from 'zod';
import { PAGE_SHAPE } from '#shared/documents/page.ts';
import { testPageAttacks } from './testing/attack.ts';
import { at, edit, eve, PageRelay, rootOf } from './testing/page-relay.ts';
import * as wire from './testing/wire.ts';
import {
  CODE, CODE_END, element, EVE_ID, format, HEADING, LEVEL, one, PARAGRAPH, pageWorld, run, TASK, TASK_LIST, TEXT, TEXT_END,
  textRun, WORLD, words,
} from './testing/page-world.ts';

const { REF, text, bytes, json, all, number, values, content } = wire;
const ROOT = { root: 'page' } as const;
const END = { left: TEXT_END } as const;
const inRoot = (ref: number, write: wire.Write): Uint8Array => one(content(ref, ROOT, write));
const inText = (ref: number, write: wire.Write): Uint8Array => one(content(ref, END, write));
const type = (number_: number, ...more: wire.Write[]): wire.Write => all(number(number_), ...more);
const link = (href: string): Uint8Array => one(format(END, 'link', JSON.stringify({ href })));
const attribute = (parent: wire.Id, key: string, ...contents: unknown[]): Uint8Array => one(values({ parent, key }, ...contents));
/** Eve's id is the lower one, so that what she puts into the root without neighbours comes first. */
const first = (doc: Y.Doc): unknown => rootOf(doc).get(0);

describe('the helpers can also write what is good', () => {
  test.each([
    ['a node', one(element(ROOT, 'paragraph'))],
    ['a node with a text in it', run(element(ROOT, 'paragraph'), textRun({ parent: [EVE_ID, 0] }), words({ parent: [EVE_ID, 1] }, 'hi'))],
    ['a word at the end of a text', one(words(END, 'hi'))],
    ['a word inside another', one(words({ left: [WORLD[0], 9], right: [WORLD[0], 10] }, 'hi'))],
    ['a mark', one(format(END, 'italic', '{}'))],
    ['a link', link('https://samovar.example/a?b#c')],
    ['a link to a place in the app', link('/rooms/1')],
    ['a link to mail', link('mailto:help@samovar.example')],
    ['an attribute', attribute(HEADING, 'level', 3)],
    ['an attribute that was set twice before it was sent', attribute(HEADING, 'level', 3, 1)],
    ['a hard break', one(element({ parent: PARAGRAPH }, 'hardBreak'))],
  ])('%s', (_, update) => {
    expect(pageWorld().take(update, eve).verdict).toMatchObject({ ok: true, noop: false, fresh: [EVE_ID] });
  });
});

describe('GATE, Pages: kinds of content (G21)', () => {
  testPageAttacks({ 'wrong-kind': 'G21', malformed: 'G18' }, [
    { name: 'sub-document', update: inRoot(REF.document, all(text('guid'), json({}))), code: 'wrong-kind', stock: (doc) => doc.subdocs.size === 1 },
    { name: 'binary', update: inRoot(REF.binary, bytes(1, 7)), code: 'wrong-kind', stock: (doc) => first(doc) instanceof Uint8Array },
    { name: 'embed in a text', update: inText(REF.embed, text('{"image":"x"}')), code: 'wrong-kind', stock: (doc) => at(rootOf(doc), 0, 0).toDelta().some((op: { insert: unknown }) => typeof op.insert === 'object') },
    { name: 'legacy JSON', update: inRoot(REF.json, all(number(1), text('"x"'))), code: 'wrong-kind', stock: (doc) => first(doc) === 'x' },
    ...([['nested array', 0], ['nested map', 1], ['nested text', 2], ['XML fragment', 4]] as const).map(([name, number_]) => ({
      name, update: inRoot(REF.type, type(number_)), code: 'wrong-kind' as const, stock: (doc: Y.Doc) => first(doc) instanceof Y.AbstractType,
    })),
    { name: 'XmlHook, which passes for a map (G7)', update: inRoot(REF.type, type(5, text('hook'))), code: 'wrong-kind', stock: (doc) => first(doc) instanceof Y.XmlHook },
    { name: 'a type of which there is none', update: inRoot(REF.type, type(9)), code: 'wrong-kind' },
    { name: 'content of which there is none', update: inRoot(11, number(1)), code: 'malformed' },
    { name: 'JSON in the root', update: one(values(ROOT, 'x')), code: 'wrong-kind', stock: (doc) => first(doc) === 'x' },
    { name: 'words in the root', update: one(words(ROOT, 'x')), code: 'wrong-kind', stock: (doc) => first(doc) === 'x' },
    { name: 'a format in a node', update: one(format({ parent: PARAGRAPH }, 'bold', '{}')), code: 'wrong-kind' },
    { name: 'words in a node, where its text belongs', update: one(words({ parent: PARAGRAPH }, 'x')), code: 'wrong-kind' },
    { name: 'a node inside a text', update: one(element(END, 'paragraph')), code: 'wrong-kind', stock: (doc) => at(rootOf(doc), 0, 0).toDelta().length > 2 },
    { name: 'a text inside a text', update: one(textRun(END)), code: 'wrong-kind' },
    { name: 'JSON inside a text', update: one(values(END, 'x')), code: 'wrong-kind' },
    { name: 'an attribute that is a node', gate: 'G22', update: one(element({ left: LEVEL }, 'paragraph')), code: 'wrong-kind', stock: (doc) => (at(rootOf(doc), 1).getAttribute('level') as unknown) instanceof Y.XmlElement },
    { name: 'an attribute that is words', gate: 'G22', update: one(words({ parent: HEADING, key: 'level' }, '2')), code: 'wrong-kind' },
  ]);
});

describe('GATE, Pages: nodes outside the set, or where none goes (G21)', () => {
  const node = (name: string, parent?: wire.Id): Uint8Array => one(element(parent === undefined ? ROOT : { parent }, name));
  testPageAttacks({ schema: 'G21' }, [
    ...([
      ['a node called "script"', 'script'], ['a node called "iframe"', 'iframe'], ['a node called "image"', 'image'],
      ['a node called "table"', 'table'], ['a node called "constructor"', 'constructor'], ['a node called "__proto__"', '__proto__'],
      ['a node called like one of ours, with a capital', 'Paragraph'], ['a node called "doc"', 'doc'], ['a node without a name', ''],
    ] as const).map(([name, called]) => ({
      name, update: node(called), code: 'schema' as const, stock: (doc: Y.Doc) => (first(doc) as Y.XmlElement).nodeName === called,
    })),
    { name: 'a list item in the root', update: node('listItem'), code: 'schema' },
    { name: 'a hard break in the root', update: node('hardBreak'), code: 'schema' },
    { name: 'a paragraph in a paragraph', update: node('paragraph', PARAGRAPH), code: 'schema' },
    { name: 'a paragraph in a list, beside its items', update: node('paragraph', TASK_LIST), code: 'schema' },
    { name: 'an item of another kind of list', update: node('listItem', TASK_LIST), code: 'schema' },
    { name: 'a hard break in code', update: node('hardBreak', CODE), code: 'schema' },
    { name: 'a text in the root', update: one(textRun(ROOT)), code: 'schema', stock: (doc) => rootOf(doc).get(0) instanceof Y.XmlText },
    { name: 'XML text nested where elements belong', update: one(textRun({ parent: TASK_LIST })), code: 'schema' },
    { name: 'a text in a rule', update: run(element(ROOT, 'horizontalRule'), textRun({ parent: [EVE_ID, 0] })), code: 'schema' },
    { name: 'a node in a node that the same update brings', update: run(element(ROOT, 'bulletList'), element({ parent: [EVE_ID, 0] }, 'heading')), code: 'schema' },
    { name: 'a text called like a node, in the wrong place of the same update', update: run(element(ROOT, 'bulletList'), textRun({ parent: [EVE_ID, 0] })), code: 'schema' },
  ]);
});

describe('GATE, Pages: attributes (G22)', () => {
  const hasAttribute = (index: number, key: string) => (doc: Y.Doc) => at(rootOf(doc), index).getAttribute(key) !== undefined;
  testPageAttacks({ schema: 'G22', 'wrong-place': 'G22', 'too-large': 'G6' }, [
    { name: 'an attribute outside the set', update: attribute(HEADING, 'onclick', 'alert(1)'), code: 'schema', stock: hasAttribute(1, 'onclick') },
    { name: "another node's attribute", update: attribute(HEADING, 'checked', true), code: 'schema', stock: hasAttribute(1, 'checked') },
    { name: '__proto__ as an attribute', update: attribute(HEADING, '__proto__', { admin: true }), code: 'schema', stock: (doc) => (at(rootOf(doc), 1).getAttributes() as { admin?: boolean }).admin === true },
    { name: 'a tombstone under __proto__', update: one(wire.tombstone({ parent: HEADING, key: '__proto__' }, 1)), code: 'schema' },
    { name: 'constructor as an attribute', update: attribute(HEADING, 'constructor', 1), code: 'schema' },
    ...([['a level of 4', 4], ['a level of 0', 0], ['a level that is words', '2'], ['a level that is nothing', undefined], ['a level of null', null], ['a level that is an object', { valueOf: 2 }], ['not a number as a level', Number.NaN], ['a level that is a big integer', 2n]] as const).map(
      ([name, value]) => ({ name, update: attribute(HEADING, 'level', value), code: 'schema' as const }),
    ),
    { name: 'a __proto__ nested in an attribute', update: one(wire.handmade({ left: LEVEL }, wire.members(['__proto__', json({ admin: true })]))), code: 'schema', stock: (doc) => (at(rootOf(doc), 1).getAttribute('level') as { admin?: boolean } | undefined)?.admin === true },
    { name: 'a __proto__ set to null in an attribute', update: one(wire.handmade({ left: LEVEL }, wire.members(['__proto__', json(null)]))), code: 'schema' },
    { name: 'a good value before a bad one', update: one(values({ left: LEVEL }, 2, 99)), code: 'schema', stock: (doc) => at(rootOf(doc), 1).getAttribute('level') as unknown === 99 },
    { name: 'a bad value before a good one', update: attribute(HEADING, 'level', 99, 2), code: 'schema' },
    { name: 'overwriting by origin with a bad value', update: one(values({ left: LEVEL }, 'x')), code: 'schema', stock: (doc) => at(rootOf(doc), 1).getAttribute('level') as unknown === 'x' },
    { name: 'a state that is words', update: attribute(TASK, 'checked', 'yes'), code: 'schema' },
    { name: 'a language that would break out of its name', update: attribute(CODE, 'language', '"><script>'), code: 'schema' },
    { name: 'an attribute of the root', update: one(values({ root: 'page', key: 'level' }, 1)), code: 'wrong-place' },
    { name: 'an attribute of a text', update: attribute(TEXT, 'level', 1), code: 'wrong-place', stock: (doc) => at(rootOf(doc), 0, 0).getAttribute('level') as unknown === 1 },
    { name: 'a JSON value nested 9 deep', update: one(wire.handmade({ parent: HEADING, key: 'level' }, all(...Array.from({ length: 9 }, () => bytes(117, 1)), json(null)))), code: 'too-large' },
  ]);
});

describe('GATE, Pages: marks (G23)', () => {
  const mark = (name: string, value: string): Uint8Array => one(format(END, name, value));
  /** The name of the mark that a stock document keeps, and passes on to everybody. */
  const markKept = (doc: Y.Doc): string | null => {
    const [kept] = doc.store.clients.get(EVE_ID) ?? [];
    return kept instanceof Y.Item && kept.content instanceof Y.ContentFormat ? kept.content.key : null;
  };
  testPageAttacks({ schema: 'G23', malformed: 'G18' }, [
    ...([
      ['a mark called "underline"', 'underline'], ['a mark called "style"', 'style'], ['a mark called "comment--a1B2c3D4"', 'comment--a1B2c3D4'],
      ['a mark called "bold--a1B2c3D4"', 'bold--a1B2c3D4'], ['a mark called "constructor"', 'constructor'], ['a mark called "__proto__"', '__proto__'],
      ['a mark called "toString"', 'toString'], ['a mark called "ychange"', 'ychange'], ['a mark without a name', ''],
    ] as const).map(([name, called]) => ({
      name, update: mark(called, '{}'), code: 'schema' as const, stock: (doc: Y.Doc) => markKept(doc) === called,
    })),
    { name: 'the end of a mark outside the set', update: mark('underline', 'null'), code: 'schema' },
    ...['true', '1', '"x"', '[]', '{"style":"color:red"}', '{"__proto__":{"x":1}}', '{"constructor":1}'].map((value) => ({
      name: `bold of ${value}`, update: mark('bold', value), code: 'schema' as const,
    })),
    { name: 'a mark in code, which has none', update: one(format({ left: CODE_END }, 'bold', '{}')), code: 'schema' },
    { name: 'the end of a mark in code', update: one(format({ left: CODE_END }, 'bold', 'null')), code: 'schema' },
    { name: 'a mark in code that the same update brings', update: run(element(ROOT, 'codeBlock'), textRun({ parent: [EVE_ID, 0] }), format({ parent: [EVE_ID, 1] }, 'bold', '{}')), code: 'schema' },
    { name: 'a mark that is no JSON', update: mark('bold', '{'), code: 'malformed' },
    { name: 'a mark that is nothing', update: mark('bold', ''), code: 'malformed' },
    { name: 'a lone surrogate in an address', update: one(format(END, 'link', '{"href":"https://a.example/\\ud800"}')), code: 'schema' },
    ...[9, 3_000, 30_000].map((depth) => ({
      name: `a mark nested ${depth} deep`, gate: 'G6' as const, update: mark('bold', `${'['.repeat(depth)}${']'.repeat(depth)}`), code: 'too-large' as const,
    })),
    { name: 'a mark nested deep behind a bracket that is text', gate: 'G6', update: mark('link', `{"\\"]":"]","href":${'{"a":'.repeat(9)}1${'}'.repeat(10)}`), code: 'too-large' },
    {
      name: 'a mark nested 30,000 deep behind what is known, which is cut off', gate: 'G6', code: 'too-large',
      update: run(words(END, 'hi'), format({ left: [EVE_ID, 1] }, 'bold', `${'['.repeat(30_000)}${']'.repeat(30_000)}`)),
      scene: (relay) => void relay.take(one(words(END, 'hi')), eve),
    },
    { name: 'a __proto__ nested in a mark', update: mark('link', '{"href":"/a","__proto__":{"href":"javascript:alert(1)"}}'), code: 'schema', stock: (doc) => markKept(doc) === 'link' },
    { name: 'a link to javascript:', update: link('javascript:alert(1)'), code: 'schema', stock: (doc) => markKept(doc) === 'link' },
    { name: 'a link without an address', update: mark('link', '{}'), code: 'schema' },
    { name: 'a link with a target of its own', update: mark('link', '{"href":"https://a.example","target":"_blank"}'), code: 'schema' },
    ...[
      'JavaScript:alert(1)', ' javascript:alert(1)', 'java\tscript:alert(1)', '\u0001javascript:alert(1)', 'javascript&colon;alert(1)',
      'data:text/html,<script>1</script>', 'vbscript:x', 'file:///etc/passwd', 'blob:x', 'ftp://a.example', 'app://x', 'samovar://x', '//evil.example', '/\\evil.example',
      'https:\\\\evil.example', 'https:evil.example', 'https://', 'https:///evil.example', 'https://samovar.example@evil.example', 'http://a b.example', 'https://a.example/\u202Egnp.exe',
      'https://a.example/\u200B', 'https://a.example\n', 'mailto:', 'mailto:a', 'mailto:a@b@c', 'tel:1', '', '#', 'a.example', `https://a.example/${'x'.repeat(2_048)}`,
    ].map((href) => ({ name: `a link to ${JSON.stringify(href.slice(0, 60))}`, update: link(href), code: 'schema' as const })),
  ]);

  test('the first of a doubled key of a mark never leaves the relay (G2)', () => {
    const relay = pageWorld();
    const update = one(format(END, 'link', '{"href":"javascript:SMUGGLED","href":"https://a.example"}'));
    expect(Buffer.from(relay.take(update, eve).out!).includes('SMUGGLED')).toBe(false);
  });
});

describe('G7 plain JSON, whatever a schema would let by', () => {
  const anything = { value: z.any(), fallback: null };
  const heading = { ...PAGE_SHAPE.nodes['heading']!, attributes: { level: anything } };
  const lenient = { ...PAGE_SHAPE, nodes: { ...PAGE_SHAPE.nodes, heading }, marks: { bold: z.any() } };
  const codeOf = (struct: wire.WireStruct): string => {
    const relay = new PageRelay({}, lenient);
    edit(relay, 1, eve, (root) => root.insert(0, [new Y.XmlElement('heading')]));
    edit(relay, 1, eve, (root) => at(root, 0).insert(0, [new Y.XmlText('x')]));
    const { verdict } = relay.take(one(struct, EVE_ID, 0), eve);
    return verdict.ok ? 'ok' : verdict.refusal.code;
  };

  test.each([
    ['what is plain', json({ a: [1, 'x'] }), 'ok'],
    ['a prototype', wire.members(['__proto__', json({ admin: true })]), 'schema'],
    ['bytes', bytes(116, 1, 7), 'schema'],
    ['a big integer', json(5n), 'schema'],
    ['nothing', json(undefined), 'schema'],
    ['not a number', json(Number.NaN), 'schema'],
  ])('an attribute of %s', (_, write, code) => {
    expect(codeOf(wire.handmade({ parent: [1, 0], key: 'level' }, write))).toBe(code);
  });

  test.each([['{"a":1}', 'ok'], ['"\\ud800"', 'schema'], ['{"\\ud800":1}', 'schema'], ['1e999', 'schema']])('a mark of %s', (value, code) => {
    expect(codeOf(format({ parent: [1, 1] }, 'bold', value))).toBe(code);
  });
});

test('what is stored of a page is what Yjs integrated, without what trailed behind (G2)', () => {
  const relay = new PageRelay();
  edit(relay, EVE_ID, eve, (root) => root.insert(0, [new Y.XmlElement('paragraph')]));
  const update = new Uint8Array([...one(textRun({ parent: [EVE_ID, 0] }), EVE_ID, 1), ...new TextEncoder().encode('SMUGGLED')]);
  const { verdict, out } = relay.take(update, eve);
  expect(verdict.ok && !Buffer.from(verdict.update).includes('SMUGGLED')).toBe(true);
  expect(Buffer.from(out!).includes('SMUGGLED')).toBe(false);
});
