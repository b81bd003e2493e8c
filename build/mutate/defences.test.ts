import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../lib/root.ts';
import { attackTitles, isCalled, LAYERED } from './attack-titles.ts';
import { DEFENCES, withoutIt } from './defences.ts';
import { subjectsIn } from './subjects.ts';

test('J3: each defence stands once where the list says, so that taking it out takes out that one', () => {
  const texts = new Map(DEFENCES.map(({ file }) => [file, readFileSync(join(root, file), 'utf8')] as const));
  const odd = DEFENCES.flatMap((defence) => {
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
  const titles = attackTitles(root);
  expect(titles.length).toBeGreaterThan(120);
  expect(titles).toContain("C8 another's client id, another's removal and invented ids are seen by nobody");
  expect(titles).not.toContain('a reader who merely syncs; and what the reader writes is refused');
  expect([...LAYERED.keys()].filter((title) => !titles.includes(title))).toEqual([]);
});

test('J3: a test that fails is known by its name, also where that was cut off', () => {
  const title = 'a conflict storm in a log: a thousand structs with the same origin and the highest client id';
  expect(isCalled(`GATE, Work > ${title}`, title)).toBe(true);
  expect(isCalled('GATE, Work > a conflict storm in a log: a thousand s…', title)).toBe(true);
  expect(isCalled("GATE, Deleting > another's entry, too", "another's entry")).toBe(false);
  expect(isCalled("GATE, Pages: deleting > another's entry", "another's entry")).toBe(false);
  expect(isCalled("GATE, Deleting > not another's entry", "another's entry")).toBe(false);
});
