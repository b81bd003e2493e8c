import { expect, test } from 'vitest';
import { readUpgrade, type UpgradeRequest } from './upgrade-request.ts';

const ORIGINS = ['https://talk.example.org', 'app://samovar'];
const GOOD = 'samovar.v1, samovar.token.abc';

function read(url: string, protocols: string | undefined, origin: string | undefined): UpgradeRequest | number {
  const headers = {
    ...(protocols === undefined ? {} : { 'sec-websocket-protocol': protocols }),
    ...(origin === undefined ? {} : { origin }),
  };
  const result = readUpgrade(url, headers, ORIGINS);
  return result.ok ? result.request : result.fault.status;
}

test.each([
  ['our own', 'https://talk.example.org', false],
  ['the app', 'app://samovar', false],
  ['none, with a token: no browser', undefined, false],
  ['null', 'null', true],
  ['empty', '', true],
  ['foreign', 'https://evil.example', true],
  ['another scheme', 'http://talk.example.org', true],
  ['another port', 'https://talk.example.org:8443', true],
  ['a subdomain', 'https://x.talk.example.org', true],
  ['ours as a prefix', 'https://talk.example.org.evil.example', true],
  ['ours as a suffix', 'https://evil-talk.example.org', true],
  ['ours as a user name', 'https://talk.example.org@evil.example', true],
  ['with a slash', 'https://talk.example.org/', true],
  ['upper case', 'HTTPS://TALK.EXAMPLE.ORG', true],
  ['with a space', ' https://talk.example.org', true],
  ['two of them', 'https://talk.example.org, https://evil.example', true],
  ['a file', 'file://', true],
  ['an extension', 'chrome-extension://abcdef', true],
  ['another app', 'app://other', true],
  ['ours, with a trailing dot', 'https://talk.example.org.', true],
])('E5 origin %s', (_title, origin, refused) => {
  const status = read('/sync', GOOD, origin);
  expect(typeof status === 'number' ? status : 101).toBe(refused ? 403 : 101);
});

test('E5 neither origin nor token', () => {
  expect(read('/sync', 'samovar.v1', undefined)).toBe(403);
});

test.each([
  ['no protocols', undefined, 401],
  ['no token', 'samovar.v1', 401],
  ['an empty token', 'samovar.v1, samovar.token.', 401],
  ['two tokens', 'samovar.v1, samovar.token.a, samovar.token.b', 401],
  ['a token of enormous length', `samovar.v1, samovar.token.${'a'.repeat(300)}`, 401],
  ['another version', 'samovar.v2, samovar.token.a', 400],
] as const)('W2 %s', (_title, protocols, status) => {
  expect(read('/sync', protocols, 'app://samovar')).toBe(status);
});

test.each([
  ['/sync', { form: { kind: 'many' }, receipts: true }],
  ['/sync?x=1', { form: { kind: 'many' }, receipts: true }],
  ['/sync/chat/abc', { form: { kind: 'one', document: 'chat/abc' }, receipts: false }],
  ['/sync/chat%2Fabc?token=never', { form: { kind: 'one', document: 'chat/abc' }, receipts: false }],
  ['/sync/%', { form: { kind: 'one', document: '' }, receipts: false }],
  ['/sync/', { form: { kind: 'one', document: '' }, receipts: false }],
])('W1 %s', (url, expected) => {
  expect(read(url, GOOD, 'app://samovar')).toEqual({ ...expected, token: 'abc' });
});

test('W3 a stock client may ask for receipts', () => {
  expect(read('/sync/chat/abc', `${GOOD}, samovar.receipts`, 'app://samovar')).toMatchObject({ receipts: true });
});

test.each(['/', '/other', '/sync2', '/syncx/chat/abc', ''])('%s is no path of ours', (url) => {
  expect(read(url, GOOD, 'app://samovar')).toBe(404);
});
