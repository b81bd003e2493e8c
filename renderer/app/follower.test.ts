import { afterEach, expect, test, vi } from 'vitest';
import { webClock, webRandom, webTimers } from '../host/web-ports.ts';
import { createVaultBench, newVault, rawRows } from '../vault/vault.fixture.ts';
import type { Feature } from './feature.ts';
import { createFollowerEngine, followerFeatures } from './follower.ts';

afterEach(() => vi.unstubAllGlobals());

test('a window that does not lead calls nobody and leaves what the engine keeps as it is; drafts are written', async () => {
  const called: string[] = [];
  vi.stubGlobal('fetch', (url: string) => Promise.reject(called.push(url)));
  vi.stubGlobal('WebSocket', vi.fn((url: string) => called.push(url)));
  const bench = createVaultBench();
  const vault = await newVault(bench.profiles);
  await vault.outbox.add({ id: 'e'.repeat(20), chat: 'c'.repeat(20), text: 'waits', writtenAtMs: 1 } as never);
  const before = await rawRows(bench.disk);
  const troubles: unknown[] = [];
  const ports = { clock: webClock, timers: webTimers, random: webRandom, onStorageFailure: () => troubles.push('disk') };
  const engine = await createFollowerEngine(vault, ports);
  expect(engine.connection.getSnapshot()).toEqual({ at: 'offline' });
  expect(await engine.becomeMember('somebody', 'four unrelated words')).toMatchObject({ ok: false, error: { code: 'offline' } });
  await engine.signOut();
  const open = engine.drafts.open('note/here');
  open.draft.set('half a sentence');
  await engine.drafts.flush();
  await engine.close();
  expect(called).toEqual([]);
  expect(troubles).toEqual([]);
  expect(await vault.outbox.all()).toHaveLength(1);
  const after = await rawRows(bench.disk);
  const own = (rows: typeof before) => rows.filter(({ table }) => ['b', 'c', 'd', 'e', 'f', 'h'].includes(table));
  expect(own(after)).toEqual(own(before));
  expect(after.length).toBe(before.length + 1);
  await vault.close();
});

test('what lives by the relay says where it is; everything else is as it was', () => {
  const Screen = () => null;
  const chats: Feature = {
    name: 'chats', leads: true, routes: [{ path: '/chats', Screen }],
    places: [{ path: '/chats', label: 'x', icon: Screen as never, order: 1, Mark: Screen }], home: [{ order: 1, Part: Screen }],
  };
  const notes: Feature = { name: 'notes', routes: [{ path: '/notes', Screen }] };
  const [elsewhere, same] = followerFeatures([chats, notes]);
  expect(same).toBe(notes);
  expect(elsewhere!.routes[0]!.path).toBe('/chats');
  expect(elsewhere!.routes[0]!.Screen).not.toBe(Screen);
  expect(elsewhere!.places![0]).not.toHaveProperty('Mark');
  expect(elsewhere!.home).toEqual([]);
});
