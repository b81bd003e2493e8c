import { isId, type ChatId } from '#shared/ids.ts';

/** Where one is among the notes, as the address says it. Addresses hold ids and nothing that was written. */
export type NotesPlace =
  | { readonly at: 'list'; readonly note: string | null }
  /** The notes about whoever this chat is with. */
  | { readonly at: 'about'; readonly chat: ChatId; readonly note: string | null }
  /** A new note from a template; with a chat, one about it. */
  | { readonly at: 'begin'; readonly chat: ChatId | null }
  | { readonly at: 'bin' | 'calendar' | 'people' | 'export' };

export const NOTES_ROUTE = '/notes/:first?/:second?/:third?';

type Params = Readonly<Record<string, string | undefined>>;

/** Whatever cannot be understood leads to the list; it never fails. */
export function placeOf({ first, second, third }: Params): NotesPlace {
  const chat = isId(second) ? (second as ChatId) : null;
  switch (first) {
    case 'bin':
    case 'calendar':
    case 'people':
    case 'export':
      return { at: first };
    case 'begin':
      return { at: 'begin', chat };
    case 'about':
      return chat === null ? { at: 'list', note: null } : { at: 'about', chat, note: third ?? null };
    default:
      return { at: 'list', note: first ?? null };
  }
}

/** The address of a note, within the notes about somebody where one came from there. */
export const noteAddress = (id: string, about: ChatId | null): string => (about === null ? `/notes/${id}` : `${aboutAddress(about)}/${id}`);

export const aboutAddress = (chat: ChatId): string => `/notes/about/${chat}`;
export const beginAddress = (chat: ChatId | null): string => (chat === null ? '/notes/begin' : `/notes/begin/${chat}`);
