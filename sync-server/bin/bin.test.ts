import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '#shared/api/schemas.ts';

let folder: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samovar-bin-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(folder, { recursive: true });
});

const launch = (script: string, args: string[] = [], environment: Record<string, string> = {}) => {
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], SAMOVAR_DATA: 'data', SAMOVAR_PORT: '0', ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  children.push(child);
  return child;
};

/** Runs to its end. */
const run = async (script: string, args?: string[], environment?: Record<string, string>, input = '') => {
  const child = launch(script, args, environment);
  child.stdin.end(input);
  const [out, complaint, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: code as number, out, complaint };
};

/** Starts the relay and reads what it says until it says how to stop it. */
const startRelay = async () => {
  const child = launch('relay.ts');
  child.stderr.resume();
  let said = '';
  for await (const piece of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    said += String(piece);
    if (said.includes('To stop')) break;
  }
  const url = /http:\/\/\S+?(?=\.?\n)/.exec(said)?.[0] ?? '';
  return { child, said, url };
};

describe('npm run relay', () => {
  it('says in three lines where it listens, where its data is and how to stop it; ends in order when asked', async () => {
    const relay = await startRelay();
    expect(relay.said.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^Samovar: the relay listens at http:\/\/127\.0\.0\.1:\d+\.$/),
      `Its data is in data.`,
      'To stop: Ctrl+C.',
    ]);
    expect((await fetch(`${relay.url}/healthz`)).status).toBe(200);
    relay.child.kill('SIGTERM');
    expect(await once(relay.child, 'exit')).toEqual([0, null]);
  });

  it('A1: serves again after kill -9, with every account that it acknowledged', async () => {
    const first = await startRelay();
    const answer = await fetch(`${first.url}/api/guests`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ deviceName: 'laptop' }),
    });
    const { token, me } = (await answer.json()) as Session;
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    const second = await startRelay();
    const again = await fetch(`${second.url}/api/me`, { headers: { authorization: `Bearer ${token}` } });
    expect(await again.json()).toEqual(me);
  });

  it('a wrong variable is named, and nothing starts', async () => {
    const ended = await run('relay.ts', [], { SAMOVAR_PORT: 'eighty' });
    expect(ended).toMatchObject({ code: 2, out: '' });
    expect(ended.complaint).toBe('SAMOVAR_PORT is "eighty", but it must be a whole number from 0 to 65535.\n');
  });

  it('a folder in use is told in one line, without a stack', async () => {
    await startRelay();
    const ended = await run('relay.ts');
    expect(ended.code).toBe(1);
    expect(ended.complaint).toMatch(/in use by another relay.*\n$/);
    expect(ended.complaint).not.toContain(' at ');
  });
});

describe('npm run admin', () => {
  it('works beside a running relay: a listener made now signs in at once', async () => {
    const relay = await startRelay();
    const password = 'tall pines beside a slow river';
    const made = await run('admin.ts', ['listener', 'Rowan', '--password', '-'], {}, `${password}\n`);
    expect(made).toMatchObject({ code: 0, complaint: '' });
    const answer = await fetch(`${relay.url}/api/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Rowan', password, deviceName: 'desk' }),
    });
    expect(answer.status).toBe(200);
    expect((await run('admin.ts', ['backup', 'copy.db'])).code).toBe(0);
    expect((await run('admin.ts', ['restore', 'copy.db', '--force'])).code).toBe(1);
  });

  it('tells what it did not understand, and exits with 2', async () => {
    const ended = await run('admin.ts', ['dance']);
    expect(ended.code).toBe(2);
    expect(ended.complaint).toContain('dance');
  });
});
