import type { AccountId, ChatId } from '#shared/ids.ts';
import { NOTE } from '#shared/limits.ts';
import type { ChatSummary } from '../../engine/types.ts';
import type { Note, NoteLink } from '../../vault/types.ts';

/** Somebody one has talked with, and the chats with them, newest first. */
export interface KnownPerson {
  readonly account: AccountId;
  readonly name: string;
  /** `member`: they came to be heard, so they are one of "my members"; `listener`: they listened, or are another listener (F036). */
  readonly side: 'member' | 'listener';
  readonly chats: readonly { readonly chat: ChatId; readonly openedAtMs: number }[];
}

/** The people of one's chats, in the order of the chats: whoever was talked with last comes first. */
export function knownPeople(chats: readonly ChatSummary[]): readonly KnownPerson[] {
  const people = new Map<string, KnownPerson>();
  for (const { chat, card } of chats) {
    const before = people.get(card.with.account);
    const one = { chat, openedAtMs: card.openedAtMs };
    people.set(card.with.account, {
      account: card.with.account,
      name: card.with.name,
      side: before?.side ?? (card.role === 'listener' && card.with.type !== 'listener' ? 'member' : 'listener'),
      chats: [...(before?.chats ?? []), one].toSorted((a, b) => b.openedAtMs - a.openedAtMs),
    });
  }
  return [...people.values()];
}

export const sameLink = (one: NoteLink, other: NoteLink): boolean =>
  one.to === 'chat' && other.to === 'chat' ? one.chat === other.chat : one.to === other.to && one.name === other.name;

/** The links with one more; null where there are as many as a note may have. */
export function withLink(about: readonly NoteLink[], link: NoteLink): readonly NoteLink[] | null {
  if (about.some((one) => sameLink(one, link))) return about;
  return about.length >= NOTE.maxLinks ? null : [...about, link];
}

/** Whether a note is about this person: through their name, or through any of the chats with them. */
export const isAbout = (note: Pick<Note, 'about'>, person: Pick<KnownPerson, 'name' | 'chats'>): boolean =>
  note.about.some((link) => link.name === person.name || (link.to === 'chat' && person.chats.some(({ chat }) => chat === link.chat)));

/** The chat that a link leads to; null where there is none on this device any more. */
export function chatOf(link: NoteLink, people: readonly KnownPerson[]): ChatId | null {
  if (link.to === 'chat') return people.some(({ chats }) => chats.some(({ chat }) => chat === link.chat)) ? link.chat : null;
  return people.find(({ name }) => name === link.name)?.chats[0]?.chat ?? null;
}
