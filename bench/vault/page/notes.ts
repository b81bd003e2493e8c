import type { Note } from '../../../renderer/vault/types.ts';

const WORDS =
  'the light on kitchen table and nobody needed anything today mañana café niño rain window evening listen quiet tired hope friend später Größe walk tea morning “slowly” again mother letter sleep street after before always sometimes'.split(' ');
const TAGS = ['rain', 'home', 'family', 'work', 'sleep', 'good minutes', 'letters', 'walks'];
const BODY_LENGTH = 2_000;
const HOUR_MS = 3_600_000;

/** The word that stands in one note out of a hundred. */
export const RARE = 'kestrel';

/** As many notes of 2 kB as wanted, the same in each run; years of a journal. */
export function manyNotes(count: number, nowMs: number): Note[] {
  let seed = 7;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return Math.floor((seed / 0x8000_0000) * below);
  };
  const text = (length: number): string => {
    const words: string[] = [];
    for (let long = 0; long < length; ) {
      const word = WORDS[random(WORDS.length)] ?? '';
      words.push(word + (random(14) === 0 ? '.\n' : ' '));
      long += word.length + 1;
    }
    return words.join('').slice(0, length);
  };
  return Array.from({ length: count }, (_, index) => {
    const atMs = nowMs - (count - index) * HOUR_MS;
    return {
      id: `bench${String(index).padStart(15, '0')}`,
      title: text(24).trim(),
      body: index % 100 === 0 ? `${text(BODY_LENGTH)} ${RARE}` : text(BODY_LENGTH),
      pinned: index % 1_000 === 0,
      tags: index % 3 === 0 ? [TAGS[index % TAGS.length] ?? 'rain'] : [],
      about: [],
      createdAtMs: atMs,
      updatedAtMs: atMs,
      deletedAtMs: null,
    };
  });
}
