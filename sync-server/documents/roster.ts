import type { AccountId } from '#shared/ids.ts';
import type { PassedState, ShownState } from './presence.ts';

/** y-protocols forgets a state after this time without renewal; so do we. */
const OUTDATED_MS = 30_000;

interface Present {
  readonly client: number;
  readonly account: AccountId;
  readonly typing: boolean;
  /** As its client counts. Echoed to it alone: a higher one would be taken for news and shown again, for ever. */
  readonly ownClock: number;
  /** As others see it: grows without end, also when an id that was leased before starts counting again at 0. */
  readonly clock: number;
  readonly heardAtMs: number;
}

/** What became visible: what the one who showed it hears, and what all others hear. */
export interface Shown {
  readonly toSelf: readonly PassedState[];
  readonly toOthers: readonly PassedState[];
}

/**
 * Who is here in one document: at most one state for each channel (W11), under client ids that are nobody else's.
 * `Who` is the channel, by identity.
 */
export class Roster<Who extends object> {
  readonly #byWho = new Map<Who, Present>();
  readonly #whoByClient = new Map<number, Who>();
  #clock = 0;

  /**
   * Picks the one state of an update that its sender may show: under the id it already uses, or else under a new one
   * that nobody here uses. Stock clients repeat what they heard of others; that is dropped, not punished.
   * `mayUse` says whether an id is the sender's or free.
   */
  pick(who: Who, states: readonly ShownState[], mayUse: (client: number) => boolean): ShownState | null {
    const own = this.#byWho.get(who)?.client;
    const again = states.find((state) => state.client === own);
    if (again !== undefined) return again;
    return states.find(({ client, state }) => state !== null && !this.#whoByClient.has(client) && mayUse(client)) ?? null;
  }

  /** Takes in what `pick` picked. `wallMs` only makes the clock grow past that of an earlier run of the relay. */
  show(who: Who, account: AccountId, shown: ShownState, nowMs: number, wallMs: number): Shown {
    const before = this.#byWho.get(who);
    const moved = before !== undefined && before.client !== shown.client ? this.leave(who, wallMs) : [];
    const { client, state } = shown;
    const clock = this.#nextClock(wallMs);
    const passed = state === null ? null : { typing: state.typing, account };
    if (state === null) {
      this.#forget(who);
    } else {
      this.#byWho.set(who, { client, account, typing: state.typing, ownClock: shown.clock, clock, heardAtMs: nowMs });
      this.#whoByClient.set(client, who);
    }
    return {
      toSelf: [{ client, clock: shown.clock, state: passed }],
      toOthers: [...moved, { client, clock, state: passed }],
    };
  }

  /** The null state that the relay sends for one who leaves (W14); nothing for one who showed nothing. */
  leave(who: Who, wallMs: number): readonly PassedState[] {
    const present = this.#forget(who);
    return present === null ? [] : [{ client: present.client, clock: this.#nextClock(wallMs), state: null }];
  }

  /** Everybody here, as `reader` may hear it. */
  seenBy(reader: Who, nowMs: number): readonly PassedState[] {
    const seen: PassedState[] = [];
    for (const [who, { client, account, typing, ownClock, clock, heardAtMs }] of this.#byWho) {
      if (nowMs - heardAtMs >= OUTDATED_MS) continue;
      seen.push({ client, clock: who === reader ? ownClock : clock, state: { typing, account } });
    }
    return seen;
  }

  get size(): number {
    return this.#byWho.size;
  }

  #forget(who: Who): Present | null {
    const present = this.#byWho.get(who);
    if (present === undefined) return null;
    this.#byWho.delete(who);
    this.#whoByClient.delete(present.client);
    return present;
  }

  #nextClock(wallMs: number): number {
    this.#clock = Math.max(this.#clock + 1, wallMs);
    return this.#clock;
  }
}
