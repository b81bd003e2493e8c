import type { Locator } from 'playwright-core';
import { words } from '../../harness/texts.ts';
import { button, goTo, writeNote } from '../../harness/acts.ts';
import { noteBody } from '../../harness/note-text.ts';
import type { Person } from '../../harness/person.ts';
import type { Cage } from './cage.ts';

/** A path with a page to write, and that page. */
const PATH = '/growth/paths/safe-enough-today';
const MOST_STEPS = 4;
/** Of 24 signs and a space each, in 200 (MOOD.maxWordsLength). */
const WORDS_A_MOOD = 5;

/** Fills in the note that is open, tags and all. */
export async function writeNotes(person: Person, cage: Cage, of: { notes: number; tagsEach: number }): Promise<void> {
  const { page } = person;
  const bodies = Math.ceil((cage.left() - of.notes * (1 + of.tagsEach)) / of.notes);
  for (let n = 1; n <= of.notes; n += 1) {
    const into = `note ${n}`;
    const [title, ...tags] = cage.many(into, 1 + of.tagsEach);
    const body = cage.many(into, Math.min(Math.max(1, bodies), Math.max(1, cage.left())));
    await writeNote(page, title ?? '', body.join('\n'));
    const field = page.getByRole('combobox', { name: words('journal:tags.add') });
    for (const tag of tags) {
      await field.fill(tag);
      await field.press('Enter');
      await page.getByRole('button', { name: words('journal:tags.takeOff', { tag }) }).waitFor();
    }
    // Somebody who is not among one's chats: looked for in vain.
    const about = page.getByRole('combobox', { name: words('journal:about.add') });
    if (n === 1 && (await about.count()) > 0) await typeAndLeave(about.first(), cage.one('search'));
  }
}

export async function setGoals({ page, address }: Person, cage: Cage, count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) {
    const into = `goal ${n}`;
    await page.goto(`${address}#/growth/goals/new`);
    await page.getByLabel(words('goals:form.title')).fill(cage.one(into));
    await page.getByLabel(words('goals:form.why')).fill(cage.many(into, 2).join(' '));
    for (let step = 0; step < MOST_STEPS; step += 1) {
      if (step > 0) await button(page, 'goals:form.addStep').click();
      await page.getByLabel(words('goals:form.stepText')).nth(step).fill(cage.one(into));
    }
    await button(page, 'goals:form.save').click();
    await page.getByRole('heading', { level: 1, name: cage.into(into)[0] ?? '' }).waitFor();
  }
}

export async function markMoods({ page, address }: Person, cage: Cage, count: number): Promise<void> {
  await page.goto(`${address}#/growth/moods`);
  for (let n = 1; n <= count; n += 1) {
    const said = cage.many(`mood ${n}`, WORDS_A_MOOD);
    await page.getByRole('radio', { name: words(`moods:mood.${1 + (n % 5)}`), exact: true }).check();
    await page.getByLabel(words('moods:askWords')).fill(said.join(' '));
    await button(page, 'moods:keep').click();
    await page.getByText(said[0] ?? '').waitFor();
  }
}

/** Begins a path and writes on its page for writing. */
export async function writeOnPath({ page, address }: Person, cage: Cage, activity: string, count: number): Promise<void> {
  await page.goto(`${address}#${PATH}`);
  await button(page, 'paths:begin.button').click();
  await page.waitForURL(new RegExp(`${PATH}/`));
  await page.goto(`${address}#${PATH}/${activity}`);
  await button(page, 'paths:write.begin').click();
  await page.waitForURL(/#\/notes\/[0-9a-z]{20}$/);
  await noteBody(page).press('Control+End');
  await page.keyboard.insertText(`\n${cage.many('path', count).join('\n')}`);
  await page.getByText(words('notes:save.saved')).waitFor();
}

/** Questions of one's own, each found by nobody and written down as a note. */
export async function askQuestions({ page, address }: Person, cage: Cage, count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) {
    await page.goto(`${address}#/growth/questions`);
    const question = cage.one('question');
    await page.getByRole('searchbox', { name: words('answers:search') }).fill(question);
    await button(page, 'answers:own.write').click();
    await page.waitForURL(/#\/notes\/[0-9a-z]{20}$/);
    await page.getByRole('main').getByText(question).first().waitFor();
  }
}

/** A goal that is begun and left: a draft. */
export async function leaveGoal({ page, address }: Person, cage: Cage, count: number): Promise<void> {
  await page.goto(`${address}#/growth/goals/new`);
  await page.getByLabel(words('goals:form.title')).fill(cage.one('draft'));
  const why = page.getByLabel(words('goals:form.why'));
  await why.fill(cage.many('draft', count).join(' '));
  await why.press('End');
  await goTo(page, 'notes:place');
}

/** Typed into a field that finds nothing, and left. */
export async function typeAndLeave(field: Locator, text: string): Promise<void> {
  await field.fill(text);
  await field.press('Tab');
}

/** Everything of three things that were kept is erased for good: a note, a goal and a mark of mood. */
export async function eraseSome({ page, address }: Person, cage: Cage): Promise<string[]> {
  const [title = ''] = cage.into('note 1');
  await goTo(page, 'notes:place');
  await page.getByRole('main').getByRole('link', { name: new RegExp(`^${title}`) }).first().click();
  await page.waitForURL(/#\/notes\/[0-9a-z]{20}$/);
  await button(page, 'notes:toBin').click();
  await page.getByText(words('notes:binned')).first().waitFor();
  await page.goto(`${address}#/notes/bin`);
  await page.getByRole('button', { name: words('journal:bin.eraseThis', { name: title }) }).click();
  await button(page.getByRole('dialog'), 'notes:bin.eraseForGood').click();
  await page.getByText(words('notes:bin.empty')).waitFor();

  const [goal = ''] = cage.into('goal 1');
  await page.goto(`${address}#/growth/goals`);
  await page.getByRole('link', { name: new RegExp(goal) }).click();
  await button(page, 'goals:away.open').click();
  await page.getByRole('menuitem', { name: words('goals:away.asLetGo') }).click();
  await button(page, 'goals:away.erase').click();
  await button(page.getByRole('dialog'), 'goals:away.eraseConfirm').click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  const moods = cage.into('mood 1');
  await page.goto(`${address}#/growth/moods`);
  const mark = page.getByRole('listitem').filter({ hasText: moods[0] ?? '' });
  await button(mark, 'moods:erase').click();
  await mark.waitFor({ state: 'detached' });
  return [...cage.into('note 1'), ...cage.into('goal 1'), ...moods];
}
