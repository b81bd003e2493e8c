import { useCallback, useEffect, useRef, useState } from 'react';
import type { NewMessage } from '#shared/api/endpoints/starts.ts';
import type { PersonCard } from '#shared/documents/queue.ts';
import type { ChatId, StartId } from '#shared/ids.ts';
import { useApp, useDisk, useEngine, useVault } from '../../app/context.tsx';
import { useCollection } from '../../app/use-collection.ts';
import { useReadable } from '../../app/use-readable.ts';
import type { WaitingStart } from '../../engine/starts.ts';
import type { ChatLine, CommandResult } from '../../engine/types.ts';
import { chatsFor, fateOf, giveBack, sentOf } from './sent-words.ts';
import { backPlace } from './start-draft.ts';

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
      if (kind === 'message') return giveBack({ drafts, vault }, start, other.name, { text, topic, language, sentAtMs: sinceMs });
      const draft = { text, form: { topic, language }, startedAtMs: sinceMs, changedAtMs: sinceMs };
      await drafts.putBack({ place: backPlace(kind, other.name, start), draft, versions: [] });
    },
    [drafts, vault],
  );
}

/** What stands in these chats, each held open only while somebody has to know. */
function useLinesOf(chats: readonly ChatId[]): ReadonlyMap<ChatId, readonly ChatLine[]> {
  const { openChat } = useEngine();
  const [lines, setLines] = useState<ReadonlyMap<ChatId, readonly ChatLine[]>>(new Map());
  const key = chats.toSorted().join(' ');
  useEffect(() => {
    const stops = (key === '' ? [] : key.split(' ')).map((id) => {
      const chat = id as ChatId;
      const handle = openChat(chat);
      const read = (): void => setLines((before) => new Map(before).set(chat, handle.getSnapshot().lines));
      const stop = handle.subscribe(read);
      read();
      return () => {
        stop();
        handle.close();
      };
    });
    return () => {
      for (const stop of stops) stop();
      setLines(new Map());
    };
  }, [openChat, key]);
  return lines;
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
  const asked = new Set((copies ?? []).flatMap((copy) => chatsFor(copy, chats).map(({ chat }) => chat)));
  const lines = useLinesOf([...asked]);
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
      const fate = fateOf(copy, { waiting, notices, chats, linesOf: (chat) => lines.get(chat) ?? [], nowMs: clock.nowMs() });
      if (fate === 'waits') continue;
      const { id, value: { text, topic, language, sentAtMs } } = copy;
      once(id, () =>
        fate === 'goes'
          ? sentOf(vault).remove(id)
          : keepWords({ start: id as StartId, kind: 'message', text, topic, language, sinceMs: sentAtMs, with: { name: fate.backTo } }));
    }
  }, [copies, waiting, notices, chats, lines, clock, onDisk, vault, keepWords]);
}
