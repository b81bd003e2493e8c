import type { Clock, Timers } from '#shared/ports.ts';
import { encodeAwareness } from '#shared/protocol/message.ts';
import type { Channel } from './channel.ts';
import type { LiveDocument } from './live-document.ts';
import { encodePresence, parsePresence, type PassedState } from './presence.ts';
import { Roster } from './roster.ts';
import { mayBeSeen } from './standing.ts';

/** Who has a document open, and what they see of each other. */
export class Attendance {
  readonly #channels = new Set<Channel>();
  readonly #roster = new Roster<Channel>();
  readonly #document: LiveDocument;
  readonly #clock: Clock;
  readonly #timers: Timers;

  constructor(document: LiveDocument, clock: Clock, timers: Timers) {
    this.#document = document;
    this.#clock = clock;
    this.#timers = timers;
  }

  get size(): number {
    return this.#channels.size;
  }

  get present(): number {
    return this.#roster.size;
  }

  channels(): readonly Channel[] {
    return [...this.#channels];
  }

  add(channel: Channel): void {
    this.#channels.add(channel);
    this.tellPresence(channel);
  }

  remove(channel: Channel): void {
    this.#channels.delete(channel);
    this.signOff(channel);
  }

  /** To everybody. */
  send(message: Uint8Array): void {
    for (const channel of this.#channels) channel.send(message);
  }

  /** Its presence ends, whether it leaves or may no longer take part: the relay itself says so (W14). */
  signOff(channel: Channel): void {
    this.#pass(this.#roster.leave(channel, this.#clock.nowMs()), channel);
  }

  /** Everybody who is present now, to one. */
  tellPresence(channel: Channel): void {
    const states = this.#roster.seenBy(channel, this.#timers.monotonicMs());
    if (states.length > 0) channel.send(encodeAwareness(encodePresence(states)));
  }

  /**
   * Judges what a channel shows of itself (W11–W13). Binds a client id that is new here, and returns how to pass the
   * state on once that binding is durable; null for what is dropped without a word. `mayBind` is false while bindings
   * cannot be kept: a client id that is new then is seen by nobody else.
   */
  judge(channel: Channel, update: Uint8Array, mayBind: boolean): (() => void) | null {
    const { rights, account } = channel;
    const states = rights === null ? null : parsePresence(update);
    if (rights === null || states === null) return null;
    const { owners } = this.#document;
    const picked = this.#roster.pick(channel, states, (client) => {
      const owner = owners.ownerOf(client);
      return owner === null || owner === account;
    });
    if (picked === null) return null;
    // Nobody else hears it; but a stock client takes silence for a lost connection.
    const toItselfAlone = (): void => {
      const state = picked.state === null ? null : { typing: picked.state.typing, account };
      channel.send(encodeAwareness(encodePresence([{ ...picked, state }])));
    };
    if (!mayBeSeen(rights) || (!mayBind && owners.ownerOf(picked.client) === null)) return toItselfAlone;
    if (!this.#document.claim(picked.client, account)) return null;
    return () => {
      if (!this.#channels.has(channel)) return;
      // Asked again: the right may have gone while this was on its way to the disk, and the channel was signed off then (D3).
      if (channel.rights === null || !mayBeSeen(channel.rights)) return toItselfAlone();
      const shown = this.#roster.show(channel, account, picked, this.#timers.monotonicMs(), this.#clock.nowMs());
      channel.send(encodeAwareness(encodePresence(shown.toSelf)));
      this.#pass(shown.toOthers, channel);
    };
  }

  #pass(states: readonly PassedState[], except: Channel): void {
    if (states.length === 0) return;
    const message = encodeAwareness(encodePresence(states));
    for (const channel of this.#channels) if (channel !== except) channel.send(message);
  }
}
