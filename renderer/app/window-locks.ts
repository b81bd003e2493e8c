/**
 * One window at a time per profile: two engines over one vault would say everything twice. A browser may open the app
 * in several tabs, so the lock is the browser's own, and a wish to take over travels between the tabs.
 */
export interface WindowLocks {
  /**
   * Holds the profile for this window. `takeOver` asks the window that has it to write everything down and let go.
   * `onAsked` is called when another window asks the same of this one. Resolves to the way to let go, or to null when
   * another window has it.
   */
  hold(profile: string, takeOver: boolean, onAsked: () => void): Promise<(() => void) | null>;
}

/** How windows of one profile ask each other to let go. */
export interface HandOverChannel {
  ask(): void;
  onAsked(listener: () => void): void;
  close(): void;
}

/** A broadcast channel reaches all windows of the same origin but the one that speaks. */
export function webHandOverChannel(name: string): HandOverChannel {
  const channel = new BroadcastChannel(name);
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has none
    ask: () => channel.postMessage('please-hand-over'),
    onAsked: (listener) => channel.addEventListener('message', listener),
    close: () => channel.close(),
  };
}

/** How long a window that was asked may take to write everything down before it is taken for dead. */
const HAND_OVER_MS = 5_000;

export function webWindowLocks(locks: LockManager, openChannel: (name: string) => HandOverChannel): WindowLocks {
  return {
    hold(profile, takeOver, onAsked) {
      const name = `samovar-profile-${profile}`;
      const channel = openChannel(name);
      if (takeOver) channel.ask();
      return new Promise((resolve) => {
        const keep = (lock: Lock | null): Promise<void> | undefined => {
          if (lock === null) {
            channel.close();
            resolve(null);
            return undefined;
          }
          channel.onAsked(onAsked);
          return new Promise<void>((letGo) => {
            resolve(() => {
              channel.close();
              letGo();
            });
          });
        };
        // Rejected after `keep` ran: the lock was stolen, because this window had been taken for dead.
        if (!takeOver) {
          locks.request(name, { ifAvailable: true }, keep).catch(onAsked);
          return;
        }
        const patience = AbortSignal.timeout(HAND_OVER_MS);
        locks.request(name, { signal: patience }, keep).catch(() => {
          if (patience.aborted) locks.request(name, { steal: true }, keep).catch(onAsked);
          else onAsked();
        });
      });
    },
  };
}
