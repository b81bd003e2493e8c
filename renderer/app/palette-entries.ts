import type { ChatSummary } from '../engine/types.ts';
import type { Note } from '../vault/types.ts';

/** Something that the command palette can open. */
export interface PaletteEntry {
  readonly kind: 'place' | 'note' | 'chat' | 'tool' | 'guide' | 'path' | 'meditation' | 'answer';
  readonly path: string;
  readonly label: string;
}

const MAX_OF_A_KIND = 6;

/** Case and accents aside, so that `dia` finds `Día`. */
export const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** What fits the query: places first, then chats, then notes; the notes were searched by the vault. */
export function paletteEntries(
  query: string,
  places: readonly PaletteEntry[],
  chats: readonly ChatSummary[],
  notes: readonly Note[],
  untitled: string,
): readonly PaletteEntry[] {
  const wanted = fold(query.trim());
  const fits = (label: string): boolean => wanted === '' || fold(label).includes(wanted);
  const talks = chats
    .filter(({ card }) => fits(card.with.name))
    .map(({ chat, card }): PaletteEntry => ({ kind: 'chat', path: `/chats/${chat}`, label: `@${card.with.name}` }));
  const written = notes.map(({ id, title, body }): PaletteEntry => ({
    kind: 'note',
    path: `/notes/${id}`,
    label: title.trim() || body.trim().split('\n')[0]?.slice(0, 60) || untitled,
  }));
  return [places.filter((place) => fits(place.label)), talks, written].flatMap((kind) => kind.slice(0, MAX_OF_A_KIND));
}
