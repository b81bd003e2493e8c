import { z } from 'zod';
import data from '../../content/help/emergency-numbers.json' with { type: 'json' };

/** Emergency numbers of one country; what they are and where they come from is in content/help/README.md. */
export interface CountryNumbers {
  /** ISO 3166-1 alpha-2, with XK for Kosovo. */
  readonly country: string;
  readonly name: string;
  readonly call: readonly string[];
  readonly also: readonly string[];
}

const numbers = z.strictObject({ call: z.array(z.string()).min(1), also: z.array(z.string()) });
const content = z.strictObject({
  source: z.string(),
  licence: z.string(),
  reviewed: z.iso.date(),
  numbers: z.record(z.string(), numbers),
});

/** The content with its source, its licence and the day it was last reviewed. Throws when our own file is broken. */
export const emergencyContent = (): z.infer<typeof content> => content.parse(data);

/** Every country with its numbers, named and sorted in the reader's language. */
export function countriesIn(locale: string): readonly CountryNumbers[] {
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  return Object.entries(emergencyContent().numbers)
    .map(([country, { call, also }]) => ({ country, name: names.of(country) ?? country, call, also }))
    .toSorted((one, other) => one.name.localeCompare(other.name, locale));
}

/**
 * The country to show first: the region of the first language tag that names one. Never guessed from a bare language,
 * since a wrong number is worse than a question.
 */
export function likelyCountry(languages: readonly string[]): string | null {
  const known = emergencyContent().numbers;
  for (const language of languages) {
    const region = regionOf(language);
    if (region !== null && Object.hasOwn(known, region)) return region;
  }
  return null;
}

/** The country that was chosen here before, otherwise the likely one. */
export const countryToShow = (kept: string | null, languages: readonly string[]): string | null =>
  kept !== null && Object.hasOwn(emergencyContent().numbers, kept) ? kept : likelyCountry(languages);

function regionOf(language: string): string | null {
  try {
    return new Intl.Locale(language).region ?? null;
  } catch {
    return null;
  }
}
