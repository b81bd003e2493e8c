import type { Tool } from '../../content/library/schema.ts';

/** The easiest first, of each kind; a new one comes after those that are known. */
const FIRST: readonly string[] = [
  'long-exhale', 'even-breath', 'box-breath',
  'feet-on-the-floor', 'five-things', 'cold-and-warm', 'name-what-is-here', 'a-safe-word-with-yourself',
];

const rank = ({ id }: Tool): number => (FIRST.includes(id) ? FIRST.indexOf(id) : FIRST.length);

export const toolsOf = (tools: readonly Tool[], kind: Tool['kind']): readonly Tool[] =>
  tools.filter((tool) => tool.kind === kind).toSorted((one, other) => rank(one) - rank(other) || one.id.localeCompare(other.id));
