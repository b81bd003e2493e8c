import { describe, expect, it } from 'vitest';
import { countriesIn, countryToShow, emergencyContent, likelyCountry } from './emergency.ts';

describe('emergency numbers (G6)', () => {
  const { numbers, source, licence } = emergencyContent();

  it('names its source and its licence', () => {
    expect(source).toContain('libphonenumber');
    expect(licence).toBe('Apache-2.0');
  });

  it('has something to call in each of 240 territories, digits only, none twice', () => {
    expect(Object.keys(numbers)).toHaveLength(240);
    const wrong = Object.entries(numbers).filter(([, { call, also }]) => {
      const all = [...call, ...also];
      return new Set(all).size !== all.length || !all.every((number) => /^\d{2,6}$/.test(number));
    });
    expect(wrong).toEqual([]);
  });

  it.each([
    ['ES', ['112']],
    ['DE', ['112']],
    ['US', ['911', '112']],
    ['AU', ['000', '112']],
    ['JP', ['110', '119']],
  ])('%s: the general number first, never one service\'s own alone', (country, expected) => {
    expect(numbers[country]?.call).toEqual(expected);
  });

  it('names and sorts countries in the reader\'s language', () => {
    const spanish = countriesIn('es').map((one) => one.name);
    expect(spanish).toContain('Alemania');
    expect(spanish).toEqual(spanish.toSorted((one, other) => one.localeCompare(other, 'es')));
  });

  it('takes the region that a language names, and never guesses one from a bare language', () => {
    expect(likelyCountry(['en', 'es-MX', 'en-US'])).toBe('MX');
    expect(likelyCountry(['en', 'de'])).toBeNull();
    expect(likelyCountry(['en-001', 'not a tag!'])).toBeNull();
  });

  it('a country that was chosen stays, until it is another; nonsense on the disk is no country', () => {
    expect(countryToShow('AR', ['es-MX'])).toBe('AR');
    expect(countryToShow(null, ['es-MX'])).toBe('MX');
    expect(countryToShow('toString', ['es-MX'])).toBe('MX');
    expect(countryToShow('', ['es'])).toBeNull();
  });
});
