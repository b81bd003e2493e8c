import { describe, expect, test } from 'vitest';
import { createAppFiles, fileOf } from './app-files.ts';
import { contentSecurityPolicy } from './csp.ts';
import { createKeychain, type SafeStorage } from './keychain.ts';
import { routeInArguments, routeOfDeepLink } from './routes.ts';
import { relayUrlFrom } from './settings.ts';

describe('deep links', () => {
  test.each([
    ['samovar://notes/abc', '/notes/abc'],
    ['SAMOVAR://chats/', '/chats'],
    ['samovar://chats?x=1#y', '/chats'],
    ['samovar://../etc/passwd', null],
    ['samovar://a%2fb', null],
    ['https://example.org/notes', null],
    ['samovar:/notes', null],
    [`samovar://${'a'.repeat(200)}`, null],
  ])('%s leads to %s', (link, route) => {
    expect(routeOfDeepLink(link)).toBe(route);
  });

  test('the first of ours among the arguments counts', () => {
    expect(routeInArguments(['--flag', 'https://x', 'samovar://notes', 'samovar://chats'])).toBe('/notes');
    expect(routeInArguments([])).toBeNull();
  });
});

describe('files of the app', () => {
  test.each([
    ['app://samovar/', '/app/index.html'],
    ['app://samovar/assets/a.js', '/app/assets/a.js'],
    ['app://samovar/../../etc/passwd', '/app/etc/passwd'],
    ['app://samovar/..%2f..%2fetc%2fpasswd', '/app/etc/passwd'],
    ['app://samovar/%00', null],
    ['app://samovar/%', null],
    ['app://elsewhere/index.html', null],
  ])('%s is %s', (url, file) => {
    expect(fileOf(url, '/app')).toBe(file);
  });

  test('what is not there, or is no plain reading, is 404', async () => {
    const files = createAppFiles('/nowhere', 'http://127.0.0.1:8787');
    expect((await files(new Request('app://samovar/x.js'))).status).toBe(404);
    expect((await files(new Request('app://samovar/', { method: 'POST' }))).status).toBe(404);
  });
});

test('the policy names the relay, its socket, and no other host', () => {
  const policy = contentSecurityPolicy('https://relay.example.org');
  expect(policy).toContain("connect-src 'self' https://relay.example.org wss://relay.example.org");
  expect(policy.match(/example\.org/g)).toHaveLength(2);
});

describe('which relay', () => {
  test.each(['http://relay.example.org', 'ftp://x', 'nonsense', 'javascript:alert(1)'])('%s is refused', (url) => {
    expect(() => relayUrlFrom({ SAMOVAR_RELAY: url })).toThrow('SAMOVAR_RELAY');
  });
  test('https anywhere, http on this machine', () => {
    expect(relayUrlFrom({})).toBe('http://127.0.0.1:8787');
    expect(relayUrlFrom({ SAMOVAR_RELAY: 'https://r.example.org/x' })).toBe('https://r.example.org');
  });
});

describe('F7: a keychain that anybody can open keeps nothing', () => {
  const storage = (available: boolean, backend: string): SafeStorage => ({
    isEncryptionAvailable: () => available,
    getSelectedStorageBackend: () => backend,
    encryptString: () => new Uint8Array(),
    decryptString: () => '',
  });
  test.each([
    [true, 'basic_text', 'linux', 'none'],
    [true, 'unknown', 'linux', 'none'],
    [true, 'gnome_libsecret', 'linux', 'system'],
    [true, 'kwallet6', 'linux', 'system'],
    [false, 'gnome_libsecret', 'linux', 'none'],
    [true, '', 'darwin', 'system'],
    [true, '', 'win32', 'system'],
  ] as const)('available %s, %s on %s: %s', (available, backend, platform, trust) => {
    const keychain = createKeychain(storage(available, backend), '/nowhere', platform);
    expect(keychain.trust).toBe(trust);
  });
  test('nothing is written where there is no trust', async () => {
    const keychain = createKeychain(storage(true, 'basic_text'), '/nowhere', 'linux');
    expect(await keychain.write('vault-x', new Uint8Array([1]))).toBe(false);
  });
});
