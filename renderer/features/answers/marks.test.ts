import { describe, expect, it } from 'vitest';
import type { Topic } from '#shared/words.ts';
import type { Answer } from '../../content/library/schema.ts';
import { akin, answerMark, byTopic, pressed } from './marks.ts';

const answer = (id: string, topics: readonly Topic[], guides: readonly string[] = []): Answer => ({
  id,
  topics: [...topics],
  question: id,
  detail: null,
  answer: ['x'],
  reviewedOn: '2026-11-22',
  guides: [...guides],
  paths: [],
});

describe('F114: answers to look up', () => {
  it('was it of use: pressed, pressed the other way, pressed again', () => {
    const yes = pressed(null, true, 1);
    expect(answerMark.parse(yes)).toEqual({ useful: true, atMs: 1 });
    expect(pressed(yes, false, 2)).toEqual({ useful: false, atMs: 2 });
    expect(pressed(yes, true, 2)).toBeNull();
  });

  it('each stands once, under its first topic, in the order of topics', () => {
    const groups = byTopic([answer('a', ['sleep', 'anxiety']), answer('b', ['anxiety']), answer('c', ['sleep'])]);
    expect(groups.map(({ topic, answers }) => [topic, answers.map(({ id }) => id)])).toEqual([
      ['anxiety', ['b']],
      ['sleep', ['a', 'c']],
    ]);
  });

  it('what is akin shares a topic or a guide, and is never itself', () => {
    const one = answer('one', ['sleep'], ['sleep']);
    const all = [one, answer('far', ['grief']), answer('guide', ['anxiety'], ['sleep']), answer('both', ['sleep'], ['sleep'])];
    expect(akin(one, all).map(({ id }) => id)).toEqual(['both', 'guide']);
  });
});
