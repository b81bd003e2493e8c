import { Route } from 'wouter';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCourse } from '../../content/course/course.ts';
import { click, the, type, words } from '../chats/testing/person.ts';
import { LessonScreen } from './LessonScreen.tsx';
import { beginPractice, stopped } from './practice/state.ts';
import { PracticeScreen } from './PracticeScreen.tsx';
import { keepChat, lessonOf, practiceOf, rowId } from './progress.ts';
import { calm, courseBench } from './testing/course-bench.tsx';

const lessons = await readCourse('lessons', 'en');
const [town] = await readCourse('practice', 'en');
const lesson = lessons.find(({ steps }) => steps.some(({ kind }) => kind === 'rewrite'));
const step = lesson?.steps.find(({ kind }) => kind === 'rewrite');
if (lesson === undefined || step === undefined || town === undefined) throw new Error('the course is not there');

const MINE = 'It hurts that nobody asked how you are.';
let bench: ReturnType<typeof courseBench>;
beforeEach(() => {
  bench = courseBench();
});
afterEach(() => bench.unmount());

const box = (): HTMLTextAreaElement => the('textbox') as HTMLTextAreaElement;

describe('RELIABILITY F2: own words in a lesson', () => {
  const kept = (): string | undefined => lessonOf(bench.rowOf(rowId('lessons', lesson.id)))?.words[step.id];
  beforeEach(async () => {
    const player = <Route path="/learn/lessons/:id/:page?">{(params) => <LessonScreen params={params} />}</Route>;
    await bench.show(player, `/learn/lessons/${lesson.id}/${lesson.steps.indexOf(step) + 1}`);
    await type(MINE, box());
  });

  it('stay in the box when the disk refuses them, and leave it once they are down', async () => {
    bench.refuse(1);
    await click(the('button', 'I am done'));
    await calm();
    expect([box().value, kept(), bench.diskTrouble.getSnapshot()]).toEqual([MINE, undefined, true]);
    await click(the('button', 'I am done'));
    await calm();
    expect(kept()).toBe(MINE);
  });

  it('go back into the draft, on disk, before they leave the lesson', async () => {
    await click(the('button', 'I am done'));
    await calm();
    let down = false;
    const borrowed = bench.engine.drafts.open(`exercise/lessons.${lesson.id}.${step.id}`);
    borrowed.draft.flush = async () => down;
    await click(the('button', 'Write it anew'));
    await calm();
    expect(kept()).toBe(MINE);
    down = true;
    await click(the('button', 'Write it anew'));
    await calm();
    expect([kept(), box().value]).toEqual([undefined, MINE]);
    borrowed.giveBack();
  });
});

describe('RELIABILITY F2: own words in a practice chat', () => {
  const id = rowId('practice', town.id);
  const chat = () => practiceOf(bench.rowOf(id))?.chat ?? null;
  const show = (): Promise<void> => {
    const screen = <Route path="/learn/practice/:id">{(params) => <PracticeScreen params={params} />}</Route>;
    return bench.show(screen, `/learn/practice/${town.id}`);
  };
  const begin = async (): Promise<void> => {
    await show();
    await click(the('button', 'Begin the chat'));
    await calm();
  };
  const send = async (): Promise<void> => {
    await click(the('button', 'Send'));
    await calm();
  };

  it('come back into the box when the disk refuses them', async () => {
    await begin();
    await type(MINE, box());
    bench.refuse(1);
    await send();
    expect([box().value, words().includes(MINE)]).toEqual([MINE, true]);
    expect(chat()?.lines.some(({ who }) => who === 'me')).toBe(false);
    await send();
    expect(box().value).toBe('');
    expect(chat()?.lines.find(({ who }) => who === 'me')?.text).toBe(MINE);
  });

  it('come back when another window has ended the chat meanwhile', async () => {
    await begin();
    await type(MINE, box());
    await bench.rows().change(id, (before) => {
      const row = practiceOf(before);
      if (row === null || row.chat === null) throw new Error('no chat');
      return { ...row, chat: stopped(row.chat) };
    });
    await send();
    // The box has gone with the chat: the words are in their draft.
    const borrowed = bench.engine.drafts.open(`practice/${town.id}`);
    await calm();
    expect(borrowed.draft.text.getSnapshot()).toBe(MINE);
    borrowed.giveBack();
  });

  it('F193: a line that the disk refused is written again, so that nobody is writing for ever', async () => {
    await bench.rows().put(id, keepChat(null, beginPractice(town), 0));
    bench.refuse(1);
    await show();
    expect(chat()?.typing).toEqual([]);
  });
});
