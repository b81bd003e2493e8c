import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Lesson, Practice } from '../../renderer/content/course/schema.ts';
import { button } from './acts.ts';
import { accessibilityFindings } from './screens.ts';
import { words } from './texts.ts';

/** Every page with the pointer: chooses well, writes, answers rightly. */
export async function walk(page: Page, lesson: Lesson, own: string, language = 'en'): Promise<void> {
  const t = (key: string, variables: Record<string, number> = {}) => words(key, variables, language);
  const choose = async (option: { why: string } | undefined, name: string | undefined): Promise<void> => {
    await page.getByRole('button', { name: name ?? '', exact: true }).click();
    await page.getByText(option?.why ?? '').waitFor();
  };
  const pages = [...lesson.steps, ...lesson.quiz.map((question) => ({ kind: 'question' as const, ...question }))];
  for (const [before, one] of pages.entries()) {
    await page.getByText(t('course:lesson.page', { page: before + 1, of: pages.length + 1 })).first().waitFor();
    if (one.kind === 'read' || one.kind === 'example') await page.getByRole('heading', { level: 2, name: one.heading }).waitFor();
    if (one.kind === 'choose') {
      const good = one.options.find(({ fit }) => fit === 'good');
      await choose(good, good?.reply);
    }
    if (one.kind === 'question') {
      const right = one.options.find((option) => option.right);
      await choose(right, right?.text);
    }
    if (one.kind === 'rewrite') {
      await page.getByRole('textbox', { name: t('course:write.label') }).fill(own);
      await page.getByRole('button', { name: t('course:write.done') }).click();
      await page.getByText(one.samples[0] ?? '').waitFor();
      await page.getByText(own).first().waitFor();
      expect(await accessibilityFindings(page)).toEqual([]);
    }
    await page.getByRole('link', { name: t('course:lesson.next'), exact: true }).click();
  }
  await page.getByRole('heading', { name: t('course:end.passed') }).waitFor();
}

/** Begins a practice chat. */
export async function begin(page: Page, practice: string): Promise<void> {
  await page.evaluate((path) => void (location.hash = path), `/learn/practice/${practice}`);
  await button(page, 'course:chat.begin').click();
  await page.getByRole('log').waitFor();
}

/** Waits until they have written, and answers. */
export async function answer(page: Page, { name }: Practice, text: string): Promise<void> {
  const box = page.getByRole('textbox', { name: words('course:chat.to', { name: `@${name}` }) });
  await expect.poll(() => page.getByText(words('course:chat.writing', { name: `@${name}` })).count(), { timeout: 10_000 }).toBe(0);
  await box.fill(text);
  await box.press('Enter');
  await page.getByRole('log').getByText(text, { exact: true }).last().waitFor();
  await expect.poll(() => page.getByText(words('course:chat.writing', { name: `@${name}` })).count(), { timeout: 10_000 }).toBe(0);
}
