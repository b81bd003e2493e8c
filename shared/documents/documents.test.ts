import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { RELAY, newEntryId, newId, type AccountId, type ChatId, type PageId } from '../ids.ts';
import { TEXT } from '../limits.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { CHAT_SHAPE } from './chat.ts';
import { WHOLE, fields, formatMarkKey, logRoots, parseMarkKey } from './log.ts';
import { PAGE_SHAPE, isPageLink, pageRoot } from './page.ts';
import { chatDocument, documentName, inboxDocument, pageDocument, parseDocumentName, peopleDocument, queueDocument } from './names.ts';
import { SHAPES } from './shapes.ts';

const random = seededRandom(5);
const account = newId<AccountId>(random);
const chat = newId<ChatId>(random);
const page = newId<PageId>(random);

describe('names of documents', () => {
  it('are read as they are written', () => {
    const names = [chatDocument(chat), chatDocument(chat, 1), chatDocument(chat, 9_999), queueDocument('teen'), inboxDocument(account), peopleDocument(account), pageDocument(page)];
    for (const name of names) {
      expect(documentName(parseDocumentName(name)!)).toBe(name);
    }
  });

  it.each([
    '', '/', 'chat', 'chat/', `chat/${chat} `, `chat/${chat}\n`, `Chat/${chat}`, `chat//${chat}`,
    'page', 'page/', 'page/x', `page/${page}/1`, `page/${page} `, 'queue/adults', 'queue/', 'inbox/relay', 'people/__proto__', `room/${chat}`, `__proto__/${chat}`, `/chat/${chat}`,
    `chat/${chat.slice(1)}`, `chat\u0000/${chat}`,
    ...['', '0', '00', '01', '-1', '+1', '1.0', '1e3', ' 1', '1 ', '1/2', '10000', 'x', '१', '1\n'].map((number) => `chat/${chat}/${number}`),
  ])('%j is none', (text) => {
    expect(parseDocumentName(text)).toBeNull();
  });
});

describe('keys of marks', () => {
  it('are read as they are written', () => {
    const subjects = [WHOLE, newEntryId(account, random), newEntryId(RELAY, random), chat];
    for (const subject of subjects) {
      for (const owner of [account, RELAY]) {
        const key = { subject, account: owner, name: 'read' };
        expect(parseMarkKey(formatMarkKey(key))).toEqual(key);
      }
    }
  });

  it.each([
    '', '|', '||', '-|relay', `-|${account}|`, `-|${account}|Read`, `-|${account}|re ad`, `-|${account}|read|x`,
    `|${account}|read`, `--|${account}|read`, `-|someone|read`, `-|${account}|read\n`, `\n-|${account}|read`,
    `-|__proto__|read`, `__proto__|${account}|read`, `-|${account}|constructor `, `${'a'.repeat(61)}|${account}|read`,
    `-|${account}|${'a'.repeat(25)}`, `é|${account}|read`,
  ])('%j is none', (text) => {
    expect(parseMarkKey(text)).toBeNull();
  });
});

describe('entries of a chat', () => {
  const message = { id: newEntryId(account, random), author: account, at: 5, kind: 'message', text: 'hello' };
  const accepts = (value: unknown): boolean => CHAT_SHAPE.entries.message.safeParse(value).success;

  it('C4: a message has up to 4,000 UTF-16 units', () => {
    expect(accepts(message)).toBe(true);
    expect(accepts({ ...message, text: 'a'.repeat(TEXT.maxMessageLength) })).toBe(true);
    expect(accepts({ ...message, text: 'a'.repeat(TEXT.maxMessageLength + 1) })).toBe(false);
    expect(accepts({ ...message, text: '😀'.repeat(TEXT.maxMessageLength / 2) })).toBe(true);
    expect(accepts({ ...message, text: '😀'.repeat(TEXT.maxMessageLength / 2 + 1) })).toBe(false);
  });

  it.each([
    ['an empty text', { text: '' }],
    ['blanks alone', { text: ' \n\t\u3000' }],
    ['a lone surrogate', { text: 'a\uD800b' }],
    ['no text', { text: undefined }],
    ['a number for text', { text: 5 }],
    ['one field more', { role: 'admin' }],
    ['time before the epoch', { at: -1 }],
    ['a broken time', { at: 1.5 }],
    ['no time', { at: Number.NaN }],
    ['an author who is none', { author: 'admin' }],
    ['an id that is none', { id: 'x' }],
    ['another kind', { kind: 'notice' }],
  ])('C2: refuses %s', (_, more) => {
    expect(accepts({ ...message, ...more })).toBe(false);
  });

  it('C2: refuses keys that reach for the prototype', () => {
    expect(accepts(JSON.parse(`{"__proto__":{"x":1},${JSON.stringify(message).slice(1)}`))).toBe(false);
    expect(accepts(JSON.parse(`{"constructor":1,${JSON.stringify(message).slice(1)}`))).toBe(false);
  });

  it('keeps every script, emoji and direction mark as it was typed', () => {
    const text = 'مرحبا שלום 你好 👩‍👩‍👧 e\u0301 \u202Bx\u202C';
    expect(fields.text(100).parse(text)).toBe(text);
  });
});

