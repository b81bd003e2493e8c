import { COURSE } from '#shared/limits.ts';
import { sharesContact } from './contact.ts';
import { plain, sentencesOf, tokensOf, type Sentence } from './sentences.ts';
import { takesUp } from './stems.ts';
import type { Heard, ListeningWords, Mark, Reading } from './types.ts';
import { EN } from './words.en.ts';
import { ES } from './words.es.ts';

const LANGUAGES: Readonly<Record<string, ListeningWords>> = { en: EN, es: ES };

/** The words of the language of the screens (`es-MX` → `es`); English where we have none. */
export const listeningWords = (language: string): ListeningWords => LANGUAGES[language.split('-')[0] ?? 'en'] ?? EN;

const any = (patterns: readonly RegExp[], text: string): boolean => patterns.some((pattern) => pattern.test(text));

/** Whether it says so itself: what stands behind "they say that" is given back, and no opinion of the one who listens. */
function ownWords(patterns: readonly RegExp[], text: string, words: ListeningWords): boolean {
  const at = text.search(words.reported);
  return patterns.some((pattern) => {
    const found = text.search(pattern);
    return found >= 0 && (at < 0 || found < at);
  });
}

/** F198: what one reply does, as far as its words tell. Several things may be true of it at once. */
export function readReply(reply: string, heard: Heard): Reading {
  const words = listeningWords(heard.language);
  const whole = plain(reply);
  const tokens = tokensOf(whole);
  const marks = new Set<Mark>();
  const sentences = sentencesOf(reply, words);
  for (const sentence of sentences) for (const mark of marksOf(sentence, heard, words)) marks.add(mark);
  if (questionsIn(sentences, words) >= COURSE.manyQuestions) marks.add('many-questions');
  if (sharesContact(reply) || any(words.contact, whole)) marks.add('contact');
  if (tokens.length > COURSE.longReplyWords || reply.trim().length > COURSE.longReplyLength) marks.add('too-long');
  if (tokens.every((token) => words.thin.has(token)) && tokens.length <= THIN_WORDS && !asksAnything(marks)) marks.add('thin');
  return { marks, words: tokens.length };
}

const THIN_WORDS = 4;
const asksAnything = (marks: ReadonlySet<Mark>): boolean => marks.has('open-question') || marks.has('closed-question');

/** The formula in which a reply gives back: "that sounds", "I can imagine". Null where it begins in words of its own. */
export function formulaOf(reply: string, language: string): string | null {
  const words = listeningWords(language);
  for (const { text } of sentencesOf(reply, words)) {
    const found = words.formula.exec(text)?.slice(1).find((group) => group !== undefined);
    if (found !== undefined) return found;
  }
  return null;
}

/** What somebody who is heard asks for. */
export const asksForAdvice = (said: readonly string[], language: string): boolean =>
  said.some((line) => any(listeningWords(language).adviceAsked, plain(line)));

type Asking = 'open' | 'closed' | 'tag' | 'none';

function askingOf({ text, marked }: Sentence, words: ListeningWords): Asking {
  if (words.tag.test(text)) return marked ? 'tag' : 'none';
  const isOpen = any(words.open, text) && !any(words.notOpen, text);
  if (isOpen && (marked || words.asks.test(text))) return 'open';
  return marked || words.asks.test(text) ? 'closed' : 'none';
}

const questionsIn = (sentences: readonly Sentence[], words: ListeningWords): number =>
  sentences.filter((sentence) => ['open', 'closed'].includes(askingOf(sentence, words))).length;

function marksOf(sentence: Sentence, heard: Heard, words: ListeningWords): readonly Mark[] {
  const { text } = sentence;
  const asking = askingOf(sentence, words);
  const says = (patterns: readonly RegExp[]): boolean => ownWords(patterns, text, words);
  const marks: Mark[] = [];
  const say = (mark: Mark, when: boolean): void => {
    if (when) marks.push(mark);
  };
  const advises = adviceIn(text, asking, heard, words);
  if (advises !== null) marks.push(advises);
  say('minimising', says(words.minimising) && !any(words.notMinimising, text));
  say('judging', says(words.judging) && !any(words.notJudging, text));
  say('about-oneself', any(words.aboutOneself, text) && !any(words.notAboutOneself, text));
  say('secrecy', any(words.secrecy, text));
  say('diagnosis', says(words.diagnosis));
  const spoiled = marks.some((mark) => mark !== 'offer');
  say('warmth', !spoiled && any(words.warmth, text));
  say('farewell', any(words.farewell, text));
  if (advises === null && !marks.includes('judging')) {
    say('open-question', asking === 'open');
    say('closed-question', asking === 'closed' && !checksWhatWasHeard(text, heard, words));
  }
  return spoiled ? marks : [...marks, ...takenUp(text, asking, heard, words)];
}

/** "so it's lonely, even there?" gives back with a question mark; "are you lonely?" wants a yes or a no. */
const checksWhatWasHeard = (text: string, heard: Heard, words: ListeningWords): boolean =>
  !words.closed.test(text) && takesUp(text, [...heard.feelings, ...heard.matters], words);

/** A question that names a feeling asks about it; only a statement gives it back. */
function takenUp(said: string, asking: Asking, heard: Heard, words: ListeningWords): readonly Mark[] {
  if (asking === 'open' || (asking === 'closed' && !checksWhatWasHeard(said, heard, words))) return [];
  const text = said.replace(words.ownAim, '').trim();
  if (words.ownWish.test(text)) return [];
  const marks: Mark[] = [];
  const feeling = takesUp(text, heard.feelings, words);
  if (feeling) marks.push('feeling');
  // A feeling that is near, and not one of those that were there, shows that one was with them all the same.
  const isNear = !feeling && words.givesBack.test(text) && takesUp(text, words.feelings, words);
  if (isNear || takesUp(text, heard.matters, words)) marks.push('matter');
  return marks;
}

function adviceIn(text: string, asking: Asking, heard: Heard, words: ListeningWords): 'advice' | 'offer' | null {
  if (any(words.offer, text)) return 'offer';
  if (any(words.notAdvice, text)) return null;
  const givesBack = words.givesBack.test(text);
  const advises =
    any(words.adviceAsking, text) ||
    (asking !== 'open' &&
      (ownWords(words.advice, text, words) || (!givesBack && ownWords(asking === 'none' ? [...words.duty, words.imperative] : words.duty, text, words))));
  if (!advises) return null;
  return heard.askedForAdvice && words.tentative.test(text) ? 'offer' : 'advice';
}
