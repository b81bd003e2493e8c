import type { Kysely } from 'kysely';
import { CHAT } from '#shared/limits.ts';
import type { ChatId } from '#shared/ids.ts';
import type { Clock, TimerHandle, Timers } from '#shared/ports.ts';
import type { Tables } from '../database/tables.ts';
import { unlessDamaged } from '../documents/damage.ts';
import { errorFacts } from '../log/json-log.ts';
import type { Documents, Log } from '../ports.ts';
import type { Projector } from '../projections/projector.ts';
import { readHalfErased, readKeptChats, type KeptChat } from './chat-rows.ts';
import { cutBehind, entriesOf, readTail, type TailPart } from './chat-tail.ts';
import { eraseContent, eraseGivenUp, expire, trim, type EraserParts } from './eraser.ts';
import { whatIsDue, type RetentionWindow } from './what-is-due.ts';

export interface RetentionDependencies {
  readonly db: Kysely<Tables>;
  readonly documents: Documents;
  readonly projector: Pick<Projector, 'project'>;
  /**
   * Empties the write-ahead log; until then deleted text is in it (RELIABILITY H3). False when somebody held it up:
   * then it is asked again at the next sweep.
   */
  readonly checkpoint: () => Promise<boolean>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly window?: Partial<RetentionWindow>;
  readonly sweepMs?: number;
}

/** What one sweep did. */
export interface SweepReport {
  readonly expired: number;
  readonly trimmed: number;
}

/**
 * F093, D7: the platform keeps of a chat only what continuity needs. A sweep looks at what changed since the last one
 * or has come due; what it deletes is gone from the relay's files when it resolves, and clients drop it by syncing.
 */
export interface Retention {
  /** Sweeps now and every `sweepMs`. */
  start(): Promise<void>;
  /** One sweep at a time: asked meanwhile, it resolves with the one under way. */
  sweep(): Promise<SweepReport>;
  /** Idempotent. The sweep under way ends after the chat that it is at. */
  close(): Promise<void>;
}

/** What is known of a chat from the last time it was read, so that its document stays closed until something is due. */
interface Known {
  readonly version: string;
  readonly dueAtMs: number;
}

export function createRetention(dependencies: RetentionDependencies): Retention {
  const { clock, timers, log } = dependencies;
  const window = { windowMessages: CHAT.windowMessages, windowMs: CHAT.windowMs, ...dependencies.window };
  const parts: EraserParts = { ...dependencies, window };
  let known: ReadonlyMap<ChatId, Known> = new Map();
  let walHoldsErased = false;
  let sweeping: Promise<SweepReport> | null = null;
  let ticking: TimerHandle | null = null;
  let closing = false;

  const sweepOnce = async (): Promise<SweepReport> => {
    const counts = { expired: 0, trimmed: 0 };
    for (const chat of await readHalfErased(parts.db)) {
      await eraseContent(parts, chat);
      walHoldsErased = true;
    }
    const next = new Map<ChatId, Known>();
    for (const chat of await readKeptChats(parts.db)) {
      if (closing) break; // what was not looked at is looked at after the next start (RELIABILITY A5)
      if (chat.isHalfErased && (await eraseGivenUp(parts, chat))) walHoldsErased = true;
      const before = known.get(chat.id);
      const nowMs = clock.nowMs();
      if (before !== undefined && before.version === chat.version && nowMs < before.dueAtMs) {
        next.set(chat.id, before);
        continue;
      }
      const outcome = await unlessDamaged(sweepChat(parts, chat, nowMs));
      if (outcome === null) continue; // set aside and named: nobody can tell how old it is, and the others come first
      if (outcome.what !== 'keep') walHoldsErased = true;
      if (outcome.what === 'expire') counts.expired += 1;
      else next.set(chat.id, { version: chat.version, dueAtMs: outcome.dueAtMs });
      if (outcome.what === 'trim') counts.trimmed += 1;
    }
    known = next;
    if (walHoldsErased) walHoldsErased = !(await dependencies.checkpoint());
    if (counts.expired + counts.trimmed > 0) log.info('retention-swept', counts);
    return counts;
  };

  const sweep = (): Promise<SweepReport> => {
    sweeping ??= sweepOnce().finally(() => {
      sweeping = null;
    });
    return sweeping;
  };

  /** A sweep that fails leaves the rest to the next one; what it had erased stays erased. */
  const sweepQuietly = async (): Promise<void> => {
    try {
      await sweep();
    } catch (error) {
      log.error('retention-failed', errorFacts(error));
    }
  };

  return {
    start: async () => {
      ticking ??= timers.every(dependencies.sweepMs ?? CHAT.retentionSweepMs, () => void sweepQuietly());
      await sweepQuietly();
    },
    sweep,
    close: async () => {
      closing = true;
      ticking?.cancel();
      await sweeping?.catch(() => undefined);
    },
  };
}

type Outcome = ReturnType<typeof whatIsDue>;

async function sweepChat(parts: EraserParts, chat: KeptChat, nowMs: number): Promise<Outcome> {
  const { documents, window } = parts;
  const readTailNow = (): Promise<readonly TailPart[]> => readTail(documents, chat, window.windowMessages);
  const dueIn = (tail: readonly TailPart[]): Outcome =>
    whatIsDue({ openedAtMs: chat.openedAtMs, entries: entriesOf(tail) }, nowMs, window);
  const tail = await readTailNow();
  const due = dueIn(tail);
  if (due.what === 'expire') return expire(parts, chat, nowMs, async () => dueIn(await readTailNow()));
  const entries = due.what === 'trim' ? due.entries : 0;
  const cut = cutBehind(tail, entries);
  if (cut.entries === 0 && cut.segment === chat.first) return due;
  await trim(parts, chat, tail, cut);
  return { what: 'trim', entries, dueAtMs: due.dueAtMs };
}
