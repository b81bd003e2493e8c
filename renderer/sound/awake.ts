/** Keeps the screen from going dark under somebody who only listens. Gives the way to let it. */
export type KeepAwake = () => () => void;

const release = (lock: WakeLockSentinel | null): void => void lock?.release().catch(() => undefined);

/**
 * The browser's wake lock, where there is one. It is lost whenever the page is hidden, so it is asked for again when the
 * page is back; a refusal (a low battery, a system that forbids it) changes nothing else.
 */
export function webKeepAwake(page: Window): KeepAwake {
  return () => {
    if (!('wakeLock' in page.navigator)) return () => undefined;
    let wanted = true;
    let held: WakeLockSentinel | null = null;
    const ask = async (): Promise<void> => {
      if (!wanted || page.document.visibilityState !== 'visible' || (held !== null && !held.released)) return;
      try {
        const lock = await page.navigator.wakeLock.request('screen');
        if (wanted) held = lock;
        else release(lock);
      } catch {
        // Refused: the screen may go dark, and everything goes on.
      }
    };
    const shown = (): void => void ask();
    page.document.addEventListener('visibilitychange', shown);
    void ask();
    return () => {
      wanted = false;
      page.document.removeEventListener('visibilitychange', shown);
      release(held);
      held = null;
    };
  };
}
