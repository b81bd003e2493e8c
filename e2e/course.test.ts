import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../build/lib/root.ts';
import type { Lesson, Practice } from '../renderer/content/course/schema.ts';
import { COURSE_LESSONS, COURSE_PRACTICE } from '../shared/people/course.ts';
import { askForChat, becomeMember, button, goTo, hears, passGate, say, sayHow } from './harness/acts.ts';
import { answer, begin, walk } from './harness/course.ts';
import { openHouse, type House } from './harness/house.ts';
import { enter, tabTo } from './harness/keyboard.ts';
import type { Person } from './harness/person.ts';
import { accessibilityFindings, overflowsSideways, shoot, showIn } from './harness/screens.ts';
import { words } from './harness/texts.ts';

const PASSWORD = 'nine patient herons waiting';
const NAME = 'QuietHarbour';
const CONTACT = 'safety@example.org';

/** What a newcomer writes in the exercise of each lesson. */
const OWN_WORDS: Readonly<Record<string, string>> = {
  hearing: 'You moved again, and your friend has somebody new. I read all of it, and that line stays with me.',
  reflecting: 'You go from the ovens to the kids and never sit down.',
  'open-questions': 'Everybody says something about it. What was it like for you?',
  'without-advice': 'Awake until four, and up again so soon. What have you tried so far?',
  'hard-feelings': 'Three weeks, and your hands shake. And nobody knows about it.',
  edges: 'Every night I can’t promise. You feel understood here, and I’m glad.',
  'beginning-and-ending': 'It is hard to go in. I have ten minutes, and they are yours.',
};

const read = (path: string): unknown => JSON.parse(readFileSync(join(root, 'renderer/content/course', path), 'utf8'));
const lessonOf = (id: string) => read(`lessons/en/${id}.json`) as Lesson;
const practiceOf = (id: string) => read(`practice/en/${id}.json`) as Practice;

