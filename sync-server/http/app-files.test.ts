import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { isNavigation } from './app-files.ts';
import { contentSecurityPolicy } from './headers.ts';
import { createTestServer, toAnswer, type TestServer, type TestServerOptions } from './testing.ts';

const servers: TestServer[] = [];
const folders: string[] = [];

const start = async (options?: TestServerOptions): Promise<TestServer> => {
  const server = await createTestServer(options);
  servers.push(server);
  return server;
};

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe('the app\'s files', () => {
  const build = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'samovar-app-'));
    folders.push(folder);
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Samovar</title>');
    writeFileSync(join(folder, 'assets', 'index-a1B2c3D4.js'), 'export {};');
    writeFileSync(join(folder, '.secret'), 'no');
    return folder;
  };

  it('the page answers every route of the app, is asked for each time, and may do only what the app does', async () => {
    const server = await start({ appFolder: build() });
    for (const url of ['/', '/chats', '/chats/0123', '/index.html']) {
      const page = await server.app.inject({ url, headers: { accept: 'text/html', host: '127.0.0.1:8787' } });
      expect([page.statusCode, page.headers['cache-control']]).toEqual([200, 'no-cache']);
      expect(page.body).toContain('Samovar');
      const policy = String(page.headers['content-security-policy']);
      expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
      expect(policy).toContain("connect-src 'self' ws://127.0.0.1:8787 wss://127.0.0.1:8787");
      expect(policy).toContain("frame-ancestors 'none'");
    }
  });

  it('a file named after its content is kept for a year', async () => {
    const server = await start({ appFolder: build() });
    const file = await server.app.inject('/assets/index-a1B2c3D4.js');
    expect(file.statusCode).toBe(200);
    expect(file.headers['cache-control']).toContain('immutable');
    expect(file.headers['content-type']).toContain('javascript');
  });

  it.each(['/assets/missing.js', '/.secret', '/../package.json', '/%2e%2e/package.json', '/assets/', '/api/unknown', '/sync'])(
    '%s is not found, and is no page',
    async (url) => {
      const server = await start({ appFolder: build() });
      const answer = await server.app.inject({ url, headers: { accept: 'text/html' } });
      expect(answer.body).not.toContain('<!doctype');
      expect([400, 403, 404]).toContain(answer.statusCode);
      expect(toAnswer(answer).problem.code).toMatch(/not-found|denied|bad-request/);
    },
  );

  it('before it is built, a visitor is told how to build it', async () => {
    const server = await start();
    const page = await server.app.inject({ url: '/', headers: { accept: 'text/html' } });
    expect([page.statusCode, page.body.includes('npm run build')]).toEqual([200, true]);
  });

  it('a host that would add to the policy is left out of it', () => {
    expect(contentSecurityPolicy("x; script-src 'unsafe-inline'")).toBe(contentSecurityPolicy(undefined));
  });

  it.each([
    ['GET', '/chats', 'text/html', true],
    ['HEAD', '/', 'text/html,*/*', true],
    ['POST', '/chats', 'text/html', false],
    ['GET', '/chats', 'application/json', false],
    ['GET', '/api', 'text/html', false],
    ['GET', '/sync/chat/x', 'text/html', false],
    ['GET', '/apiary', 'text/html', true],
    ['GET', '/icon.svg', 'text/html', false],
  ])('%s %s for %s is a navigation: %s', (method, path, accept, expected) => {
    expect(isNavigation(method, path, accept)).toBe(expected);
  });
});
