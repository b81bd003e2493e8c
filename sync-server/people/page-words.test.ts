import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PAGE_LANGUAGES, PAGE_WORDS, pageLanguage } from './page-words.ts';

const appWords = (language: string, feature: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../renderer/i18n', language, `${feature}.json`), 'utf8')) as Record<string, unknown>;

describe('the words of the public pages', () => {
  it.each(PAGE_LANGUAGES)('%s: are those of the app', (language) => {
    const { topic, types, unknownTitle, unknownText, noBio } = PAGE_WORDS[language];
    expect(topic).toEqual(appWords(language, 'topics'));
    expect(appWords(language, 'account')['types']).toMatchObject(types);
    const people = appWords(language, 'people') as { noBio: string; profile: { nobody: { title: string; text: string } } };
    expect([unknownTitle, unknownText, noBio]).toEqual([people.profile.nobody.title, people.profile.nobody.text, people.noBio]);
  });

  it.each([
    [undefined, 'en'], ['', 'en'], ['es', 'es'], ['es-MX,es;q=0.9,en;q=0.8', 'es'], ['fr, de;q=0.9', 'en'], ['fr-CH, es;q=0.8, en;q=0.5', 'es'], ['EN-gb', 'en'], [',;'.repeat(5_000), 'en'],
  ])('%s asks for %s', (header, language) => {
    expect(pageLanguage(header)).toBe(language);
  });
});
