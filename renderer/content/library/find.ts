import { fold, foldedWords } from '../../vault/fold.ts';

/** An item made ready for searching: folded once, asked for each letter typed. */
export interface Findable<Item> {
  readonly item: Item;
  readonly title: string;
  readonly rest: string;
}

/** `rest` is whatever else it may be found by: its summary, its topics, its text. */
export const findable = <Item>(item: Item, title: string, rest: readonly string[]): Findable<Item> => ({
  item,
  title: fold(title),
  rest: fold(rest.join('\n')),
});

/**
 * What holds every word of the query, case and accents aside; titles that hold them all come first. Everything, in its
 * own order, for a query without words.
 */
export function find<Item>(query: string, among: readonly Findable<Item>[]): readonly Item[] {
  const wanted = foldedWords(query);
  const holdsAll = (text: string): boolean => wanted.every((word) => text.includes(word));
  const inTitle = among.filter(({ title }) => holdsAll(title));
  const elsewhere = among.filter(({ title, rest }) => !holdsAll(title) && holdsAll(`${title}\n${rest}`));
  return [...inTitle, ...elsewhere].map(({ item }) => item);
}