/** F034, F037, F088, F193, F198: somebody new learns to listen, becomes a listener, and takes a chat. */
describe('from the course to the first chat', () => {
  let house: House;
  let newcomer: Person;
  const at = (path: string): Promise<unknown> => newcomer.page.goto(`${newcomer.address}#${path}`);

  beforeAll(async () => {
    house = await openHouse({ env: { SAMOVAR_CONTACT: CONTACT } });
    newcomer = await house.person('newcomer');
    await newcomer.page.getByRole('navigation', { name: words('app:navigation') }).waitFor();
  });
  afterAll(() => house.close());

  test('F193: the first lesson by the keyboard alone, and its place is kept over a crash', async () => {
    const lesson = lessonOf('being-there');
    await at('/learn');
    const { page } = newcomer;
    await page.getByText(words('course:way.lessons', { passed: 0, of: COURSE_LESSONS.length })).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await enter(page, words('course:way.begin', { title: lesson.title }));
    const findings: string[] = [];
    for (const [before, step] of lesson.steps.slice(0, -1).entries()) {
      if (step.kind === 'choose') {
        const good = step.options.find(({ fit }) => fit === 'good');
        await enter(page, good?.reply ?? '');
        await page.getByText(good?.why ?? '').waitFor();
        findings.push(...(await accessibilityFindings(page)));
      }
      await enter(page, words('course:lesson.next'));
      await page.getByText(words('course:lesson.page', { page: before + 2, of: lesson.steps.length + lesson.quiz.length + 1 })).first().waitFor();
    }
    await newcomer.crash();
    await newcomer.reopen();
    await at('/learn/lessons/being-there');
    const again = newcomer.page;
    await again.getByText(words('course:lesson.page', { page: lesson.steps.length, of: lesson.steps.length + lesson.quiz.length + 1 })).first().waitFor();
    await enter(again, words('course:lesson.next'));
    for (const [number, question] of lesson.quiz.entries()) {
      await again.getByRole('heading', { name: words('course:lesson.question', { number: number + 1, of: lesson.quiz.length }) }).waitFor();
      if (number === 0) {
        const wrong = question.options.find(({ right }) => !right);
        await enter(again, wrong?.text ?? '');
        await again.getByText(wrong?.why ?? '').waitFor();
        findings.push(...(await accessibilityFindings(again)));
      }
      const right = question.options.find((one) => one.right);
      const choice = again.getByRole('button', { name: right?.text ?? '', exact: true });
      await choice.focus();
      await again.keyboard.press('Enter');
      await again.getByText(right?.why ?? '').waitFor();
      await tabTo(again, words('course:lesson.next'));
      await again.keyboard.press('Enter');
    }
    await again.getByRole('heading', { name: words('course:end.passed') }).waitFor();
    expect(findings).toEqual([]);
  });

  // Every page of every lesson, from one to the next by the link at its end: nobody new knows an address by which to leave one out.
  test('F193: the other seven lessons, page by page, each with its exercise in words of one\'s own', async () => {
    const { page } = newcomer;
    for (const [before, id] of COURSE_LESSONS.slice(1).entries()) {
      const lesson = lessonOf(id);
      await page.getByRole('link', { name: words('course:end.nextLesson', { title: lesson.title }), exact: true }).click();
      await page.getByRole('heading', { level: 1, name: lesson.title }).waitFor();
      await walk(page, lesson, OWN_WORDS[id] ?? '');
      expect(await page.getByRole('link', { name: new RegExp(`^${words('course:end.nextLesson', { title: '' })}`) }).count()).toBe(before + 2 < COURSE_LESSONS.length ? 1 : 0);
    }
    await page.getByRole('link', { name: words('course:end.overview'), exact: true }).first().click();
    await page.getByText(words('course:way.lessons', { passed: COURSE_LESSONS.length, of: COURSE_LESSONS.length })).waitFor();
    // The lessons alone are not the course.
    expect(await page.getByRole('link', { name: words('course:way.become') }).count()).toBe(0);
    await at('/learn/listener');
    await page.getByText(words('course:join.notYet')).waitFor();
  });

  test('F198: who gives advice all the time is told kindly why that is not listening', async () => {
    const { page } = newcomer;
    const practice = practiceOf('the-new-town');
    await begin(page, 'the-new-town');
    for (const advice of ['You should join a club', 'Have you tried saying hi first?', 'You need to talk to your mum', 'Just call your old friends', 'You should smile more']) {
      if (await page.getByText(words('course:chat.over')).isVisible()) break;
      await answer(page, practice, advice);
    }
    await button(page, 'course:chat.look').click();
    await page.getByText(words('course:feedback.advice.often').slice(0, 60)).waitFor();
    await page.getByText(words('course:feedback.left', { name: `@${practice.name}` })).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await shoot(page, 'course-feedback-advice');
  });

  test('F193: who listens hears all of it, twice, also over a crash in the middle', async () => {
    for (const [nth, id] of COURSE_PRACTICE.slice(0, 2).entries()) {
      const practice = practiceOf(id);
      await begin(newcomer.page, id);
      await answer(newcomer.page, practice, 'Hi, I am here');
      for (const [layer, { feelings, said }] of practice.layers.entries()) {
        await newcomer.page.getByText(said.at(-1) ?? '').waitFor();
        if (nth === 0 && layer === 1) {
          await newcomer.crash();
          await newcomer.reopen();
          await at(`/learn/practice/${id}`);
          await newcomer.page.getByText(said.at(-1) ?? '').waitFor();
          await shoot(newcomer.page, 'course-practice');
        }
        // Whoever begins the same way three times is not heard any more.
        await answer(newcomer.page, practice, [`That sounds ${feelings[0]}.`, `You feel ${feelings[0]}.`, `All of it ${feelings[0]}.`][layer % 3] ?? '');
      }
      await answer(newcomer.page, practice, 'Thank you for telling me. Take care.');
      await button(newcomer.page, 'course:chat.look').click();
      await newcomer.page.getByText(words('course:feedback.heard', { name: `@${practice.name}` })).waitFor();
    }
    expect(await accessibilityFindings(newcomer.page)).toEqual([]);
  });

  // After the crashes: a browser that is killed may still have the language of some seconds before.
  test('F194: a module in Spanish leaves a record', async () => {
    const { page } = newcomer;
    const speak = (language: string) => page.evaluate((chosen) => localStorage.setItem('samovar.language', chosen), language);
    const lesson = read('modules/es/when-somebody-may-be-in-danger.json') as Lesson;
    await speak('es');
    await at('/learn/modules/when-somebody-may-be-in-danger');
    await page.reload();
    await walk(page, lesson, 'Temo por tu vida. Abre “Ayuda ahora” y llama. ¿Quién podría ir a estar contigo?', 'es');
    await at('/learn/records');
    await page.getByText(lesson.title).first().waitFor();
    await speak('en');
    await page.reload();
    await page.getByRole('heading', { name: words('course:records.title') }).waitFor();
  });

  test('F034, F037, F088, D13: agrees, and listens from a place of its own', async () => {
    const { page } = newcomer;
    await at('/learn');
    await page.getByRole('link', { name: words('course:way.become') }).click();
    await page.getByRole('heading', { level: 1, name: words('course:join.title') }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await shoot(page, 'course-join');
    const submit = button(page, 'course:join.submit');
    expect(await submit.isDisabled()).toBe(true);
    await page.getByRole('radio', { name: words('course:join.adult') }).check();
    for (const key of ['course:join.atLeast15', 'course:join.agreeListener', 'gate:agree.member', 'gate:agree.privacy']) {
      await page.getByRole('checkbox', { name: words(key) }).check();
    }
    await page.getByRole('radio', { name: words('gate:certify.yes') }).check();
    await page.getByLabel(words('account:member.name')).fill(NAME);
    await page.getByLabel(words('account:password'), { exact: true }).fill(PASSWORD);
    await submit.click();
    await page.getByRole('heading', { level: 1, name: words('listen:title') }).waitFor();
    await page.getByText(words('listen:empty.title')).waitFor();
    await at('/learn/records');
    await page.getByText(lessonOf('being-there').title).first().waitFor();
    await at('/you');
    await page.getByText(`@${NAME}`).first().waitFor();
    await page.getByRole('button', { name: new RegExp(words('account:places.switchTo', { place: '' }).trim()) }).first().waitFor();
    const listed = await house.admin('list', 'listeners');
    expect(listed).toContain(NAME);
  });

  test('F152: takes the request of somebody who waits', async () => {
    const seeker = await house.person('seeker');
    await askForChat(seeker.page);
    const { page } = newcomer;
    await goTo(page, 'listen:place');
    await page.getByRole('button', { name: new RegExp(words('listen:takeFrom', { name: '' })) }).click();
    await page.getByRole('textbox', { name: /Message to @/ }).waitFor();
    await seeker.page.getByRole('link', { name: words('talk:opened.go') }).click();
    await seeker.page.getByRole('textbox', { name: /Message to @/ }).waitFor();
    await say(page, 'I am here.');
    await hears(seeker.page, ['I am here.']);
    // F193: and knows whom to tell, as the operator put it.
    await button(page, 'chats:menu.label').click();
    await page.getByRole('menuitem', { name: words('team:tell.open') }).click();
    const dialog = page.getByRole('dialog', { name: words('team:tell.title') });
    await dialog.getByText(CONTACT).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await shoot(page, 'chat-tell');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect([...newcomer.complaints, ...seeker.complaints]).toEqual([]);
  });

  test('F034, F040, F157: says that she is here; a member finds her among the listeners, asks her by Chat Now, and they talk', async () => {
    const member = await house.person('member');
    await becomeMember(member.page, 'warmKettle');
    await sayHow(newcomer.page, 'online');
    await goTo(member.page, 'people:place');
    await member.page.getByRole('button', { name: words('starts:ask.goTo', { name: NAME }) }).click();
    await passGate(member.page);
    await button(member.page, 'starts:ask.send').click();
    await newcomer.page.getByRole('button', { name: words('starts:ask.takeFrom', { name: 'warmKettle' }) }).click();
    await member.page.getByRole('link', { name: words('talk:opened.go') }).click();
    // The chat of before is still open beside it.
    const composer = newcomer.page.getByRole('textbox', { name: 'Message to @warmKettle' });
    await composer.fill('Hello, I am glad you came.');
    await composer.press('Enter');
    await hears(member.page, ['Hello, I am glad you came.']);
    await say(member.page, 'Thank you for being here.');
    await newcomer.page.getByText('Thank you for being here.').first().waitFor();
    expect([...newcomer.complaints, ...member.complaints]).toEqual([]);
  });

  test('narrow and wide, dark and light: nothing is wider than its window', async () => {
    const { page } = newcomer;
    for (const [width, height, scheme] of [[360, 740, 'dark'], [1_440, 900, 'light']] as const) {
      await page.setViewportSize({ width, height });
      await showIn(page, scheme);
      for (const path of ['/learn', '/learn/lessons/reflecting/1', '/learn/lessons/reflecting/4', '/learn/practice/the-new-town', '/learn/records']) {
        await at(path);
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        expect([path, width, await overflowsSideways(page)]).toEqual([path, width, false]);
        await shoot(page, `course${path.replaceAll('/', '-')}-${width}`);
      }
    }
  });
});
