import { fold } from '../../../vault/fold.ts';
import type { Notes } from '../../../vault/types.ts';
import { isLinkable } from './note-titles.ts';

const sameTitle = (one: string, other: string): boolean => fold(one.trim()) === fold(other.trim());

const LINK = /\[\[([^[\]\n]{1,200})\]\]/gu;

/** The text with every link to the one title leading to the other; the very same text where there is none. */
export const relinked = (body: string, from: string, to: string): string =>
  body.includes('[[') ? body.replaceAll(LINK, (link, title: string) => (sameTitle(title, from) ? `[[${to}]]` : link)) : body;

/**
 * A note was given another name: links to it in other notes, the bin included, follow in one write, each note with its
 * earlier words as a version. Where another note still has the old name, links go on leading there and stay as they are.
 */
export async function mendLinks(
  notes: Pick<Notes, 'list' | 'bin' | 'rewrite'>,
  renamed: { readonly note: string; readonly from: string; readonly to: string },
): Promise<void> {
  const from = renamed.from.trim();
  const to = renamed.to.trim();
  if (!isLinkable(from) || !isLinkable(to) || sameTitle(from, to)) return;
  const isOther = ({ id }: { id: string }): boolean => id !== renamed.note;
  const [listed, binned] = await Promise.all([notes.list(), notes.bin()]);
  const others = listed.filter(isOther);
  if (others.some(({ title }) => sameTitle(title, from))) return;
  const linking = [...others, ...binned.filter(isOther)].filter(({ body }) => relinked(body, from, to) !== body);
  if (linking.length === 0) return;
  await notes.rewrite(
    linking.map(({ id }) => id),
    ({ title, body }) => {
      const mended = relinked(body, from, to);
      return mended === body ? null : { title, body: mended };
    },
  );
}
