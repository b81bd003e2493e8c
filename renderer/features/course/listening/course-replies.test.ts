import { describe, expect, it } from 'vitest';
import { readCourse } from '../../../content/course/course.ts';
import type { Lesson } from '../../../content/course/schema.ts';
import { LIBRARY_LANGUAGES } from '../../../content/library/schema.ts';
import { asksForAdvice, listeningWords, readReply } from './read-reply.ts';
import { mattersOf } from './stems.ts';
import type { Mark } from './types.ts';

/** What nobody who listens well may be told that they did. */
const HURTS: readonly Mark[] = ['advice', 'judging', 'minimising', 'about-oneself', 'contact', 'secrecy', 'diagnosis'];

interface Reply {
  readonly seeker: string;
  readonly reply: string;
  readonly good: boolean;
}

const repliesIn = ({ steps }: Lesson): readonly Reply[] =>
  steps.flatMap((step): Reply[] => {
    if (step.kind === 'choose') return step.options.map(({ reply, fit }) => ({ seeker: step.seeker, reply, good: fit === 'good' }));
    if (step.kind === 'rewrite') return step.samples.map((reply) => ({ seeker: step.seeker, reply, good: true }));
    if (step.kind === 'example') return [{ seeker: step.seeker, reply: step.good.reply, good: true }];
    return [];
  });

describe.each(LIBRARY_LANGUAGES)('F193, F198: the replies that the course teaches, in %s', (language) => {
  const words = listeningWords(language);
  const marksOf = ({ seeker, reply }: Reply): readonly Mark[] => [
    ...readReply(reply, {
      language,
      feelings: words.feelings,
      matters: mattersOf(seeker, words),
      askedForAdvice: asksForAdvice([seeker], language),
    }).marks,
  ];

  it('none that listens is told to be advice, blame or the like', async () => {
    const lessons = [...(await readCourse('lessons', language)), ...(await readCourse('modules', language))];
    const replies = lessons.flatMap((lesson) => repliesIn(lesson).map((one) => ({ ...one, lesson: lesson.id })));
    // Where somebody is in danger one does say what to do; that is all that is different there.
    const hurts = (lesson: string): readonly Mark[] => HURTS.filter((mark) => mark !== 'advice' || lesson !== 'when-somebody-may-be-in-danger');
    const wronged = replies.filter((one) => one.good && marksOf(one).some((mark) => hurts(one.lesson).includes(mark)));
    expect(replies.filter(({ good }) => good).length).toBeGreaterThan(60);
    expect(wronged.map(({ reply }) => reply)).toEqual([]);
  });

  it('most that listen are seen to listen', async () => {
    const good = (await readCourse('lessons', language)).flatMap(repliesIn).filter((one) => one.good);
    const seen = good.filter((one) => marksOf(one).some((mark) => ['feeling', 'matter', 'open-question', 'warmth'].includes(mark)));
    expect(seen.length / good.length).toBeGreaterThan(0.7);
  });
});
