import type { Host } from '../host/host.ts';

/**
 * In a browser, lets a service worker keep the app's own files, so that the app opens without the relay (DESIGN
 * promise 1). A browser that refuses one still works while the relay answers; there is nothing to tell anybody.
 */
export function keepShell(host: Host, browser: Pick<Navigator, 'serviceWorker'>, built: boolean): void {
  if (host.kind !== 'browser' || !built || !('serviceWorker' in browser)) return;
  void browser.serviceWorker.register('./sw.js').catch(() => {});
}
