import { ADVICE_HINT } from '#shared/limits.ts';
import { asksForAdvice, readReply } from '../course/listening/read-reply.ts';
import { plain, tokensOf } from '../course/listening/sentences.ts';

/** The languages whose words we can read for it. Small words that each has and the other has not. */
const OWN_WORDS = {
  en: new Set('the and you your to of is are it that what how i im me my he she they with for was have not this so do just about be a from by'.split(' ')),
  es: new Set('el la los las que de y en tu te tus es un una me mi lo se por para con no como eso esto esta muy mas le al si pero ha has he hay yo a salir tienes puedes porque cuando tan hoy aqui'.split(' ')),
} as const;
type Read = keyof typeof OWN_WORDS;

/** In which of our languages something is written; the one of the screens where it cannot be told; null for any other. */
export function languageRead(text: string, screens: string): Read | null {
  if (/[¿¡ñ]/u.test(text)) return 'es';
  const tokens = tokensOf(plain(text));
  const count = (language: Read): number => tokens.filter((token) => OWN_WORDS[language].has(token)).length;
  const [english, spanish] = [count('en'), count('es')];
  if (english !== spanish) return english > spanish ? 'en' : 'es';
  const own = screens.split('-')[0];
  return own === 'en' || own === 'es' ? own : null;
}

/**
 * F198: whether what a listener is writing reads like advice that nobody asked for. The same reading as in the course, on this
 * device alone. What is not finished yet is left out until it is long enough to tell: "you should" may go on as "be proud".
 */
export function readsLikeAdvice(typed: string, heard: readonly string[], screens: string): boolean {
  const text = settled(typed.slice(-ADVICE_HINT.maxLookedAt));
  const language = languageRead(text, screens);
  if (text.trim() === '' || language === null) return false;
  if (asksForAdvice(heard.slice(-ADVICE_HINT.linesHeard), language)) return false;
  return readReply(text, { language, feelings: [], matters: [], askedForAdvice: false }).marks.has('advice');
}

/** Without the word that is being typed, and without a last sentence that has only begun. */
function settled(text: string): string {
  const whole = /[\s.!?…]$/u.test(text) ? text : text.replace(/\S+$/u, '');
  const begun = /[^.!?…\n]*$/u.exec(whole.trimEnd())?.[0] ?? '';
  return tokensOf(plain(begun)).length < ADVICE_HINT.wordsToTell ? whole.trimEnd().slice(0, whole.trimEnd().length - begun.length) : whole;
}
