import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../lib/root.ts';
import { attackTests, isCalled } from './attack-titles.ts';
import { DEFENCES, withoutIt } from './defences.ts';
import { LAYERED } from './layered.ts';
import { subjectsIn } from './subjects.ts';

test('J3: each defence stands once where the list says, so that taking it out takes out that one', () => {
  const all = [...DEFENCES, ...LAYERED.flatMap(({ together }) => together)];
  const texts = new Map(all.map(({ file }) => [file, readFileSync(join(root, file), 'utf8')] as const));
  const odd = all.flatMap((defence) => {
    const source = texts.get(defence.file) ?? '';
    try {
      return withoutIt(source, defence) === source ? [`${defence.against}: changes nothing`] : [];
    } catch (error) {
      return [`${defence.against}: ${String(error)}`];
    }
  });
  expect(odd).toEqual([]);
});

test('J3: each defence has a name of its own, and tests that ought to notice', () => {
  const names = DEFENCES.map(({ rule, against }) => `${rule} ${against}`);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  const covered = new Set(subjectsIn(root).flatMap(({ sources }) => sources));
  expect([...new Set(DEFENCES.map(({ file }) => file))].filter((file) => !covered.has(file))).toEqual([]);
});

test('J3: what has a subject has files; a name that was changed is told, and not passed over', () => {
  expect(() => subjectsIn(join(root, 'build/resources'))).toThrow('names no file');
  for (const { sources, tests } of subjectsIn(root)) {
    expect(sources.length).toBeGreaterThan(0);
    expect(tests.every((stage) => stage.length > 0)).toBe(true);
  }
});

test('J3: the rule book has a suite to itself, whole, and without the tables it is held against', () => {
  const policy = subjectsIn(root).filter(({ suite }) => suite === 'policy').flatMap(({ sources }) => sources);
  for (const name of ['decide', 'rights', 'house', 'starts', 'profiles', 'therapists', 'pictures', 'ages', 'accounts']) {
    expect(policy).toContain(`shared/policy/${name}.ts`);
  }
  expect(policy.filter((file) => /table|meeting|golden|\.test\./.test(file))).toEqual([]);
});

test('J3: the tests of attacks are read off ATTACKS.md', () => {
  const titles = attackTests(root).map(({ title }) => title);
  expect(titles.length).toBeGreaterThan(120);
  expect(titles).toContain("C8 another's client id, another's removal and invented ids are seen by nobody");
  expect(titles).not.toContain('a reader who merely syncs; and what the reader writes is refused');
});

test('J3: several that stand against one attack are several, and in files whose tests are the same', () => {
  const titles = attackTests(root).map(({ title }) => title);
  // One test each: where a log's and a page's were called the same, it would not be said which is meant.
  expect(LAYERED.flatMap((each) => each.titles).filter((title) => titles.filter((one) => one === title).length !== 1)).toEqual([]);
  expect(LAYERED.filter(({ together }) => together.length < 2)).toEqual([]);
  const testsOf = (file: string) => subjectsIn(root).findIndex(({ sources }) => sources.includes(file));
  for (const { together } of LAYERED) expect(new Set(together.map(({ file }) => testsOf(file))).size).toBe(1);
});

test('J3: what is tried on a page is among the attacks, in files of its own', () => {
  const ofPages = attackTests(root).filter(({ file }) => file.includes('/page-attacks-')).map(({ title }) => title);
  expect(ofPages).toContain('deletion of the root element by a reader');
  expect(ofPages).toContain('a link to javascript:');
  const run = new Set(subjectsIn(root).flatMap(({ tests }) => tests.flat()));
  expect(attackTests(root).filter(({ file }) => !run.has(file))).toEqual([]);
});

test('J3: a test that fails is known by its file and its name, also where that was cut off, and by either way in', () => {
  const file = 'sync-server/gate/attacks-work.test.ts';
  const title = 'a conflict storm in a log: a thousand structs with the same origin and the highest client id';
  const storm = { file, title };
  expect(isCalled(`${file} > GATE, Work > as an update > ${title}`, storm)).toBe(true);
  expect(isCalled(`${file} > ${title}`, storm)).toBe(true);
  expect(isCalled(`${file} > GATE, Work > in a sync step 2 > a conflict storm in a log: a thousand s…`, storm)).toBe(true);
  expect(isCalled(`sync-server/gate/page-attacks-work.test.ts > GATE, Pages > ${title}`, storm)).toBe(false);
  const entry = { file: 'sync-server/gate/attacks-deleting.test.ts', title: "another's entry" };
  expect(isCalled(`${entry.file} > GATE, Deleting > another's entry, too`, entry)).toBe(false);
  expect(isCalled(`${entry.file} > GATE, Deleting > not another's entry`, entry)).toBe(false);
});
