import type { ChatId } from '#shared/ids.ts';
import type { Dice } from '#shared/testing/dice.ts';
import type { Pair, Somebody } from './cast.ts';
import { Device } from './device.ts';
import type { Ledger } from './set-full.ts';
import { createTexts } from './texts.ts';
import { until } from './until.ts';

const TICK_MS = 10;

/** People who talk, whatever happens to their relay. Whoever starts it closes it. */
export interface Load {
  readonly devices: readonly Device[];
  /** Talks from now on, in random chats. */
  talk(messagesPerSecond: number): void;
  /** Resolves when anything at all is acknowledged: what a fault then meets is something that could be lost. */
  begun(): Promise<void>;
  hush(): void;
  /** Nobody comes back until `release`, so that a reader finds what the relay has by itself. */
  hold(): void;
  release(): void;
  /** Resolves when all that was said is acknowledged. Gives how long that took, in milliseconds. */
  settle(patienceMs?: number): Promise<number>;
  /** What was said and acknowledged up to now. */
  ledger(): Ledger;
  /** One party of each chat, to read it. */
  readers(): ReadonlyMap<ChatId, Somebody>;
  counts(): { readonly said: number; readonly acked: number };
  /** Monotonic time of the first acknowledgement after this moment; null when there was none. */
  firstAckAfter(atMs: number): number | null;
  /** What the relay refused for good; an honest client should see none. */
  refusals(): readonly string[];
  close(): void;
}

export function startLoad(port: number, cast: readonly Pair[], dice: Dice): Load {
  const text = createTexts(dice);
  const devices = cast.flatMap(({ chat, seeker, listener }) => [seeker, listener].map((who) => new Device(port, who, [chat], dice)));
  const copies = devices.flatMap((device) => device.copies);
  let talking: NodeJS.Timeout | null = null;

  const hush = (): void => {
    if (talking !== null) clearInterval(talking);
    talking = null;
  };
  const saids = () => copies.flatMap(({ said }) => said);

  return {
    devices,
    talk(messagesPerSecond) {
      hush();
      let fromMs = performance.now();
      let owed = 0;
      talking = setInterval(() => {
        const nowMs = performance.now();
        owed += ((nowMs - fromMs) / 1_000) * messagesPerSecond;
        fromMs = nowMs;
        for (; owed >= 1; owed -= 1) dice.pick(copies).say(text());
      }, TICK_MS);
    },
    begun: async () => void (await until('something is acknowledged', () => saids().some(({ ackedAtMs }) => ackedAtMs !== null))),
    hush,
    hold: () => devices.forEach((device) => device.hold()),
    release: () => devices.forEach((device) => device.release()),
    settle: async (patienceMs = 60_000) => {
      try {
        return await until('all that was said is acknowledged', () => devices.every(({ level }) => level), patienceMs);
      } catch (cause) {
        const waiting = devices.filter(({ level }) => !level).map((device) => device.describe());
        throw new Error(`${waiting.length} of ${devices.length} still wait: ${waiting.slice(0, 5).join(' | ')}`, { cause });
      }
    },
    ledger: () =>
      copies.map(({ chat, account, said }) => ({
        chat,
        author: account,
        said: [...said],
        acked: new Set(said.filter(({ ackedAtMs }) => ackedAtMs !== null).map(({ id }) => id)),
      })),
    readers: () => new Map(cast.map(({ chat, seeker }) => [chat, seeker])),
    counts: () => ({ said: saids().length, acked: saids().filter(({ ackedAtMs }) => ackedAtMs !== null).length }),
    firstAckAfter(atMs) {
      let first = Infinity;
      for (const { ackedAtMs } of saids()) if (ackedAtMs !== null && ackedAtMs > atMs && ackedAtMs < first) first = ackedAtMs;
      return first === Infinity ? null : first;
    },
    refusals: () => copies.flatMap(({ refused }) => refused.map(({ code, detail }) => `${code}: ${detail}`)),
    close() {
      hush();
      for (const device of devices) device.close();
    },
  };
}
