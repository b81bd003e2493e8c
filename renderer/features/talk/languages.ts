import { CHAT_LANGUAGES, type ChatLanguage } from '#shared/words.ts';

/** A chat language for a tag such as `es-MX`; English where it is none of ours. */
export const languageOf = (tag: string): ChatLanguage =>
  CHAT_LANGUAGES.find((language) => language === tag.split('-')[0]) ?? 'en';

/** A language's name in the language of the screens, beginning as names in a list do. */
export function languageName(language: ChatLanguage, locale: string): string {
  const name = new Intl.DisplayNames([locale], { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}
