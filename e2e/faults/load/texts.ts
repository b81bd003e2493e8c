import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TEXT } from '#shared/limits.ts';
import type { Dice } from '#shared/testing/dice.ts';
import { root } from '../../../build/lib/root.ts';

/** What people really said in rooms, kept beside the project and never in it; where it is missing, made-up words do. */
const ROOMS = join(root, '../shared/data/rooms-sample.jsonl');
const WORDS = 'I am here and you can take your time 你好 ¿cómo estás? 🫖 rain kettle quiet evening train'.split(' ');
/** Room is left for the number that stands before each text. */
const MAX_LENGTH = TEXT.maxMessageLength - 20;

/** An endless source of texts. */
export function createTexts(dice: Dice): () => string {
  const real = existsSync(ROOMS) ? readTexts(ROOMS) : [];
  if (real.length === 0) return () => Array.from({ length: 1 + dice.below(20) }, () => dice.pick(WORDS)).join(' ');
  let next = dice.below(real.length);
  return () => {
    next = (next + 1) % real.length;
    return real[next] ?? '';
  };
}

function readTexts(file: string): string[] {
  const texts: string[] = [];
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line === '') continue;
    const { text } = JSON.parse(line) as { text?: unknown };
    if (typeof text === 'string' && text.trim() !== '' && text.isWellFormed()) texts.push(text.slice(0, MAX_LENGTH).toWellFormed());
  }
  return texts;
}
