import { useMemo } from 'react';
import type { Feature } from './feature.ts';
import { allRoutes } from './features.ts';
import type { PaletteEntry } from './palette-entries.ts';
import { find, findable } from '../content/library/find.ts';
import type { Shelf } from '../content/library/schema.ts';
import { useShelf } from '../content/library/use-shelf.ts';

type Titled = { readonly id: string } & ({ readonly title: string } | { readonly question: string });

/** What can be opened by its title, and the path that it opens under. */
const OPENED_UNDER = {
  tools: { kind: 'tool', path: '/calm' },
  guides: { kind: 'guide', path: '/growth/guides' },
  paths: { kind: 'path', path: '/growth/paths' },
  meditations: { kind: 'meditation', path: '/growth/meditations' },
  answers: { kind: 'answer', path: '/growth/questions' },
} as const satisfies Partial<Record<Shelf, { kind: PaletteEntry['kind']; path: string }>>;
export type OpenedShelf = keyof typeof OPENED_UNDER;

const MAX_OF_A_SHELF = 4;

/** What fits of one shelf, by its title alone; nothing before a letter is typed, or where no screen shows it. */
export function libraryEntries(
  query: string,
  shelf: OpenedShelf,
  items: readonly Titled[],
  features: readonly Feature[],
): readonly PaletteEntry[] {
  const { kind, path } = OPENED_UNDER[shelf];
  if (query.trim() === '' || !allRoutes(features).some((route) => String(route.path).startsWith(`${path}/:`))) return [];
  const titleOf = (item: Titled): string => ('title' in item ? item.title : item.question);
  return find(query, items.map((item) => findable(item, titleOf(item), [])))
    .slice(0, MAX_OF_A_SHELF)
    .map((item): PaletteEntry => ({ kind, path: `${path}/${item.id}`, label: titleOf(item) }));
}

/** Everything of the library that fits. The shelves are on the device, so this asks nobody. */
export function useLibraryEntries(query: string, features: readonly Feature[]): readonly PaletteEntry[] {
  const tools = useShelf('tools');
  const guides = useShelf('guides');
  const paths = useShelf('paths');
  const meditations = useShelf('meditations');
  const answers = useShelf('answers');
  return useMemo(() => {
    const shelves = { tools, guides, paths, meditations, answers } satisfies Record<OpenedShelf, readonly Titled[] | null>;
    return (Object.keys(shelves) as OpenedShelf[]).flatMap((shelf) => libraryEntries(query, shelf, shelves[shelf] ?? [], features));
  }, [query, features, tools, guides, paths, meditations, answers]);
}
