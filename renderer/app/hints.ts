import type { Hint } from '../engine/connection.ts';

/** What the system says about the network and this window, for the engine to look into. Returns the way to stop. */
export function listenForHints(page: Window, listener: (hint: Hint) => void): () => void {
  const online = (): void => listener('online');
  const offline = (): void => listener('offline');
  const shown = (): void => {
    if (page.document.visibilityState === 'visible') listener('visible');
  };
  page.addEventListener('online', online);
  page.addEventListener('offline', offline);
  page.document.addEventListener('visibilitychange', shown);
  return () => {
    page.removeEventListener('online', online);
    page.removeEventListener('offline', offline);
    page.document.removeEventListener('visibilitychange', shown);
  };
}
