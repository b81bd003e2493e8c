import { listeningWords, readReply } from './listening/read-reply.ts';
import { mattersOf } from './listening/stems.ts';
import { MARKS, type Mark } from './listening/types.ts';

const TOLD = 3;

/** What the words of an exercise do: a few things at most, what helps before what hinders, in the order of `MARKS`. */
export function lookAt(reply: string, seeker: string, language: string): readonly Mark[] {
  const words = listeningWords(language);
  const heard = { language, feelings: words.feelings, matters: mattersOf(seeker, words), askedForAdvice: false };
  const { marks } = readReply(reply, heard);
  return MARKS.filter((mark) => marks.has(mark)).slice(0, TOLD);
}
