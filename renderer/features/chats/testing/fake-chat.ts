import type { ChatEntry } from '#shared/documents/chat.ts';
import { chatMessage } from '#shared/documents/chat.ts';
import type { ChatCard } from '#shared/documents/people.ts';
import type { ChatId, EntryId } from '#shared/ids.ts';
import { decide } from '#shared/policy/decide.ts';
import type { Actor } from '#shared/policy/actor.ts';
import type { RefusalCode } from '#shared/protocol/refusal.ts';
import type { RuleId } from '#shared/policy/verdict.ts';
import { createValueStore, type ValueStore } from '../../../app/value-store.ts';
import type { ChatLine, ChatSummary, ChatView, RefusedDraft, Whereabouts } from '../../../engine/types.ts';
import { entryOf } from './people.ts';

/** What a chat of the engine in memory holds; views are made anew only when something in it changes. */
interface Held {
  readonly card: ChatCard;
  readonly lines: readonly ChatLine[];
  readonly readUpTo: number;
  readonly otherTyping: boolean;
  readonly refused: readonly RefusedDraft[];
  readonly loading: boolean;
  readonly hasEarlier: boolean;
}

export interface FakeChat {
  readonly view: ValueStore<ChatView>;
  readonly draft: ValueStore<string>;
  summary(): ChatSummary;
  /** The device cannot write to its disk while true. */
  diskFull: boolean;
  change(change: Partial<Pick<Held, 'card' | 'otherTyping' | 'loading' | 'hasEarlier'>>): void;
  write(text: string, place: Whereabouts['at']): EntryId;
  hear(text: string, atMs?: number): EntryId;
  notice(what: 'opened' | 'ended', by: 'me' | 'other' | null): void;
  /** Moves own lines that are at one of `from` to `to`. */
  move(from: readonly Whereabouts['at'][], to: Whereabouts['at']): void;
  refuse(id: EntryId, code: RefusalCode, rule: RuleId | null): void;
  takeRefused(id: EntryId): RefusedDraft | null;
  markRead(): void;
  judgeAnew(): void;
}

export function createFakeChat(chat: ChatId, first: ChatCard, actor: () => Actor, nowMs: () => number): FakeChat {
  let held: Held = { card: first, lines: [], readUpTo: 0, otherTyping: false, refused: [], loading: false, hasEarlier: false };
  const view = createValueStore(viewOf());

  function viewOf(): ChatView {
    const { card, lines, otherTyping, refused } = held;
    const me = actor();
    const asSeeker = card.role === 'seeker';
    const facts = {
      seeker: asSeeker ? me.account : card.with.account,
      listener: asSeeker ? card.with.account : me.account,
      state: card.state,
      agesMeet: card.agesParted !== true,
    };
    return {
      chat,
      card,
      state: held.loading ? 'loading' : 'ready',
      lines,
      hasEarlier: held.hasEarlier,
      unread: unread(),
      otherTyping,
      messages: lines.filter(({ entry }) => entry.kind === 'message').length,
      refused,
      mayWrite: decide(me, { action: 'chat.write', chat: facts }),
      mayEnd: decide(me, { action: 'chat.end', chat: facts }),
      mayBlock: decide(me, { action: 'chat.block', chat: facts }),
    };
  }
  function unread(): number {
    const news = held.lines.slice(held.readUpTo);
    return news.filter(({ entry, mine }) => !mine && entry.kind === 'message').length;
  }
  const set = (change: Partial<Held>): void => {
    held = { ...held, ...change };
    view.set(viewOf());
  };
  const add = (entry: ChatEntry, mine: boolean, at: Whereabouts['at']): void =>
    set({ lines: [...held.lines, { entry, mine, whereabouts: { at } }] });

  return {
    view,
    draft: createValueStore(''),
    diskFull: false,
    summary: () => ({
      chat,
      card: held.card,
      unread: unread(),
      otherTyping: held.otherTyping,
      last: held.lines.at(-1)?.entry ?? null,
      waitingToSend: held.lines.filter(({ whereabouts }) => whereabouts.at === 'device').length,
    }),
    change: set,
    write(text, place) {
      const { account } = actor();
      // Parsed as the relay would: a screen that sends what the schema refuses fails its test.
      const entry = chatMessage.parse({ id: entryOf(account), author: account, at: nowMs(), kind: 'message', text });
      add(entry, true, place);
      return entry.id;
    },
    hear(text, atMs = nowMs()) {
      const { account } = held.card.with;
      const id = entryOf(account);
      add({ id, author: account, at: atMs, kind: 'message', text }, false, 'arrived');
      return id;
    },
    notice(what, by) {
      const who = by === null ? null : by === 'me' ? actor().account : held.card.with.account;
      add({ id: entryOf('relay'), author: 'relay' as typeof first.with.account, at: nowMs(), kind: 'notice', what, by: who }, false, 'arrived');
    },
    move: (from, to) =>
      set({
        lines: held.lines.map((line) =>
          line.mine && from.includes(line.whereabouts.at) ? { ...line, whereabouts: { at: to } } : line,
        ),
      }),
    refuse(id, code, rule) {
      const line = held.lines.find(({ entry }) => entry.id === id);
      if (line?.entry.kind !== 'message') return;
      const draft: RefusedDraft = { id, text: line.entry.text, refusedAtMs: nowMs(), code, rule };
      set({ lines: held.lines.filter((one) => one !== line), refused: [...held.refused, draft] });
    },
    takeRefused(id) {
      const draft = held.refused.find((one) => one.id === id) ?? null;
      set({ refused: held.refused.filter((one) => one.id !== id) });
      return draft;
    },
    markRead() {
      if (unread() > 0) set({ readUpTo: held.lines.length });
    },
    judgeAnew: () => set({}),
  };
}
