import { CLOSE } from '#shared/protocol/codes.ts';
import type { Directory, Log } from '../ports.ts';
import type { Channel } from './channel.ts';
import { mayBeSeen, type Standing, type standingOf } from './standing.ts';

interface Judging {
  asked: number;
  current: Promise<void> | null;
}

/**
 * Asks the directory where a channel stands, again whenever something about it changed. Asked while it is asking, it
 * asks once more before it answers: so whoever waits knows that what was true when they asked has been taken into
 * account, and an older answer never overwrites a newer one (RELIABILITY D3).
 */
export class ChannelJudge {
  readonly #directory: Directory;
  readonly #log: Log;
  readonly #standingOf: typeof standingOf;
  readonly #judgings = new Map<Channel, Judging>();
  /** Equal ones are one: there are many channels, and no more ways to stand than the rule book has. */
  readonly #standings = new Map<string, Standing>();

  constructor(directory: Directory, log: Log, standing: typeof standingOf) {
    this.#directory = directory;
    this.#log = log;
    this.#standingOf = standing;
  }

  /** Resolves when the channel stands where it should, or is closed. Never rejects: where nobody knows, it is closed. */
  judge(channel: Channel): Promise<void> {
    const judging = this.#judgings.get(channel) ?? { asked: 0, current: null };
    this.#judgings.set(channel, judging);
    judging.asked += 1;
    judging.current ??= this.#untilLevel(channel, judging);
    return judging.current;
  }

  async #untilLevel(channel: Channel, judging: Judging): Promise<void> {
    try {
      for (;;) {
        const asked = judging.asked;
        const [actor, facts] = await Promise.all([
          this.#directory.actor(channel.account),
          this.#directory.facts(channel.address, channel.account),
        ]);
        if (asked !== judging.asked) continue;
        this.#judgings.delete(channel);
        const wasOpen = !channel.isOpening;
        channel.stand(this.#shared(this.#standingOf(actor, facts, wasOpen)));
        if (channel.rights !== null && !mayBeSeen(channel.rights)) channel.room?.signOff(channel);
        return;
      }
    } catch (error) {
      this.#judgings.delete(channel);
      this.#log.error('rights-unknown', { kind: error instanceof Error ? error.name : 'unknown' });
      channel.close(CLOSE.storage, 'storage');
    }
  }

  #shared(standing: Standing): Standing {
    const key = JSON.stringify(standing);
    const known = this.#standings.get(key) ?? standing;
    this.#standings.set(key, known);
    return known;
  }
}
