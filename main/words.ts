/**
 * The few words that the shell says by itself, when the page cannot: its own are in renderer/i18n. In the language of the
 * system, since the one that was chosen in the app is the page's to know.
 */
const WORDS = {
  en: {
    ask: 'Your last words are not on the disk yet',
    detail: 'If Samovar closes now, they are gone. If it stays open, it goes on trying to save them.',
    stay: 'Stay',
    close: 'Close without them',
  },
  es: {
    ask: 'Tus últimas palabras aún no están en el disco',
    detail: 'Si Samovar se cierra ahora, se pierden. Si sigue abierto, sigue intentando guardarlas.',
    stay: 'Quedarse',
    close: 'Cerrar sin ellas',
  },
} as const;

export type ShellWords = Readonly<Record<keyof typeof WORDS.en, string>>;

/** `locale`: as the system names it, such as `es-MX`. */
export const wordsIn = (locale: string): ShellWords => (/^es\b/i.test(locale) ? WORDS.es : WORDS.en);
