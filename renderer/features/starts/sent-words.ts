import { useCallback, useEffect, useRef } from 'react';
import { z } from 'zod';
import type { NewMessage } from '#shared/api/endpoints/starts.ts';
import type { InboxNotice } from '#shared/documents/inbox.ts';
import type { PersonCard } from '#shared/documents/queue.ts';
import type { StartId } from '#shared/ids.ts';
import { START } from '#shared/limits.ts';
import { foldName } from '#shared/people/names.ts';
import { CHAT_LANGUAGES, TOPICS } from '#shared/words.ts';
import { useApp, useDisk, useEngine, useVault } from '../../app/context.tsx';
import { useCollection } from '../../app/use-collection.ts';
import { useReadable } from '../../app/use-readable.ts';
import type { WaitingStart } from '../../engine/starts.ts';
import type { ChatSummary, CommandResult } from '../../engine/types.ts';
import type { Kept, Vault } from '../../vault/types.ts';
import { backPlace } from './start-draft.ts';

/** A copy of a message that waits, in the vault: the relay erases its words when nothing comes of it, and they come back from here (DESIGN promise 2). */
const sentWords = z.strictObject({
  to: z.string(),
  /** The account, once the relay has shown it. */
  account: z.string().nullable(),
  text: z.string(),
  topic: z.enum(TOPICS).nullable(),
  language: z.enum(CHAT_LANGUAGES),
  sentAtMs: z.number(),
});
export type SentWords = z.infer<typeof sentWords>;

const sentOf = (vault: Vault) => vault.collection('sent-words', sentWords);

/** Longer than the relay waits and tells of it, nothing can be learnt any more. */
const KEPT_MS = START.messageKeptMs + START.settledKeptMs;

export interface Known {
  readonly waiting: readonly WaitingStart[];
  readonly notices: readonly InboxNotice[];
  readonly chats: readonly ChatSummary[];
  readonly nowMs: number;
}

/**
 * What becomes of a copy: it waits; it goes back to its writer, under the name that is told now; or it goes, since the words stand in a
 * chat or all is long over. Only what is known lets it go: a device that has not heard yet waits. Pure.
 */
export function fateOf({ id, value }: Kept<SentWords>, { waiting, notices, chats, nowMs }: Known): 'waits' | 'goes' | { readonly backTo: string } {
  if (waiting.some(({ start }) => start === id)) return 'waits';
  const over = notices.find((notice) => notice.kind === 'start-over' && notice.start === id);
  if (over?.kind === 'start-over') return { backTo: over.with.name };
  const isWith = ({ card }: ChatSummary): boolean => card.with.account === value.account || foldName(card.with.name) === foldName(value.to);
  if (chats.some((chat) => isWith(chat) && chat.card.openedAtMs >= value.sentAtMs)) return 'goes';
  return nowMs - value.sentAtMs > KEPT_MS ? 'goes' : 'waits';
}

/** Leaves a message and keeps its words, before anything else can happen to them. */
export function useLeaveMessage(): (message: NewMessage) => CommandResult<StartId> {
  const { starts } = useEngine();
  const { clock } = useApp();
  const onDisk = useDisk();
  const vault = useVault();
  return useCallback(
    async (message) => {
      const { to, text, topic, language } = message;
      const sentAtMs = clock.nowMs();
      const left = await starts.leaveMessage(message);
      if (left.ok) onDisk(() => sentOf(vault).put(left.value, { to, account: null, text, topic, language, sentAtMs }));
      return left;
    },
    [starts, clock, onDisk, vault],
  );
}

/** Words that come back, and to whom they were. */
type Words = Pick<WaitingStart, 'start' | 'kind' | 'text' | 'topic' | 'language' | 'sinceMs'> & { readonly with: Pick<PersonCard, 'name'> };

/** Puts words that were taken back, or that nobody took up, where they were written. */
export function useKeepWords(): (words: Words) => Promise<void> {
  const { drafts } = useEngine();
  const vault = useVault();
  return useCallback(
    async ({ start, kind, text, with: other, topic, language, sinceMs }) => {
      if (kind === 'ask' || text === null) return;
      const draft = { text, form: { topic, language }, startedAtMs: sinceMs, changedAtMs: sinceMs };
      await drafts.putBack({ place: backPlace(kind, other.name, start), draft, versions: [] });
      if (kind === 'message') await sentOf(vault).remove(start);
    },
    [drafts, vault],
  );
}

/** A message that nobody took up is a draft again, on each device that held it while it waited, also one that was shut when it ended. */
export function useWordsBack(): void {
  const engine = useEngine();
  const { clock } = useApp();
  const onDisk = useDisk();
  const vault = useVault();
  const keepWords = useKeepWords();
  const waiting = useReadable(engine.starts.waiting);
  const notices = useReadable(engine.notices);
  const chats = useReadable(engine.chats);
  const copies = useCollection(sentOf(vault));
  const busy = useRef(new Set<string>());
  useEffect(() => {
    if (copies === null) return;
    const once = (id: string, work: () => Promise<void>): void => {
      if (busy.current.has(id)) return;
      busy.current.add(id);
      onDisk(() => work().finally(() => busy.current.delete(id)));
    };
    for (const { start, side, kind, text, with: { account, name }, topic, language, sinceMs } of waiting) {
      if (side !== 'mine' || kind !== 'message' || text === null) continue;
      const copy = copies.find(({ id }) => id === start);
      if (copy !== undefined && copy.value.account !== null) continue;
      const to = copy?.value.to ?? name;
      once(start, () => sentOf(vault).put(start, { to, account, text, topic, language, sentAtMs: sinceMs }));
    }
    for (const copy of copies) {
      const fate = fateOf(copy, { waiting, notices, chats, nowMs: clock.nowMs() });
      if (fate === 'waits') continue;
      const { id, value: { text, topic, language, sentAtMs } } = copy;
      once(id, () =>
        fate === 'goes'
          ? sentOf(vault).remove(id)
          : keepWords({ start: id as StartId, kind: 'message', text, topic, language, sinceMs: sentAtMs, with: { name: fate.backTo } }));
    }
  }, [copies, waiting, notices, chats, clock, onDisk, vault, keepWords]);
}
