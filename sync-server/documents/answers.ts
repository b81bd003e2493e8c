import { CLOSE } from '#shared/protocol/codes.ts';
import { encodeStateVector, encodeUpdate } from '#shared/protocol/message.ts';
import { unreachable } from '#shared/result.ts';
import type { Attendance } from './attendance.ts';
import type { Channel } from './channel.ts';
import type { LiveDocument } from './live-document.ts';
import type { RoomItem } from './room-item.ts';
import type { RoomServices } from './room-services.ts';

/** What one channel asks about the document and who is in it. */
export type Asking = Extract<RoomItem, { kind: 'join' | 'state-vector' | 'ask' | 'query-presence' }>;

/** Answers those who ask in a room. To be asked when everything that the document holds is durable. */
export class Answers {
  readonly #document: LiveDocument;
  readonly #attendance: Attendance;
  readonly #services: RoomServices;
  /** For as long as the document keeps the bytes of its state: many ask for the same, and it may be megabytes. */
  readonly #messages = new WeakMap<Uint8Array, Uint8Array>();

  constructor(document: LiveDocument, attendance: Attendance, services: RoomServices) {
    this.#document = document;
    this.#attendance = attendance;
    this.#services = services;
  }

  answer(item: Asking): void {
    switch (item.kind) {
      case 'join':
        return this.#join(item.channel);
      case 'ask':
        return item.channel.send(encodeStateVector(this.#document.stateVector()));
      case 'query-presence':
        return this.#attendance.tellPresence(item.channel);
      case 'state-vector':
        return this.#sendMissing(item.channel, item.stateVector);
      default:
        return unreachable(item);
    }
  }

  #join(channel: Channel): void {
    // Who is on their way out, with something yet to be judged, does not come in any more: nobody would see them out.
    if (!channel.isOpen || channel.rights === null || channel.room?.document !== this.#document) return;
    channel.opened();
    channel.send(encodeStateVector(this.#document.stateVector())); // W6
    this.#attendance.add(channel);
  }

  /** An honest client asks once when it opens a document; encoding again and again is work that others wait for (G12). */
  #sendMissing(channel: Channel, stateVector: Uint8Array): void {
    const { timers, work } = this.#services;
    const fromMs = timers.monotonicMs();
    const waitMs = work.waitMs(channel.account, fromMs);
    if (waitMs > 0) return channel.answerLater(stateVector, waitMs);
    const missing = this.#document.encodedSince(stateVector);
    const answer = missing === null ? null : this.#messageWith(missing);
    const nowMs = timers.monotonicMs();
    work.charge(channel.account, nowMs, nowMs - fromMs);
    return answer === null ? channel.session.close(CLOSE.malformed, 'no state vector') : channel.send(answer);
  }

  #messageWith(missing: Uint8Array): Uint8Array {
    const known = this.#messages.get(missing);
    if (known !== undefined) return known;
    const message = encodeUpdate(missing, true);
    this.#messages.set(missing, message);
    return message;
  }
}
