import type { Marks } from './only-this-visit.ts';

const WINDOWS = 'samovar-windows';
const HAD_COMPANY = 'samovar-company';

/**
 * Whether another window of the app is, or ever was, open beside this one (F016). Each holds a share of one lock for as
 * long as it lives, which shows those that are there, and greets on a channel, which tells those that were there before.
 * It is remembered through reloads. Rejects where it cannot be known.
 */
export function webCompany(
  locks: LockManager, openChannel: (name: string) => Pick<BroadcastChannel, 'addEventListener' | 'postMessage'>, marks: () => Marks,
): () => Promise<boolean> {
  const note = (): void => {
    try {
      marks().setItem(HAD_COMPANY, 'yes');
    } catch {
      // Where nothing can be marked, nothing is forgotten either.
    }
  };
  const look = async (): Promise<boolean> => {
    const held = (await locks.query()).held ?? [];
    const alone = held.filter(({ name }) => name === WINDOWS).length === 1;
    if (!alone) note();
    return !alone;
  };
  const greet = async (): Promise<void> => {
    const channel = openChannel(WINDOWS);
    channel.addEventListener('message', note);
    await new Promise<void>((resolve, reject) => {
      const hold = (lock: Lock | null): Promise<void> | undefined => {
        if (lock === null) reject(new Error('another window keeps all others out'));
        else resolve();
        return lock === null ? undefined : new Promise<void>(() => undefined);
      };
      locks.request(WINDOWS, { mode: 'shared', ifAvailable: true }, hold).catch(reject);
    });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has none
    channel.postMessage('here');
    await look();
  };
  const greeted = greet();
  // Nobody may ever ask; whoever does hears of it.
  greeted.catch(() => undefined);
  return async () => {
    await greeted;
    return (await look()) || marks().getItem(HAD_COMPANY) !== null;
  };
}
