/** Locales with complete translation files (F222). The names are each language's own. */
export const LOCALES = { en: 'English', es: 'Español' } as const;
export type Locale = keyof typeof LOCALES;

export const isLocale = (value: unknown): value is Locale => typeof value === 'string' && Object.hasOwn(LOCALES, value);

/** Scripts that run from right to left; everything else runs from left to right. */
const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur', 'yi', 'ps', 'sd', 'ug', 'dv']);

export const directionOf = (language: string): 'ltr' | 'rtl' =>
  RIGHT_TO_LEFT.has(language.split('-')[0] ?? '') ? 'rtl' : 'ltr';

/**
 * The tag for dates and numbers: the system's own variant of the app's language where it has one, so that somebody in
 * Britain reads 17:40 and not 5:40 PM.
 */
export const formatLocale = (language: string, languages: readonly string[]): string =>
  languages.find((one) => one.split('-')[0] === language.split('-')[0]) ?? language;

/** The person's own choice, or the first of the system's languages that we speak, or English. */
export function chooseLocale(chosen: string | null, languages: readonly string[]): Locale {
  if (isLocale(chosen)) return chosen;
  const spoken = languages.map((language) => language.split('-')[0]?.toLowerCase()).find(isLocale);
  return spoken ?? 'en';
}
