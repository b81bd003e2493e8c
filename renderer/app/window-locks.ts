/**
 * Several windows may have one profile open, and one of them leads: it alone has the engine that talks to the relay and
 * writes documents, since two over one vault would say everything twice. A browser may open the app in several tabs, so
 * the lock is the browser's own, and what windows have to tell each other travels between the tabs.
 */
export interface WindowLocks {
  /** Takes a seat at a profile. `hears` is called with what other windows tell. */
  join(profile: string, hears: (news: WindowNews) => void): Seat;
}

/** `please-hand-over`: another window wants to lead. `lock`: lock here as well. `gone`: the profile was erased. */
export type WindowNews = 'please-hand-over' | 'lock' | 'gone';

export interface Seat {
  /** Leads, if nobody does. */
  leadIfFree(): Promise<boolean>;
  /** Leads in any case: the window that leads is asked to write everything down and hand over. */
  takeLead(): Promise<boolean>;
  /** Stands in line; `lead` is called once, when every window before this one is gone. */
  waitForLead(lead: () => void): void;
  /** Hands over to whoever waits. */
  giveLead(): void;
  tell(news: WindowNews): void;
  /** Lets go of everything. */
  leave(): void;
}

/** The other windows of a profile that was erased have nothing left to show. */
export function tellGone(locks: WindowLocks, profile: string): void {
  const last = locks.join(profile, () => undefined);
  last.tell('gone');
  last.leave();
}

/** How windows of one profile reach each other. */
export interface WindowChannel {
  tell(news: WindowNews): void;
  onNews(listener: (news: unknown) => void): void;
  close(): void;
}

const isNews = (news: unknown): news is WindowNews => news === 'please-hand-over' || news === 'lock' || news === 'gone';

/** A broadcast channel reaches all windows of the same origin but the one that speaks. */
export function webWindowChannel(name: string): WindowChannel {
  const channel = new BroadcastChannel(name);
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has none
    tell: (news) => channel.postMessage(news),
    onNews: (listener) => channel.addEventListener('message', ({ data }) => listener(data)),
    close: () => channel.close(),
  };
}

/** How long a window that was asked may take to write everything down before it is taken for dead. */
const HAND_OVER_MS = 5_000;

export function webWindowLocks(locks: LockManager, openChannel: (name: string) => WindowChannel): WindowLocks {
  return {
    join(profile, hears) {
      const name = `samovar-profile-${profile}`;
      const channel = openChannel(name);
      let letGo: (() => void) | null = null;
      let line: AbortController | null = null;
      let waits: (() => void) | null = null;
      let left = false;

      const leaveLine = (): void => {
        line?.abort();
        line = null;
      };

      /** Resolves to whether the lock is held now; it is held until it is let go, or stolen by who took us for dead. */
      const request = (options: LockOptions): Promise<boolean> =>
        new Promise((resolve) => {
          let held = false;
          const keep = (lock: Lock | null): Promise<void> | undefined => {
            held = lock !== null && !left;
            resolve(held);
            return held ? new Promise<void>((release) => (letGo = release)) : undefined;
          };
          locks.request(name, options, keep).catch(() => {
            if (!held) resolve(false);
            else if (!left) hears('please-hand-over');
          });
        });

      const giveLead = (): void => {
        letGo?.();
        letGo = null;
      };

      const standInLine = async (): Promise<void> => {
        if (waits === null || left) return;
        const mine = new AbortController();
        line = mine;
        if (!(await request({ signal: mine.signal }))) return;
        const lead = waits;
        line = null;
        waits = null;
        if (lead !== null) lead();
        // It came in the moment in which this window asked for it in another way.
        else giveLead();
      };

      channel.onNews((news) => {
        if (!isNews(news) || left) return;
        if (news === 'please-hand-over' && line !== null) {
          // Whoever asks goes first: the others go back to the end of the line.
          leaveLine();
          void standInLine();
        }
        hears(news);
      });

      return {
        leadIfFree: () => request({ ifAvailable: true }),
        async takeLead() {
          leaveLine();
          waits = null;
          channel.tell('please-hand-over');
          const patience = AbortSignal.timeout(HAND_OVER_MS);
          return (await request({ signal: patience })) || (patience.aborted && !left && (await request({ steal: true })));
        },
        waitForLead(lead) {
          waits = lead;
          void standInLine();
        },
        giveLead,
        tell: channel.tell,
        leave() {
          left = true;
          waits = null;
          leaveLine();
          giveLead();
          channel.close();
        },
      };
    },
  };
}
