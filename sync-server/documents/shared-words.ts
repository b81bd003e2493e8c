/** Fields whose values come again and again in a log: who, and what kind. */
const REPEATED = ['author', 'kind'] as const;

/**
 * Ten thousand entries by fifty people hold fifty names, but decoding makes ten thousand strings of them, a tenth of
 * what a long log weighs in memory. Here equal ones become one. Nothing changes that anybody could see: a string has no
 * identity, and the values stay what they are.
 */
export function shareWords(entries: Iterable<object>): void {
  const known = new Map<string, string>();
  for (const entry of entries as Iterable<Record<string, unknown>>) {
    for (const field of REPEATED) {
      const word = entry[field];
      if (typeof word !== 'string') continue;
      const first = known.get(word);
      if (first === undefined) known.set(word, word);
      else entry[field] = first;
    }
  }
}
