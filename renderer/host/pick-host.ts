import type { DesktopBridge } from './bridge.ts';
import { createBrowserHost, type Page } from './host.browser.ts';
import { createElectronHost } from './host.electron.ts';
import type { Host } from './host.ts';

/** A window that may have been opened by the desktop, whose preload then put its bridge there. */
export type MaybeDesktopWindow = Window & typeof globalThis & { readonly samovar?: DesktopBridge };

/** The desktop where there is one, otherwise the browser. Both are the same to the app. */
export const pickHost = (window: MaybeDesktopWindow): Host =>
  window.samovar === undefined ? createBrowserHost(() => pageOf(window)) : createElectronHost(window.samovar);

/** Read anew at each use: whether notifications are allowed can change while the page is open. */
function pageOf(window: MaybeDesktopWindow): Page {
  const { navigator, document, location } = window;
  const noticePermission = 'Notification' in window ? window.Notification.permission : 'denied';
  const allowed = noticePermission === 'granted';
  return {
    origin: location.origin,
    userAgent: navigator.userAgent,
    relayOverride: document.querySelector<HTMLMetaElement>('meta[name="samovar-relay"]')?.content ?? null,
    version: document.querySelector<HTMLMetaElement>('meta[name="samovar-version"]')?.content ?? 'web',
    showNotice: allowed
      ? (title, body, onClick) => {
          const notice = new window.Notification(title, { body });
          notice.addEventListener('click', () => {
            notice.close();
            onClick();
          });
        }
      : null,
    noticePermission,
    askPermission: 'Notification' in window ? () => window.Notification.requestPermission() : null,
    setAppBadge: 'setAppBadge' in navigator ? (count) => navigator.setAppBadge(count) : null,
    focus: () => window.focus(),
    onFreeze(listener) {
      document.addEventListener('freeze', listener);
      return () => document.removeEventListener('freeze', listener);
    },
  };
}
