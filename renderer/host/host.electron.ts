import { HOST_CALLS, HOST_EVENTS } from '#shared/ipc/host-contract.ts';
import type { DesktopBridge } from './bridge.ts';
import { backupsThrough } from './backups.electron.ts';
import type { Host } from './host.ts';

/** The desktop, through the preload's bridge. Every reply and event is parsed; what is malformed throws or is let go. */
export function createElectronHost(bridge: DesktopBridge): Host {
  return {
    kind: 'electron',
    describe: async () => HOST_CALLS['host:describe'].reply.parse(await bridge.describe({})),
    keychain: {
      read: async (name) => HOST_CALLS['keychain:read'].reply.parse(await bridge.keychainRead({ name })).secret,
      write: async (name, secret) =>
        HOST_CALLS['keychain:write'].reply.parse(await bridge.keychainWrite({ name, secret })).kept,
      forget: async (name) => void HOST_CALLS['keychain:forget'].reply.parse(await bridge.keychainForget({ name })),
      clear: async () => void HOST_CALLS['keychain:clear'].reply.parse(await bridge.keychainClear({})),
    },
    backups: backupsThrough(bridge),
    async notify({ title, body, route }) {
      // Shortened here: a long name must not keep a message from being announced.
      const notice = { title: title.slice(0, MAX_NOTICE_LENGTH), body: body.slice(0, MAX_NOTICE_LENGTH), route };
      return HOST_CALLS['notice:show'].reply.parse(await bridge.noticeShow(notice)).shown;
    },
    // The desktop's windows have this permission from the start (main/window.ts).
    mayNotify: () => 'yes',
    askToNotify: () => Promise.resolve(true),
    setBadge(count) {
      const shown = Math.min(Math.max(0, Math.trunc(count)), MAX_BADGE);
      // A badge that could not be set is no reason to disturb anybody.
      bridge.badgeSet({ count: shown }).catch(() => undefined);
    },
    onOpenRoute: (listener) =>
      bridge.on('host:open-route', (event) => {
        const parsed = HOST_EVENTS['host:open-route'].safeParse(event);
        if (parsed.success) listener(parsed.data);
      }),
    onSleep: (listener) =>
      bridge.on('host:sleep', (event) => {
        if (HOST_EVENTS['host:sleep'].safeParse(event).success) listener();
      }),
  };
}

/** The contract's bounds on what a badge and a notice show. */
const MAX_BADGE = 999;
const MAX_NOTICE_LENGTH = 200;
