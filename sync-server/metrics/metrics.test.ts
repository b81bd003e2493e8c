import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readConfig } from '../config/config.ts';
import { createRelay, type Relay } from '../relay.ts';
import { systemPorts } from '../system.ts';
import { call, dial, statusOf } from '../testing/clients.ts';

const TOKEN = 'a-token-of-the-operator';
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

let folder: string;
let relay: Relay | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samovar-metrics-'));
});

afterEach(async () => {
  await relay?.close();
  rmSync(folder, { recursive: true });
});

const start = async (more: Record<string, string> = {}): Promise<Relay> => {
  const config = readConfig({ SAMOVAR_DATA: 'data', SAMOVAR_PORT: '0', ...more }, folder);
  if (!config.ok) throw new Error('the test is configured wrongly');
  relay = await createRelay(config.value, { ...systemPorts(), log: SILENT });
  return relay;
};

const figures = (url: string, token?: string): Promise<Response> =>
  fetch(`${url}/metrics`, { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });

it('tells this machine what the relay does, as Prometheus reads it, and nothing about anybody', async () => {
  const running = await start();
  const guest = await call(running, 'createGuest', { body: { deviceName: 'laptop' } });
  const socket = dial(running, guest.token);
  expect(await statusOf(socket)).toBe(101);

  const answer = await figures(running.url);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const text = await answer.text();
  for (const line of [
    'samovar_sockets 1',
    'samovar_sessions 1',
    'samovar_store_writable 1',
    'samovar_storage_failures_total 0',
    'samovar_documents_damaged 0',
    'samovar_checkpoint_thread_deaths_total 0',
    'samovar_document_openings_refused_total 0',
    'samovar_starts_total{what="ask"} 0',
    'samovar_starts_total{what="over"} 0',
    'samovar_http_request_seconds_count{method="POST",route="/api/guests",status="200"} 1',
  ]) {
    expect(text).toContain(`${line}\n`);
  }
  expect(text).toMatch(/^samovar_loop_delay_seconds\{share="0\.999"\} \d/m);
  expect(text).toMatch(/^process_resident_memory_bytes [1-9]/m);
  for (const secret of [guest.token, guest.me.account, guest.me.name]) expect(text).not.toContain(secret);
  socket.terminate();
});

it('grows no counter by being read', async () => {
  const running = await start();
  const read = async (): Promise<string | undefined> =>
    (await (await figures(running.url)).text()).split('\n').find((line) => line.startsWith('samovar_document_loads_total '));
  expect(await read()).toBe(await read());
});

it('is not there for those who may not read it: the same answer as for any path that is not', async () => {
  const running = await start({ SAMOVAR_METRICS_TOKEN: TOKEN });
  for (const given of [undefined, 'another-token-altogether']) {
    const answer = await figures(running.url, given);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe(await (await fetch(`${running.url}/nothing-here`)).text());
  }
  expect((await figures(running.url, TOKEN)).status).toBe(200);
});

it('is not told to this machine either when a proxy may speak for others from it', async () => {
  expect((await figures((await start({ SAMOVAR_PROXY: '127.0.0.1' })).url)).status).toBe(404);
});
