import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { AccountId, ChatId } from '#shared/ids.ts';

export interface PairOrder {
  readonly url: string;
  readonly localAddress: string;
  readonly chat: ChatId;
  readonly people: readonly { readonly account: AccountId; readonly token: string }[];
  /** How often the first says something to the second. */
  readonly everyMs: number;
}

export interface PairReport {
  readonly said: number;
  /** Milliseconds from saying to the other's screen, one for each message that arrived. */
  readonly delivered: readonly number[];
  /** Milliseconds to the receipt. */
  readonly acknowledged: readonly number[];
  readonly missing: number;
  readonly lostSockets: number;
}

/** Two honest people who talk until told to stop. */
export function startPair(order: PairOrder): { stop(): Promise<PairReport> } {
  const child = fork(fileURLToPath(new URL('pair-entry.ts', import.meta.url)));
  child.send(order);
  return {
    stop: async () => {
      const report = once(child, 'message');
      child.send('stop');
      return (await report)[0] as PairReport;
    },
  };
}
