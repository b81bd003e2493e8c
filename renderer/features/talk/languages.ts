import { CHAT_LANGUAGES, type ChatLanguage } from '#shared/words.ts';

/** A chat language for a tag such as `es-MX`; English where it is none of ours. */
export const languageOf = (tag: string): ChatLanguage =>
  CHAT_LANGUAGES.find((language) => language === tag.split('-')[0]) ?? 'en';

/** A language's name in the language of the screens, as it stands within a sentence: "in Spanish", "en español". */
export const languageInText = (language: ChatLanguage, locale: string): string =>
  new Intl.DisplayNames([locale], { type: 'language' }).of(language) ?? language;

/** The same, beginning as names in a list do. */
export function languageName(language: ChatLanguage, locale: string): string {
  const name = languageInText(language, locale);
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}
