import { describe, expect, it } from 'vitest';
import { find, findable } from './find.ts';

const shelf = [
  findable('calm', 'Anxiety: an alarm', ['Worry at night']),
  findable('night', 'El sueño y la noche', ['Dormir sin perseguirlo']),
  findable('sleep', 'Night after night', ['What anxiety does to sleep']),
];

describe('F114: finding in the library', () => {
  it.each([
    ['case and accents aside', 'SUENO', ['night']],
    ['typed with its accents', 'sueño', ['night']],
    ['every word, wherever it stands', 'worry alarm', ['calm']],
    ['a word too many finds nothing', 'worry sea', []],
    ['titles first', 'night', ['sleep', 'calm']],
    ['no words: everything in its order', '  ', ['calm', 'night', 'sleep']],
  ])('%s', (_title, query, found) => {
    expect(find(query, shelf)).toEqual(found);
  });
});
