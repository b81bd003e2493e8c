import { expect, test } from 'vitest';
import { HOST_CALLS, HOST_EVENTS } from '#shared/ipc/host-contract.ts';
import type { DesktopBridge } from './bridge.ts';
import { createBrowserHost, type Page } from './host.browser.ts';
import { createElectronHost } from './host.electron.ts';
import { pickHost, type MaybeDesktopWindow } from './pick-host.ts';

interface Call {
  readonly verb: string;
  readonly request: unknown;
}

/** A bridge whose replies the test chooses; it checks requests as the main process does. */
function fakeBridge(replies: Record<string, unknown>): { bridge: DesktopBridge; calls: Call[]; emit(event: unknown, name?: string): void } {
  const calls: Call[] = [];
  const listeners = new Map<string, Set<(event: unknown) => void>>();
  const verbs = Object.entries(HOST_CALLS).map(([name, { request }]) => {
    const [noun = '', rest = ''] = name.split(':');
    const verb = noun === 'host' ? rest : `${noun}${rest[0]?.toUpperCase()}${rest.slice(1)}`;
    return [verb, async (argument: unknown) => {
      calls.push({ verb, request: request.parse(argument) });
      return replies[verb] ?? {};
    }];
  });
  const on = (name: string, listener: (event: unknown) => void) => {
    if (!(name in HOST_EVENTS)) throw new Error(name);
    const heard = listeners.get(name) ?? new Set();
    listeners.set(name, heard.add(listener));
    return () => void heard.delete(listener);
  };
  const bridge = { ...Object.fromEntries(verbs), on } as unknown as DesktopBridge;
  const emit = (event: unknown, name = 'host:open-route') => listeners.get(name)?.forEach((listener) => listener(event));
  return { bridge, calls, emit };
}

const NAME = 'vault-0123456789abcdefghjk';

test('the desktop: every verb of the contract, parsed both ways', async () => {
  const described = { platform: 'linux', version: '1', relayUrl: 'https://relay.example', keychain: 'system' };
  const secret = Uint8Array.of(1, 2);
  const { bridge, calls } = fakeBridge({
    describe: described,
    keychainRead: { secret },
    keychainWrite: { kept: true },
    noticeShow: { shown: true },
  });
  const host = createElectronHost(bridge);
  expect(host.kind).toBe('electron');
  expect(await host.describe()).toEqual(described);
  expect(await host.keychain.read(NAME)).toEqual(secret);
  expect(await host.keychain.write(NAME, secret)).toBe(true);
  await host.keychain.forget(NAME);
  expect(await host.notify({ title: 't'.repeat(500), body: 'b', route: '/chats' })).toBe(true);
  host.setBadge(4_000);
  expect(calls.map((call) => call.verb)).toEqual([
    'describe',
    'keychainRead',
    'keychainWrite',
    'keychainForget',
    'noticeShow',
    'badgeSet',
  ]);
  expect(calls.at(-1)?.request).toEqual({ count: 999 });
});

test('the desktop: a reply that is not of the contract is not believed', async () => {
  const { bridge } = fakeBridge({ keychainRead: { secret: 'text' }, describe: { keychain: 'maybe' } });
  const host = createElectronHost(bridge);
  await expect(host.keychain.read(NAME)).rejects.toThrow('secret');
  await expect(host.describe()).rejects.toThrow('keychain');
});

test('the desktop: routes arrive parsed, until one stops listening', () => {
  const { bridge, emit } = fakeBridge({});
  const routes: string[] = [];
  const stop = createElectronHost(bridge).onOpenRoute(({ route }) => routes.push(route));
  emit({ route: '/chats/abc' });
  emit({ route: 'https://elsewhere.example' });
  emit('nonsense');
  stop();
  emit({ route: '/notes' });
  expect(routes).toEqual(['/chats/abc']);
});

test('F8: the desktop tells when the machine sleeps or its screen is locked', () => {
  const { bridge, emit } = fakeBridge({});
  let slept = 0;
  const stop = createElectronHost(bridge).onSleep(() => (slept += 1));
  emit({}, 'host:sleep');
  emit({ something: 'else' }, 'host:sleep');
  stop();
  emit({}, 'host:sleep');
  expect(slept).toBe(1);
});

test('F8: a browser tells when it freezes the page', () => {
  const frozen = new Set<() => void>();
  const onFreeze = (listener: () => void) => {
    frozen.add(listener);
    return () => void frozen.delete(listener);
  };
  let slept = 0;
  const stop = createBrowserHost(() => page({ onFreeze })).onSleep(() => (slept += 1));
  for (const listener of frozen) listener();
  stop();
  expect([slept, frozen.size]).toEqual([1, 0]);
});

