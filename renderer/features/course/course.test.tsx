import { act, type ReactNode } from 'react';
import { Route } from 'wouter';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COURSE_LESSONS, COURSE_PRACTICE } from '#shared/people/course.ts';
import { err } from '#shared/result.ts';
import { readCourse } from '../../content/course/course.ts';
import { all, click, spoken, the, type, words } from '../chats/testing/person.ts';
import { JoinScreen } from './JoinScreen.tsx';
import { LessonScreen } from './LessonScreen.tsx';
import { PracticeScreen } from './PracticeScreen.tsx';
import { rowId, type CourseRow } from './progress.ts';
import { calm, courseBench, NOW } from './testing/course-bench.tsx';

const [lesson] = await readCourse('lessons', 'en');
const practices = await readCourse('practice', 'en');
const town = practices.find(({ id }) => id === 'the-new-town');
if (lesson === undefined || town === undefined) throw new Error('the course is not there');

let bench: ReturnType<typeof courseBench>;
beforeEach(() => {
  bench = courseBench();
});
afterEach(() => bench.unmount());

const rows = () => bench.rows();
const rowOf = (id: string): CourseRow => bench.rowOf(id);
const show = (screen: ReactNode, path: string): Promise<void> => bench.show(screen, path);

const player = <Route path="/learn/lessons/:id/:page?">{(params) => <LessonScreen params={params} />}</Route>;
const chat = <Route path="/learn/practice/:id">{(params) => <PracticeScreen params={params} />}</Route>;

describe('F193: a lesson', () => {
  const first = `/learn/lessons/${lesson.id}`;
  const quizPage = lesson.steps.length + 1;

  it('opens where one was', async () => {
    await show(player, `${first}/3`);
    expect(rowOf(rowId('lessons', lesson.id))).toMatchObject({ page: 3 });
    bench.unmount();
    await show(player, first);
    expect(words()).toContain('Page 3 of');
  });

  it('tells of each answer why, again as often as one likes, and nothing is counted against anybody', async () => {
    await show(player, `${first}/${quizPage}`);
    const [question] = lesson.quiz;
    const wrong = question?.options.find(({ right }) => !right);
    const right = question?.options.find((one) => one.right);
    await click(the('button', wrong?.text));
    await calm();
    expect(words()).toContain(wrong?.why);
    await click(the('button', right?.text));
    await calm();
    expect(words()).toContain(right?.why);
    expect(words()).not.toContain(wrong?.why);
    await click(the('button', wrong?.text));
    await calm();
    expect(rowOf(rowId('lessons', lesson.id))).toMatchObject({ answers: { [question?.id ?? '']: { right: true } } });
  });

  it('is passed when every question was answered rightly once, and says until then which are open', async () => {
    await show(player, `${first}/${quizPage}`);
    for (const [number, { options }] of lesson.quiz.entries()) {
      act(() => bench.go(`${first}/${quizPage + lesson.quiz.length}`));
      await calm();
      expect(words()).toContain('Almost there');
      expect(all('link', /^Question \d/)).toHaveLength(lesson.quiz.length - number);
      act(() => bench.go(`${first}/${quizPage + number}`));
      await calm();
      await click(the('button', options.find(({ right }) => right)?.text));
      await calm();
    }
    act(() => bench.go(`${first}/${quizPage + lesson.quiz.length}`));
    await calm();
    expect(words()).toContain('Lesson passed');
    expect(rowOf(rowId('lessons', lesson.id))).toMatchObject({ passedAtMs: NOW });
  });

  it('says so when there is none of that name', async () => {
    await show(player, '/learn/lessons/nowhere');
    expect(words()).toContain('Not here');
  });
});

describe('F193, F198: a practice chat', () => {
  const path = `/learn/practice/${town.id}`;
  const say = async (text: string): Promise<void> => {
    await type(text, the('textbox'));
    await click(the('button', 'Send'));
    await calm();
  };

  it('says that it is invented, writes by itself, and goes on where it stopped', async () => {
    await show(chat, path);
    expect(words()).toContain('Invented, for practice');
    await click(the('button', 'Begin the chat'));
    await calm();
    expect(words()).toContain(town.opening[0]);
    await say('hi, i am here');
    expect(words()).toContain(town.layers[0]?.said[0]);
    bench.unmount();
    await show(chat, path);
    expect(words()).toContain('hi, i am here');
    expect(words()).toContain(town.layers[0]?.said[0]);
  });

  it('tells somebody who advises all the time, kindly, why that is not listening', async () => {
    await show(chat, path);
    await click(the('button', 'Begin the chat'));
    await calm();
    for (let n = 0; n < 5 && all('textbox').length > 0; n += 1) await say('You should join a club');
    await click(the('button', 'See what your replies did'));
    expect(words()).toContain('advice turns the talk to you and your idea');
    expect(words()).toContain('You should join a club');
    await click(the('button', 'Try again'));
    await calm();
    expect(rowOf(rowId('practice', town.id))).toMatchObject({ chat: { end: null, trust: 7 }, heldAtMs: null });
  });
});