describe('shapes', () => {
  it('name each entry by the kind it has', () => {
    for (const shape of Object.values(SHAPES)) {
      if (shape.shape !== 'log') continue;
      for (const [kind, schema] of Object.entries(shape.entries)) {
        const shapeOf = (schema as unknown as { shape: { kind: { value: string } } }).shape;
        expect(shapeOf.kind.value).toBe(kind);
      }
    }
  });

  it('a log has two roots and makes no third', () => {
    const doc = new Y.Doc();
    logRoots(doc);
    expect([...doc.share.keys()]).toEqual(['entries', 'marks']);
  });
});

describe('the declaration of a page', () => {
  const { nodes, top, marks } = PAGE_SHAPE;

  it('G21 names only nodes that it declares, and lets each of them stand somewhere', () => {
    const held = new Set([...top, ...Object.values(nodes).flatMap(({ holds }) => holds)]);
    expect([...held].toSorted()).toEqual(Object.keys(nodes).toSorted());
  });

  it('G22 gives every attribute a value to fall back on, which fits or stands for none', () => {
    for (const { attributes } of Object.values(nodes)) {
      for (const { value, fallback } of Object.values(attributes)) expect(fallback === null || value.safeParse(fallback).success).toBe(true);
    }
  });

  it('G22 takes what an editor writes, and nothing else', () => {
    const { level } = nodes['heading']!.attributes;
    expect([1, 2, 3].every((value) => level!.value.safeParse(value).success)).toBe(true);
    for (const value of [0, 4, 1.5, '1', null, undefined]) expect(level!.value.safeParse(value).success).toBe(false);
    const { language } = nodes['codeBlock']!.attributes;
    for (const value of ['ts', 'c++', 'objective-c', 'f#']) expect(language!.value.safeParse(value).success).toBe(true);
    for (const value of ['', 'a b', 'TS', 'x'.repeat(31), 'a"']) expect(language!.value.safeParse(value).success).toBe(false);
  });

  it('G23 bold and its like hold nothing, a link its address alone', () => {
    for (const name of ['bold', 'italic', 'strike', 'code']) {
      expect(marks[name]!.safeParse({}).success).toBe(true);
      for (const value of [{ x: 1 }, true, null, []]) expect(marks[name]!.safeParse(value).success).toBe(false);
    }
    expect(marks['link']!.safeParse({ href: '/rooms' }).success).toBe(true);
    expect(marks['link']!.safeParse({ href: '/rooms', target: '_blank' }).success).toBe(false);
  });

  it.each([
    'https://samovar.example', 'http://a.example:8080/b?c=d&e#f', 'HTTPS://A.EXAMPLE/B', 'https://日本.example/é', 'mailto:help@samovar.example',
    '/', '/rooms/1?x#y', '#part', `https://a.example/${'x'.repeat(2_030)}`,
  ])('G23 %s may stand behind a link', (href) => {
    expect(isPageLink(href)).toBe(true);
  });

  it.each([
    'javascript:alert(1)', 'JAVASCRIPT:alert(1)', 'data:text/html,x', 'vbscript:x', 'file:///x', 'file://x', 'ftp://a.example', 'app://x', 'samovar://x/y', 'blob:x', '//evil.example', '/\\evil.example', '\\/evil.example',
    'https://user@evil.example', 'https://', 'https:///x', 'https:x', 'http://a b', ' https://a.example', 'https://a.example\n', 'java\tscript:x', '\u0000javascript:x',
    'https://a.example/\u202Ex', 'https://a.example/\u200Bx', '\uD800', 'mailto:', 'mailto:a', 'tel:1', '', '#', 'a.example', `/${'x'.repeat(2_048)}`,
  ])('G23 %j may not', (href) => {
    expect(isPageLink(href)).toBe(false);
  });

  it('a page has one root and makes no other', () => {
    const doc = new Y.Doc();
    pageRoot(doc, PAGE_SHAPE);
    expect([...doc.share.keys()]).toEqual(['page']);
  });
});
