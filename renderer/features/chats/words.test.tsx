import { describe, expect, it } from 'vitest';
import { PROBLEMS } from '#shared/api/problem.ts';
import { RULES } from '#shared/policy/verdict.ts';
import { REFUSAL_CODES } from '#shared/protocol/refusal.ts';
import { ACCOUNT_TYPES, TOPICS } from '#shared/words.ts';
import { createI18n } from '../../i18n/i18n.ts';
import { LOCALES, type Locale } from '../../i18n/locales.ts';

/** Every code that can reach a person, by the key of its words. A new code without words fails here. */
const KEYS = [
  ...RULES.flatMap((rule) => [`rules:${rule}.why`, `rules:${rule}.change`]),
  ...Object.keys(PROBLEMS).map((code) => `problems:${code}`),
  'problems:offline',
  ...REFUSAL_CODES.map((code) => `refusals:${code}`),
  ...TOPICS.map((topic) => `topics:${topic}`),
  ...ACCOUNT_TYPES.map((type) => `chats:kind.${type}`),
  ...['device', 'deviceOffline', 'relay', 'delivered', 'seen'].map((place) => `chats:state.${place}`),
];

const locales = Object.keys(LOCALES) as Locale[];

describe.each(locales)('words in %s', (locale) => {
  const i18n = createI18n(locale);
  it.each(KEYS)('DESIGN promise 4: %s', (key) => {
    // Not the fallback's words: each language says it itself.
    expect(i18n.exists(key, { lng: locale, fallbackLng: [] })).toBe(true);
    expect(i18n.t(key)).not.toMatch(/[!{}]/);
  });
});

it('says things differently in the two languages', () => {
  const [en, es] = [createI18n('en'), createI18n('es')];
  const same = KEYS.filter((key) => en.t(key) === es.t(key));
  expect(same).toEqual([]);
});
