import type { Me } from '#shared/api/schemas.ts';
import type { ChatId } from '#shared/ids.ts';
import { SEGMENT } from '#shared/limits.ts';
import { chatDocument } from '#shared/documents/names.ts';
import { logRoots } from '#shared/documents/log.ts';
import { decodeFrame, encodeFrame } from '#shared/protocol/frame.ts';
import { decodeMessage, encodeStateVector } from '#shared/protocol/message.ts';
import { createDevice, textsOf, type DeviceBench, type ReachableRelay } from '../../../renderer/engine/test-support/people.ts';
import { seeded, VirtualTime } from '../../../renderer/engine/test-support/virtual-time.ts';
import { RelayInMemory } from './relay-in-memory.ts';

/** Two people with a chat, over the real relay in virtual time. */
export interface TwoOverRelay {
  readonly time: VirtualTime;
  readonly relay: RelayInMemory;
  readonly seeker: DeviceBench;
  readonly listener: DeviceBench;
  readonly chat: ChatId;
  /** What the relay has of the chat, in its order. */
  told(): Promise<string[]>;
  /** What this device shows. */
  shown(device: DeviceBench): string[];
}

/** `reach`: the relay as the seeker's wire lets it be reached. `type`: what the seeker is. */
export async function twoOverRelay(
  reach: (relay: RelayInMemory) => ReachableRelay = (relay) => relay,
  type: Me['type'] = 'member',
): Promise<TwoOverRelay> {
  const time = new VirtualTime();
  const { random } = seeded(1);
  const relay = new RelayInMemory(time, random, SEGMENT);
  const seeker = createDevice({ relay: reach(relay), time, random, person: relay.addAccount(type) });
  const listener = createDevice({ relay, time, random, person: relay.addAccount('listener') });
  const chat = await relay.openChat(seeker.me, listener.me);
  await seeker.start();
  await listener.start();
  await time.pass(1_000);
  return {
    time,
    relay,
    seeker,
    listener,
    chat,
    told: () =>
      relay.documents.read(chatDocument(chat), (doc) =>
        logRoots(doc).entries.map((entry) => ('text' in entry ? String(entry.text) : entry.kind))),
    shown: (device) => textsOf(device.engine.openChat(chat).getSnapshot().lines),
  };
}

/** A wire that loses what the relay says of words that it has, and how often they went over it. */
export class ForgetfulWire {
  /** How often it was cut, each time as a receipt was about to arrive. */
  cuts = 0;
  sent = 0;
  readonly #text: string;
  readonly #times: number;

  constructor(text: string, times: number) {
    this.#text = text;
    this.#times = times;
  }

  /**
   * The relay, as it is seen over this wire: until it was cut so many times no receipt arrives, and state vectors are from
   * before anything was there, as one is that was read a moment before the words came. So they are sent anew each time.
   */
  readonly reach = (relay: RelayInMemory): ReachableRelay => ({
    addAccount: (type) => relay.addAccount(type),
    fetch: (behaviour) => relay.fetch(behaviour),
    webSocket: (behaviour) => this.#worn(relay.webSocket(behaviour)),
  });

  #worn(Plain: ReturnType<ReachableRelay['webSocket']>): ReturnType<ReachableRelay['webSocket']> {
    const noteSent = (bytes: Uint8Array): void => {
      if (Buffer.from(bytes).includes(this.#text)) this.sent += 1;
    };
    const heard = (bytes: Uint8Array, cut: () => void): Uint8Array | null => {
      const frame = decodeFrame(bytes);
      const message = frame?.op === 'data' ? decodeMessage(frame.message) : null;
      if (frame?.op !== 'data' || this.cuts >= this.#times) return bytes;
      if (message?.type === 'state-vector' && this.sent > 0) {
        return encodeFrame({ ...frame, message: encodeStateVector(Uint8Array.of(0)) });
      }
      if (message?.type !== 'receipt' || this.sent === 0) return bytes;
      this.cuts += 1;
      cut();
      return null;
    };
    const Worn = class extends (Plain as unknown as Wire) {
      override addEventListener(type: string, listener: (event: { data: ArrayBuffer }) => void): void {
        super.addEventListener(type, (event) => {
          if (type !== 'message') return listener(event);
          const left = heard(new Uint8Array(event.data), () => this.cut(true));
          if (left !== null) listener({ data: left.slice().buffer });
        });
      }

      override send(bytes: Uint8Array): void {
        noteSent(bytes);
        super.send(bytes);
      }
    };
    return Worn as unknown as ReturnType<ReachableRelay['webSocket']>;
  }
}

/** A socket in virtual time, as far as a wire must be known to be worn. */
type Wire = new (url: string, protocols: string[]) => {
  addEventListener(type: string, listener: (event: { data: ArrayBuffer }) => void): void;
  send(bytes: Uint8Array): void;
  cut(lateFrames: boolean): void;
};
