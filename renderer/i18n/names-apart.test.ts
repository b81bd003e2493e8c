import { describe, expect, it } from 'vitest';
import { createI18n } from './i18n.ts';
import { withNamesApart } from './names-apart.ts';

const HEBREW = '\u05DB\u05E8\u05DE\u05DC';

describe('F004, F222: names in sentences keep their sign in front', () => {
  it.each([['en', 'is writing'], ['es', 'está escribiendo']] as const)('%s: nothing is added where all runs from left to right', (locale, does) => {
    expect(createI18n(locale).t('chats:lines.writing', { name: 'calmPear' })).toBe(`@calmPear ${does}`);
  });

  it('sets a name apart whose letters run the other way, so that what stands beside it stays there', () => {
    const { t } = createI18n('en');
    expect(t('journal:about.chatOf', { name: HEBREW, date: '12 March' })).toContain(`The chat with \u2066@${HEBREW}\u2069 of 12 March`);
    expect(t('chats:lines.writing', { name: `ann${HEBREW}` })).toBe(`\u2066@ann${HEBREW}\u2069 is writing`);
  });

  it('and every name in a language from right to left, in words of its own and in those that it has not yet', async () => {
    const instance = createI18n('en');
    instance.addResourceBundle('ar', 'chats', withNamesApart({ lines: { writing: '@{{name}} \u064A\u0643\u062A\u0628' } }));
    await instance.changeLanguage('ar');
    expect(instance.t('chats:lines.writing', { name: 'calmPear' })).toBe('\u2066@calmPear\u2069 \u064A\u0643\u062A\u0628');
    expect(instance.t('chats:chatWith', { name: 'calmPear' })).toBe('Chat with \u2066@calmPear\u2069');
    await instance.changeLanguage('es');
    expect(instance.t('chats:chatWith', { name: 'calmPear' })).not.toContain('\u2066');
  });

  it('does so in every text that has a name with its sign', () => {
    const instance = createI18n('en');
    const all = (texts: unknown): string[] => (typeof texts === 'string' ? [texts] : Object.values(texts as object).flatMap(all));
    const texts = ['en', 'es'].flatMap((locale) => all(instance.getDataByLanguage(locale)));
    expect(texts.filter((text) => text.includes('@{{'))).toEqual([]);
    expect(texts.filter((text) => text.includes(', atName}}')).length).toBeGreaterThan(150);
  });
});
