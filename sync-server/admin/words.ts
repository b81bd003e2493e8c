import type { EarlierNo } from '#shared/people/age-wishes.ts';
import type { Licence } from '#shared/people/therapist.ts';

/** How the console says what more than one of its commands shows. */
export const NONE = ['none'];

/** What somebody said, on one line: whatever would move the cursor is written out. */
export const line = (atMs: number, name: string, ...rest: readonly string[]): string => [new Date(atMs).toISOString(), `@${name}`, ...rest].join('  ');

export const dayOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);

/** P66: what others answered before, for whoever decides; nothing where nobody said no. */
export function earlierWords(earlier: EarlierNo | null): readonly string[] {
  if (earlier === null) return [];
  const times = earlier.times === 1 ? '' : ` ${earlier.times} times`;
  return [`declined before${times}, last on ${dayOf(earlier.atMs)}: ${JSON.stringify(earlier.answer)}`];
}

const place = ({ country, region }: { readonly country: string; readonly region: string }): string => (region === '' ? country : `${region}, ${country}`);

export const licenceWords = ({ legalName, number, ...where }: Pick<Licence, 'legalName' | 'country' | 'region' | 'number'>): string =>
  `${legalName}, ${place(where)}, licence ${number}`;