const page = (more: Partial<Page> = {}): Page => ({
  origin: 'http://127.0.0.1:8080',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64)',
  relayOverride: null,
  version: 'web',
  showNotice: null,
  noticePermission: 'default',
  askPermission: null,
  setAppBadge: null,
  focus: () => undefined,
  onFreeze: () => () => undefined,
  ...more,
});

test('a browser: its relay is where it came from, and it has no keychain', async () => {
  const host = createBrowserHost(() => page());
  expect(await host.describe()).toEqual({
    platform: 'linux',
    version: 'web',
    relayUrl: 'http://127.0.0.1:8080',
    keychain: 'none',
  });
  expect(await host.keychain.write(NAME, Uint8Array.of(1))).toBe(false);
  expect(await host.keychain.read(NAME)).toBeNull();
  await host.keychain.forget(NAME);
  const elsewhere = createBrowserHost(() => page({ relayOverride: 'http://localhost:9' }));
  expect((await elsewhere.describe()).relayUrl).toBe('http://localhost:9');
});

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64)', 'win32'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 'darwin'],
  ['Mozilla/5.0 (X11; Linux x86_64)', 'linux'],
])('a browser: %s is %s', async (userAgent, platform) => {
  expect((await createBrowserHost(() => page({ userAgent })).describe()).platform).toBe(platform);
});

test('a browser: notices only where they were allowed; a click opens the route in a focused window', async () => {
  expect(await createBrowserHost(() => page()).notify({ title: 't', body: 'b', route: '/chats' })).toBe(false);
  const clicks: (() => void)[] = [];
  let focused = 0;
  const allowed = page({ showNotice: (_title, _body, onClick) => clicks.push(onClick), focus: () => (focused += 1) });
  const host = createBrowserHost(() => allowed);
  const routes: string[] = [];
  const stop = host.onOpenRoute(({ route }) => routes.push(route));
  expect(await host.notify({ title: 't', body: 'b', route: '/chats' })).toBe(true);
  clicks[0]?.();
  stop();
  clicks[0]?.();
  expect([routes, focused]).toEqual([['/chats'], 2]);
  const throwing = page({
    showNotice: () => {
      throw new TypeError('Illegal constructor');
    },
  });
  expect(await createBrowserHost(() => throwing).notify({ title: 't', body: 'b', route: '/' })).toBe(false);
});

test('a browser: may notify where it was allowed, and the system asks only when it is told to', async () => {
  let asked = 0;
  const answering = (answer: NotificationPermission, now: NotificationPermission = 'default') =>
    createBrowserHost(() => page({ noticePermission: now, askPermission: () => ((asked += 1), Promise.resolve(answer)) }));
  expect(answering('granted').mayNotify()).toBe('ask');
  expect(answering('granted', 'granted').mayNotify()).toBe('yes');
  expect(answering('granted', 'denied').mayNotify()).toBe('no');
  expect(asked).toBe(0);
  expect([await answering('granted').askToNotify(), await answering('default').askToNotify()]).toEqual([true, false]);
  const without = createBrowserHost(() => page());
  expect([without.mayNotify(), await without.askToNotify()]).toEqual(['no', false]);
});

test('a browser: a badge where there is one, and no fuss where it fails', async () => {
  const counts: number[] = [];
  const setAppBadge = (count: number) => {
    counts.push(count);
    return Promise.reject(new Error('not installed'));
  };
  createBrowserHost(() => page({ setAppBadge })).setBadge(3);
  createBrowserHost(() => page()).setBadge(3);
  expect(counts).toEqual([3]);
});

test('the window decides which host it is', async () => {
  const { bridge } = fakeBridge({});
  expect(pickHost({ samovar: bridge } as unknown as MaybeDesktopWindow).kind).toBe('electron');
  const bare = {
    location: { origin: 'https://relay.example' },
    navigator: { userAgent: '' },
    document: { querySelector: () => null },
    focus: () => undefined,
  } as unknown as MaybeDesktopWindow;
  const host = pickHost(bare);
  expect(host.kind).toBe('browser');
  expect((await host.describe()).relayUrl).toBe('https://relay.example');
  expect(await host.notify({ title: 't', body: 'b', route: '/' })).toBe(false);
  host.setBadge(1);
});