describe('F034, F037, F088, D13: becoming a listener', () => {
  const passed: CourseRow = { kind: 'lesson', page: 2, chosen: {}, words: {}, answers: {}, passedAtMs: NOW, atMs: NOW };
  const complete = async (): Promise<void> => {
    for (const id of COURSE_LESSONS) await rows().put(rowId('lessons', id), passed);
    for (const id of COURSE_PRACTICE.slice(0, 2)) await rows().put(rowId('practice', id), { kind: 'practice', chat: null, heldAtMs: NOW, atMs: NOW });
  };
  /** What is said of one's own safety is answered by yes or no, as at the gate; everything else by a tick. */
const answer = (label: (typeof TICKS)[number]): HTMLElement => the(String(label).includes('all three') ? 'radio' : 'checkbox', label);
const TICKS = ['I am at least 15 years old.', 'Yes, I can say all three', 'I agree to the listener agreement', 'I agree to the member agreement', 'I have read and accept the privacy policy'];

  it('comes after the course', async () => {
    await show(<JoinScreen />, '/learn/listener');
    expect(words()).toContain('First the course');
    expect(words()).toMatch(/Why can I not become a listener yet\?[^]*Rule P67-course-first/);
    expect(all('textbox')).toHaveLength(0);
  });

  it('asks everything, and sends it once all of it is answered', async () => {
    await complete();
    await show(<JoinScreen />, '/learn/listener');
    const submit = (): HTMLButtonElement => the('button', 'Become a listener') as HTMLButtonElement;
    await click(the('radio', '18 or older'));
    expect(words()).toMatch(/Why do I have to be 15\?[^]*Rule P68-old-enough/);
    await type('QuietHarbour', the('textbox', /^Name/));
    await type('nine patient herons waiting', document.querySelector('input[type="password"]'));
    for (const tick of TICKS) {
      expect([tick, submit().disabled]).toEqual([tick, true]);
      await click(answer(tick));
    }
    await click(submit());
    await calm();
    expect(bench.asked).toMatchObject([{ name: 'QuietHarbour', ageGroup: 'adult', parentalConsent: false, atLeast15: true }]);
    expect(Object.keys(bench.asked[0]?.course.lessons ?? {}).toSorted()).toEqual([...COURSE_LESSONS].toSorted());
    expect(bench.asked[0]?.course.practice).toHaveLength(2);
  });

  it('F080: who cannot say that they are safe reads where help is, and nothing is sent', async () => {
    await complete();
    await show(<JoinScreen />, '/learn/listener');
    expect(words()).not.toContain('Open Help now');
    await click(the('radio', 'No, or I am not sure'));
    expect(words()).toContain('other help comes first');
    expect(the('link', 'Open Help now').getAttribute('href')).toBe('/help');
    await click(the('radio', 'Yes, I can say all three'));
    expect(words()).not.toContain('Open Help now');
    expect(bench.asked).toEqual([]);
  });

  it('F034: a lost answer is told as one, and the next try knows that the name may be one\'s own', async () => {
    await complete();
    await show(<JoinScreen />, '/learn/listener');
    bench.answers.push(err({ code: 'offline' }), err({ code: 'offline' }), err({ code: 'name-taken', rule: null, retryAfterMs: null }));
    await click(the('radio', '18 or older'));
    await type('QuietHarbour', the('textbox', /^Name/));
    await type('nine patient herons waiting', document.querySelector('input[type="password"]'));
    for (const tick of TICKS) await click(answer(tick));
    const submit = async (): Promise<void> => {
      await click(the('button', 'Become a listener'));
      await calm();
    };
    await submit();
    expect(words()).toContain('It is not known whether the account was made');
    expect(words()).not.toContain('The account was not made');
    await submit();
    // Another name is another account: that one was never asked for.
    await type('QuietHaven', the('textbox', /^Name/));
    await submit();
    expect(words()).toContain('Somebody has this name');
    expect(bench.again).toEqual([false, true, false]);
  });

  it('F092: a name may be drawn instead of chosen, and takes the place of what was typed; nothing is sent by it', async () => {
    await complete();
    await show(<JoinScreen />, '/learn/listener');
    await type('half a na', the('textbox', /^Name/));
    await click(the('button', 'Draw a name for me'));
    expect((the('textbox', /^Name/) as HTMLInputElement).value).toMatch(/^[a-z]+[A-Z][a-z]+\d{4}$/u);
    expect(bench.asked).toEqual([]);
    // Heard as well, and only the newest.
    await click(the('button', 'Draw a name for me'));
    const { value } = the('textbox', /^Name/) as HTMLInputElement;
    expect(spoken().filter((one) => one.includes('The name is now'))).toEqual([`The name is now ${value}.`]);
  });

  it('F081, F084: a teen needs a parent, and is told whom teens listen to', async () => {
    await complete();
    await show(<JoinScreen />, '/learn/listener');
    await click(the('radio', '15 to 17'));
    for (const tick of TICKS) await click(answer(tick));
    expect(words()).toContain('listen to other teenagers');
    expect((the('button', 'Become a listener') as HTMLButtonElement).disabled).toBe(true);
    await click(the('checkbox', /parent or guardian/));
    expect((the('button', 'Become a listener') as HTMLButtonElement).disabled).toBe(false);
  });
});
