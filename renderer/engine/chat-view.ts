import type { ChatEntry } from '#shared/documents/chat.ts';
import type { ChatCard } from '#shared/documents/people.ts';
import type { AccountId, EntryId } from '#shared/ids.ts';
import type { ChatFacts } from '#shared/policy/question.ts';
import type { OutboxItem } from '../vault/types.ts';
import type { LogView } from './log-view.ts';
import { markedEntry, placeOf, readPlace } from './marks.ts';
import type { ChatLine, Whereabouts } from './types.ts';

/** What a chat's lines are made of. */
export interface ChatSource {
  readonly me: AccountId;
  readonly other: AccountId;
  readonly view: LogView;
  /** What still waits for its receipt, in the order of writing. */
  readonly outbox: readonly OutboxItem[];
  /** Given back to the writer: not shown as said, also while our copy still holds it. */
  readonly refused: ReadonlySet<string>;
  readonly readHere: EntryId | null;
}

const DEVICE: Whereabouts = { at: 'device' };
const RELAY: Whereabouts = { at: 'relay' };
const DELIVERED: Whereabouts = { at: 'delivered' };
const SEEN: Whereabouts = { at: 'seen' };
const ARRIVED: Whereabouts = { at: 'arrived' };

/** In the order of the document, which is the relay's; what is not in it yet stands last (DESIGN §5, Order). */
export function chatLines({ me, other, view, outbox, refused }: ChatSource): readonly ChatLine[] {
  const unacknowledged = new Set<string>(outbox.map(({ id }) => id));
  const seen = placeOf(view.entries, markedEntry(view, other, 'read'));
  const delivered = Math.max(seen, placeOf(view.entries, markedEntry(view, other, 'delivered')));
  const present = new Set<string>();
  const lines = view.entries.flatMap((entry, place): ChatLine[] => {
    present.add(entry.id);
    if (refused.has(entry.id)) return [];
    const mine = entry.author === me;
    return [{ entry: entry as ChatEntry, mine, whereabouts: mine ? whereOwn(entry.id, place) : ARRIVED }];
  });

  function whereOwn(id: EntryId, place: number): Whereabouts {
    if (place <= seen) return SEEN;
    if (place <= delivered) return DELIVERED;
    return unacknowledged.has(id) ? DEVICE : RELAY;
  }

  const waiting = outbox.filter(({ id }) => !present.has(id));
  return [...lines, ...waiting.map((item): ChatLine => ({ entry: entryOf(item, me), mine: true, whereabouts: DEVICE }))];
}

const entryOf = (item: OutboxItem, author: AccountId): ChatEntry => ({
  id: item.id,
  author,
  at: item.writtenAtMs,
  kind: 'message',
  text: item.text,
});

/** Messages of the other side after the place up to which one has read. */
export function countUnread({ me, view, readHere }: ChatSource): number {
  const read = readPlace(view, me, readHere);
  return view.entries.filter((entry, place) => place > read && entry.author !== me && entry.kind === 'message').length;
}

/** The chat as the rule book sees it, from one's own card of it. */
export const factsOf = (card: ChatCard, me: AccountId): ChatFacts => ({
  seeker: card.role === 'seeker' ? me : card.with.account,
  listener: card.role === 'listener' ? me : card.with.account,
  state: card.state,
  agesMeet: card.agesParted !== true,
});

/** Whether somebody else types, from presence as the relay passes it on (W12). */
export const isTyping = (presences: readonly unknown[], me: AccountId): boolean =>
  presences.some(
    (state) =>
      typeof state === 'object' &&
      state !== null &&
      'typing' in state &&
      state.typing === true &&
      'account' in state &&
      state.account !== me,
  );
