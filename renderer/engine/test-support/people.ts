import type { ChatCard } from '#shared/documents/people.ts';
import { chatDocument, peopleDocument } from '#shared/documents/names.ts';
import { formatMarkKey } from '#shared/documents/log.ts';
import { newId, RELAY, type AccountId, type ChatId } from '#shared/ids.ts';
import type { Me } from '#shared/api/schemas.ts';
import type { Random } from '#shared/ports.ts';
import { createEngine } from '../engine.ts';
import { SESSION_KEY } from '../session.ts';
import type { Engine } from '../types.ts';
import { FakeRelay } from './fake-relay.ts';
import { createDisk, createMemoryVault, type MemoryDisk } from './memory-vault.ts';
import { seeded, VirtualTime } from './virtual-time.ts';

/** Tests run on Node, whose types the renderer does not have. */
const node = globalThis as unknown as { process: { setMaxListeners(count: number): void } };

/** One device with its disk, its network and, while it runs, its engine. */
export interface DeviceBench {
  readonly me: Me;
  readonly disk: MemoryDisk;
  readonly engine: Engine;
  online: boolean;
  start(): Promise<Engine>;
  /** As `kill -9` does: nothing is said, nothing more is written. */
  kill(): void;
  cut(lateFrames: boolean): void;
  timersRunning(): number;
}

/** As much of a relay as a device needs: the fake one here, or the real one in memory (build/fuzz/convergence). */
export type ReachableRelay = Pick<FakeRelay, 'webSocket' | 'fetch' | 'addAccount'>;

export interface DeviceOptions {
  readonly relay: ReachableRelay;
  readonly time: VirtualTime;
  readonly random: Random;
  readonly person?: { token: string; me: Me };
  readonly delayMs?: () => number;
  readonly doubles?: () => boolean;
  /** How far the device's own clock is off. */
  readonly clockOffMs?: number;
}

export function createDevice({ relay, time, random, person = relay.addAccount(), delayMs = () => 5, doubles = () => false, clockOffMs = 0 }: DeviceOptions): DeviceBench {
  // A stock provider listens for the end of a Node process, one for each document.
  node.process.setMaxListeners(0);
  const disk = createDisk();
  disk.settings.set(SESSION_KEY, JSON.stringify(person));
  let running: { engine: Engine; kill(): void; cut(late: boolean): void; timers: () => number } | null = null;
  const behaviour = { delayMs, doubles, reachable: () => device.online };

  const device: DeviceBench = {
    me: person.me,
    disk,
    online: true,
    get engine() {
      if (running === null) throw new Error('the device is off');
      return running.engine;
    },
    async start() {
      const vault = createMemoryVault(disk);
      const timers = time.timers();
      const sockets = new Set<{ cut(late: boolean): void }>();
      const Plain = relay.webSocket(behaviour);
      const WebSocket = class extends Plain {
        constructor(url: string, protocols: string[]) {
          super(url, protocols);
          sockets.add(this as unknown as { cut(late: boolean): void });
        }
      };
      const cut = (late: boolean) => {
        for (const socket of sockets) socket.cut(late);
        sockets.clear();
      };
      const engine = await createEngine({
        vault,
        relayUrl: 'http://relay.test',
        deviceName: 'bench',
        clock: { nowMs: () => time.clock().nowMs() + clockOffMs },
        timers,
        random,
        WebSocket,
        fetch: relay.fetch(behaviour),
        rates: { message: { burst: 1_000, refillMs: 1 }, guestMessage: { burst: 1_000, refillMs: 1 } },
      });
      running = {
        engine,
        cut,
        timers: timers.running,
        kill() {
          vault.kill();
          timers.kill();
          cut(true);
        },
      };
      return engine;
    },
    kill() {
      running?.kill();
      running = null;
    },
    cut: (late) => running?.cut(late),
    timersRunning: () => running?.timers() ?? 0,
  };
  return device;
}

export interface TwoPeople {
  readonly time: VirtualTime;
  readonly relay: FakeRelay;
  readonly seeker: DeviceBench;
  readonly listener: DeviceBench;
  readonly chat: ChatId;
  readonly bench: Pick<DeviceOptions, 'time' | 'random'> & { readonly relay: FakeRelay };
}

/** A seeker and a listener with a chat between them, both running and connected. */
export async function twoPeople({ seed = 1, clockOffMs = 0 } = {}): Promise<TwoPeople> {
  const time = new VirtualTime();
  const lot = seeded(seed);
  const relay = new FakeRelay(time, lot.random);
  const bench = { relay, time, random: lot.random };
  const seeker = createDevice({ ...bench, person: relay.addAccount('member'), clockOffMs });
  const listener = createDevice({ ...bench, person: relay.addAccount('listener') });
  const chat = openChat(relay, lot.random, seeker.me, listener.me);
  await seeker.start();
  await listener.start();
  await time.pass(1_000);
  return { time, relay, seeker, listener, chat, bench };
}

/** A chat between two accounts, as the relay would write it. */
export function openChat(relay: FakeRelay, random: Random, seeker: Me, listener: Me): ChatId {
  const chat = newId<ChatId>(random);
  const card = (other: Me, role: ChatCard['role']): ChatCard => ({
    with: { account: other.account, name: other.name, type: other.type },
    role,
    state: 'open',
    topic: null,
    openedAtMs: relay.nowMs(),
    endedAtMs: null,
  });
  setCard(relay, seeker.account, chat, card(listener, 'seeker'));
  setCard(relay, listener.account, chat, card(seeker, 'listener'));
  relay.doc(chatDocument(chat));
  return chat;
}

export function setCard(relay: FakeRelay, account: AccountId, chat: ChatId, card: ChatCard | null): void {
  const key = formatMarkKey({ subject: chat, account: RELAY, name: 'chat' });
  relay.write(peopleDocument(account), ({ marks }) => (card === null ? marks.delete(key) : marks.set(key, card)));
}

export const textsOf = (lines: readonly { entry: { kind: string } }[]): string[] =>
  lines.flatMap(({ entry }) => ('text' in entry && typeof entry.text === 'string' ? [entry.text] : []));
