import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SHELVES } from './schema.ts';
import { libraryComplaints, type LibraryFile } from './validate.ts';

/** Every file of the library as it lies there, one fresh copy for each test to spoil. */
const library = (): Map<string, Record<string, unknown>> =>
  new Map(
    Object.keys(SHELVES).flatMap((shelf) =>
      readdirSync(join(import.meta.dirname, shelf)).flatMap((language) =>
        readdirSync(join(import.meta.dirname, shelf, language)).map((name) => {
          const path = `${shelf}/${language}/${name}`;
          return [path, JSON.parse(readFileSync(join(import.meta.dirname, path), 'utf8')) as Record<string, unknown>] as const;
        }),
      ),
    ),
  );

const filesOf = (files: ReadonlyMap<string, unknown>): LibraryFile[] => [...files].map(([path, value]) => ({ path, value }));

type Spoil = (files: Map<string, Record<string, unknown>>) => void;
const edit = (path: string, change: (value: never) => void): Spoil => (files) => {
  const value = files.get(path);
  if (value === undefined) throw new Error(`no ${path}`);
  change(value as never);
};
const both = (path: string, change: (value: never) => void): Spoil => (files) => {
  for (const language of ['en', 'es']) edit(path.replace('<l>', language), change)(files);
};

const SLEEP = 'paths/en/toward-sleep.json';
interface Part { id: string; kind?: string; meditation?: string }

describe('the library', () => {
  it('may be shipped as it is', () => {
    expect(libraryComplaints(filesOf(library()))).toEqual([]);
  });

  it.each<[string, Spoil, RegExp]>([
    ['a file in no shelf', (files) => void files.set('poems/en/one.json', {}), /^poems\/en\/one\.json: not <shelf>/],
    ['a file deeper than its language', (files) => void files.set('paths/en/more/one.json', {}), /^paths\/en\/more\/one\.json: not <shelf>/],
    ['a name with capitals', (files) => void files.set('paths/en/One.json', {}), /^paths\/en\/One\.json: not <shelf>/],
    ['no JSON object', (files) => void files.set(SLEEP, null as never), /^paths\/en\/toward-sleep\.json: /],
    ['a missing field', edit(SLEEP, (path: { aim?: string }) => delete path.aim), /toward-sleep\.json: aim: /],
    ['a field that nobody knows', edit(SLEEP, (path: { price?: number }) => (path.price = 5)), /toward-sleep\.json: .*price/],
    ['an empty text', edit(SLEEP, (path: { title: string }) => (path.title = ' ')), /toward-sleep\.json: title: /],
    ['a topic that the queue does not have', edit(SLEEP, (path: { topics: string[] }) => path.topics.push('weather')), /topics\.1: /],
    ['a day that is none', edit(SLEEP, (path: { reviewedOn: string }) => (path.reviewedOn = '2026-02-30')), /reviewedOn: /],
    ['too few activities', both('paths/<l>/toward-sleep.json', (path: { activities: Part[] }) => path.activities.splice(6)), /activities: /],
    ['an activity of a kind that is none', edit(SLEEP, (path: { activities: Part[] }) => (path.activities[0] = { id: 'x', kind: 'dance' })), /activities\.0\.kind: /],
    ['an id that is not the file\'s name', edit(SLEEP, (path: { id: string }) => (path.id = 'to-sleep')), /toward-sleep\.json: its id is to-sleep/],
    ['a language left out', (files) => void files.delete('guides/es/sleep.json'), /^guides\/en\/sleep\.json: is not there in es/],
    ['a translation without its first', (files) => void files.delete('guides/en/sleep.json'), /^guides\/es\/sleep\.json: is not there in en/],
    ['a paragraph left out of a language', edit('paths/es/toward-sleep.json', (path: { ending: string[] }) => path.ending.pop()), /^paths\/es\/toward-sleep\.json: differs from en in more than its words/],
    ['other minutes in a language', edit('paths/es/toward-sleep.json', (path: { activities: { minutes: number }[] }) => (path.activities[0]!.minutes = 59)), /^paths\/es\/toward-sleep\.json: differs/],
    ['premium in one language only', edit('paths/es/toward-sleep.json', (path: { premium: boolean }) => (path.premium = true)), /^paths\/es\/toward-sleep\.json: differs/],
    ['a meditation that is not there', both('paths/<l>/toward-sleep.json', (path: { activities: Part[] }) => {
      for (const part of path.activities) if (part.kind === 'meditate') part.meditation = 'humming';
    }), /^paths\/en\/toward-sleep\.json: points to meditations\/en\/humming\.json/],
    ['a path that is not there, from a guide', both('guides/<l>/sleep.json', (guide: { paths: string[] }) => (guide.paths = ['nowhere'])), /^guides\/en\/sleep\.json: points to paths\/en\/nowhere\.json/],
    ['a meditation that is not there, from a guide', both('guides/<l>/sleep.json', (guide: { meditations: string[] }) => (guide.meditations = ['humming'])), /^guides\/es\/sleep\.json: points to meditations\/es\/humming\.json/],
    ['a guide that is not there, from an answer', both('answers/<l>/awake-at-three.json', (answer: { guides: string[] }) => (answer.guides = ['nowhere'])), /points to guides\/en\/nowhere\.json/],
    ['two activities of one id', both('paths/<l>/toward-sleep.json', (path: { activities: Part[] }) => (path.activities[1]!.id = path.activities[0]!.id)), /toward-sleep\.json: two parts have the same id/],
    ['two sections of one id', both('guides/<l>/sleep.json', (guide: { sections: Part[] }) => (guide.sections[1]!.id = guide.sections[0]!.id)), /sleep\.json: two parts have the same id/],
    ['words after the end of a meditation', both('meditations/<l>/arriving.json', (one: { seconds: number }) => (one.seconds = 60)), /arriving\.json: the words of the script/],
    ['words in no order', both('meditations/<l>/arriving.json', (one: { script: { atSeconds: number }[] }) => (one.script[1]!.atSeconds = 0)), /arriving\.json: the words of the script/],
  ])('complains of %s', (_, spoil, complaint) => {
    const files = library();
    spoil(files);
    expect(libraryComplaints(filesOf(files)).join('\n')).toMatch(new RegExp(complaint.source, 'm'));
  });
});
