import type { HostEvent, HostReply } from '#shared/ipc/host-contract.ts';
import type { Host } from './host.ts';

/** What of a page the browser host needs, so that tests can give it one. */
export interface Page {
  readonly origin: string;
  readonly userAgent: string;
  /** The content of `<meta name="samovar-relay">`: another relay than the page's own origin. */
  readonly relayOverride: string | null;
  readonly version: string;
  /** Shows a notification if the person has allowed it; null when they have not, or the browser has none. */
  showNotice: ((title: string, body: string, onClick: () => void) => void) | null;
  readonly noticePermission: NotificationPermission;
  /** Null where the browser has no notifications. */
  readonly askPermission: (() => Promise<NotificationPermission>) | null;
  /** Null where the browser has no badge. */
  setAppBadge: ((count: number) => Promise<void>) | null;
  focus(): void;
  /** The browser stops the page for long. It tells no page when the machine sleeps or its screen is locked. */
  onFreeze(listener: () => void): () => void;
}

/** A browser, with what the web offers: no keychain, and notifications only where they were allowed before. */
export function createBrowserHost(page: () => Page): Host {
  const listeners = new Set<(event: HostEvent<'host:open-route'>) => void>();
  const openRoute = (route: string): void => {
    page().focus();
    for (const listener of listeners) listener({ route });
  };
  return {
    kind: 'browser',
    async describe() {
      const { origin, userAgent, relayOverride, version } = page();
      return { platform: platformOf(userAgent), version, relayUrl: relayOverride ?? origin, keychain: 'none' };
    },
    keychain: {
      read: async () => null,
      write: async () => false,
      forget: async () => undefined,
      clear: async () => undefined,
    },
    // What a page may write lies in the same browser profile as its databases, and goes when they go.
    backups: null,
    async notify({ title, body, route }) {
      const { showNotice } = page();
      if (showNotice === null) return false;
      try {
        showNotice(title, body, () => openRoute(route));
        return true;
      } catch {
        // Some browsers have the constructor and throw in it, Chrome on Android for one.
        return false;
      }
    },
    mayNotify() {
      const { noticePermission, askPermission } = page();
      if (askPermission === null || noticePermission === 'denied') return 'no';
      return noticePermission === 'granted' ? 'yes' : 'ask';
    },
    askToNotify: async () => (await page().askPermission?.().catch(() => 'denied')) === 'granted',
    setBadge(count) {
      // A badge that could not be set is no reason to disturb anybody.
      page()
        .setAppBadge?.(count)
        .catch(() => undefined);
    },
    onOpenRoute(listener) {
      const own = (event: HostEvent<'host:open-route'>): void => listener(event);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    onSleep: (listener) => page().onFreeze(listener),
  };
}

function platformOf(userAgent: string): HostReply<'host:describe'>['platform'] {
  if (/Windows/u.test(userAgent)) return 'win32';
  return /Mac OS X|Macintosh/u.test(userAgent) ? 'darwin' : 'linux';
}
