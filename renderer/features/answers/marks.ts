import { z } from 'zod';
import { TOPICS, type Topic } from '#shared/words.ts';
import type { Answer } from '../../content/library/schema.ts';

/** Whether an answer was of use: a mark for oneself, under the answer's id. Nobody is ranked by it (DESIGN promise 10). */
export const answerMark = z.strictObject({ useful: z.boolean(), atMs: z.number() });
export type AnswerMark = z.infer<typeof answerMark>;

/** A note that holds a question one would like to ask, under the note's id. The words are in the note alone. */
export const keptQuestion = z.strictObject({ atMs: z.number() });
export type KeptQuestion = z.infer<typeof keptQuestion>;

/** The same answer given twice takes the mark back. */
export const pressed = (before: AnswerMark | null, useful: boolean, atMs: number): AnswerMark | null =>
  before?.useful === useful ? null : { useful, atMs };

/** Answers under their first topic, in the order in which topics are listed everywhere; no empty topic. */
export function byTopic(answers: readonly Answer[]): readonly { readonly topic: Topic; readonly answers: readonly Answer[] }[] {
  return TOPICS.map((topic) => ({ topic, answers: answers.filter(({ topics }) => topics[0] === topic) })).filter(
    (group) => group.answers.length > 0,
  );
}

/** What else people ask about the same: other answers that share a topic or a guide, those that share more first. */
export function akin(answer: Answer, all: readonly Answer[]): readonly Answer[] {
  const shared = (other: Answer): number =>
    other.topics.filter((topic) => answer.topics.includes(topic)).length * 2 +
    other.guides.filter((guide) => answer.guides.includes(guide)).length;
  return all
    .filter((other) => other.id !== answer.id && shared(other) > 0)
    .toSorted((one, other) => shared(other) - shared(one))
    .slice(0, 4);
}
