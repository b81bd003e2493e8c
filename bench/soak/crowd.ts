import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { AccountId, ChatId } from '#shared/ids.ts';

/** One document with everybody who has it open. The first socket of each of the two speaks, in turn. */
export interface CrowdRoom {
  readonly chat: ChatId;
  readonly people: readonly { readonly account: AccountId; /** One for each socket. */ readonly tokens: readonly string[] }[];
}

export interface CrowdOrder {
  readonly port: number;
  readonly rooms: readonly CrowdRoom[];
  readonly messagesPerSecond: number;
}

export interface CrowdReport {
  readonly sockets: number;
  readonly lostSockets: number;
  readonly said: number;
  readonly delivered: readonly number[];
  readonly acknowledged: readonly number[];
  readonly unacknowledged: number;
}

/** Everybody on sockets of their own, in another process than the relay. */
export interface Crowd {
  /** Resolves when all sockets are open and their documents with them. */
  readonly here: Promise<void>;
  talk(seconds: number): Promise<CrowdReport>;
  leave(): void;
}

export function startCrowd(order: CrowdOrder): Crowd {
  const child = fork(fileURLToPath(new URL('crowd-entry.ts', import.meta.url)));
  child.send(order);
  return {
    here: once(child, 'message').then(() => undefined),
    talk: async (seconds) => {
      const report = once(child, 'message');
      child.send(seconds);
      return (await report)[0] as CrowdReport;
    },
    leave: () => void child.disconnect(),
  };
}
