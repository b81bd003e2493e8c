import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COURSE_SHELVES } from './schema.ts';
import { courseComplaints } from './validate.ts';

type Value = Record<string, unknown>;

/** Every file of the course as it lies there, one fresh copy for each test to spoil. */
const course = (): Map<string, Value> =>
  new Map(
    Object.keys(COURSE_SHELVES).flatMap((shelf) =>
      readdirSync(join(import.meta.dirname, shelf)).flatMap((language) =>
        readdirSync(join(import.meta.dirname, shelf, language)).map((name) => {
          const path = `${shelf}/${language}/${name}`;
          return [path, JSON.parse(readFileSync(join(import.meta.dirname, path), 'utf8')) as Value] as const;
        }),
      ),
    ),
  );

const complaintsOf = (files: ReadonlyMap<string, Value>): string =>
  courseComplaints([...files].map(([path, value]) => ({ path, value }))).join('\n');

type Spoil = (files: Map<string, Value>) => void;
const edit = (path: string, change: (value: never) => void): Spoil => (files) => {
  const value = files.get(path);
  if (value === undefined) throw new Error(`no ${path}`);
  change(value as never);
};
const both = (path: string, change: (value: never) => void): Spoil => (files) => {
  for (const language of ['en', 'es']) edit(path.replace('<l>', language), change)(files);
};

const HEARING = 'lessons/en/hearing.json';
const EXAM = 'practice/es/after-the-exam.json';
interface Quiz { quiz: { id: string; options: { right: boolean; text: string }[] }[] }
interface Steps { steps: { id: string; kind: string; options?: { fit: string }[] }[] }

describe('F193: the course', () => {
  it('may be shipped as it is', () => {
    expect(complaintsOf(course())).toBe('');
  });

  it.each<[string, Spoil, RegExp]>([
    ['a file on no shelf', (files) => void files.set('games/en/one.json', {}), /^games\/en\/one\.json: not/],
    ['a missing field', edit(HEARING, (lesson: { aim?: string }) => delete lesson.aim), /hearing\.json: aim: /],
    ['a language left out', (files) => void files.delete('lessons/es/hearing.json'), /^lessons\/en\/hearing\.json: is not there in es/],
    ['a translation without its first', (files) => void files.delete(HEARING), /^lessons\/es\/hearing\.json: is not there in en/],
    ['two right answers', both('lessons/<l>/hearing.json', ({ quiz }: Quiz) => quiz[0]!.options.forEach((one) => (one.right = true))), /has \d right answers/],
    ['no right answer', both('lessons/<l>/hearing.json', ({ quiz }: Quiz) => quiz[0]!.options.forEach((one) => (one.right = false))), /has 0 right answers/],
    ['another right answer in a language', edit('lessons/es/hearing.json', ({ quiz }: Quiz) => {
      const { options } = quiz[0]!;
      const right = options.findIndex((one) => one.right);
      options[right]!.right = false;
      options[(right + 1) % options.length]!.right = true;
    }), /^lessons\/es\/hearing\.json: differs from en/],
    ['another fit in a language', edit('lessons/es/hearing.json', ({ steps }: Steps) => {
      const step = steps.find(({ kind }) => kind === 'choose')!;
      step.options!.toReversed().forEach((one, at) => (one.fit = ['good', 'poor', 'partly'][at % 3]!));
    }), /^lessons\/es\/hearing\.json: differs from en/],
    ['a choice without a good reply', both('lessons/<l>/hearing.json', ({ steps }: Steps) => {
      steps.find(({ kind }) => kind === 'choose')!.options!.forEach((one) => (one.fit = 'poor'));
    }), /has no good reply/],
    ['two steps of one id', both('lessons/<l>/hearing.json', ({ steps }: Steps) => (steps[1]!.id = steps[0]!.id)), /two parts are called/],
    ['a gap in the order', both('lessons/<l>/hearing.json', (lesson: { order: number }) => (lesson.order = 19)), /^lessons\/en: the orders are/],
    ['a lesson that the relay asks for and that is not there', (files) => ['en', 'es'].forEach((language) => files.delete(`lessons/${language}/hearing.json`)), /shared\/people\/course\.ts asks for/],
    ['an ending left out of a language', edit(EXAM, (practice: { ending: string[] }) => practice.ending.push('adiós')), /^practice\/es\/after-the-exam\.json: (differs|ending)/],
  ])('complains of %s', (_, spoil, complaint) => {
    const files = course();
    spoil(files);
    expect(complaintsOf(files)).toMatch(new RegExp(complaint.source, 'm'));
  });
});
