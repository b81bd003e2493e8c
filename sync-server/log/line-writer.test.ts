import { expect, it } from 'vitest';
import { createLineWriter } from './line-writer.ts';

const clock = { nowMs: () => 0 };

/** A file that takes so many bytes in all. */
const disk = (space: number) => {
  const file = { space, text: '' };
  const writeSome = (bytes: Uint8Array): number => {
    const taken = bytes.subarray(0, file.space);
    if (taken.length === 0) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    file.space -= taken.length;
    file.text += new TextDecoder().decode(taken);
    return taken.length;
  };
  return { file, say: createLineWriter(writeSome, clock) };
};

it('writes lines as they are', () => {
  const { file, say } = disk(100);
  say('one\n');
  say('two\n');
  expect(file.text).toBe('one\ntwo\n');
});

it('A4: a full disk stops no one, and how many lines it cost is told when there is space', () => {
  const { file, say } = disk(6);
  for (const line of ['one\n', 'two\n', 'three\n', 'four\n']) say(line);
  expect(file.text).toBe('one\ntw');
  file.space = 1_000;
  say('five\n');
  say('six\n');
  const [first, cut, lost, ...rest] = file.text.trimEnd().split('\n');
  expect([first, cut, rest]).toEqual(['one', 'tw', ['five', 'six']]);
  expect(JSON.parse(lost ?? '')).toMatchObject({ level: 'warn', event: 'log-lines-lost', count: 3 });
});
