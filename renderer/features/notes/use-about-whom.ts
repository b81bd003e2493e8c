import { useMemo } from 'react';
import type { ChatId } from '#shared/ids.ts';
import { useEngine } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import { knownPeople, type KnownPerson } from './note-links.ts';

/** A chat, and whom it is with. */
export interface AboutWhom {
  readonly chat: ChatId;
  readonly person: KnownPerson;
}

/** The people of one's chats, kept current. */
export function usePeople(): readonly KnownPerson[] {
  const chats = useReadable(useEngine().chats);
  return useMemo(() => knownPeople(chats), [chats]);
}

/** Null where no chat is meant, and where it is not on this device any more. */
export function useAboutWhom(chat: ChatId | null): AboutWhom | null {
  const people = usePeople();
  return useMemo(() => {
    const person = people.find(({ chats }) => chats.some((one) => one.chat === chat));
    return chat === null || person === undefined ? null : { chat, person };
  }, [people, chat]);
}
