/** Changes of the rules that change nothing anybody could see: no test can notice them, and none should. */
export interface Equivalent {
  readonly file: string;
  /** Part of the line that is changed. */
  readonly line: string;
  /** What stands right before it, where the line holds several of the kind. */
  readonly before?: string;
  /** Every operator, unless one is named. */
  readonly operator?: string;
  /** Every replacement, unless one is named. */
  readonly becomes?: string;
  readonly why: string;
}

/** Where the types leave open what the lines around know: that there is something at this place of a list. */
const FOR_TYPES_ALONE = [
  ['byte-reader.ts', 'return this.#bytes[this.#position++] ?? 0;', 'the line before sees to it that there is a byte'],
  ['id-sieve.ts', 'this.#bits[word] ?? 0', 'no bit lies behind the mask'],
  ['id-sieve.ts', 'this.#bits[bit >>> 5] ?? 0', 'no bit lies behind the mask'],
  ['word-cache.ts', 'const byte = bytes[index] ?? 0;', 'the reader has seen that there are so many bytes'],
  ['word-cache.ts', "this.#words[slot] ?? ''", 'there is a word in every slot'],
  ['incoming.ts', 'return block.structs[indexAt(block.structs, id.clock)] ?? null;', 'a clock within the block lies in one of its structs'],
  ['yjs-internals.ts', 'if ((structs[middle]?.id.clock ?? Infinity) <= clock) low = middle;', 'between the first and the last there is a struct everywhere'],
] as const;

export const EQUIVALENT: readonly Equivalent[] = [
  ...FOR_TYPES_ALONE.map(([file, line, why]) => ({ file, line, operator: 'left alone', why: `for the types alone: ${why}` })),
  {
    file: 'word-cache.ts',
    line: 'if (isTextOf(known, bytes, from, length)) return known;',
    operator: 'drop if',
    why: 'what is remembered spares a decoding, and gives the same text',
  },
  {
    file: 'word-cache.ts',
    line: 'hash = (Math.imul(hash, 31) + byte) | 0;',
    why: 'another slot, or the same for more words: slower, and the same text',
  },
  { file: 'word-cache.ts', line: 'const slot = (hash ^ (hash >>> 8)) & (SLOTS - 1);', operator: 'off by one', why: 'another slot, and the same text' },
  {
    file: 'simple-update.ts',
    line: 'if (word !== null) return word;',
    operator: 'drop if',
    why: 'what is remembered spares a decoding, and gives the same text',
  },
  {
    file: 'byte-reader.ts',
    line: 'return this.#bytes[this.#position++] ?? 0;',
    operator: 'off by one',
    why: 'for the types alone: the line before sees to it that there is a byte',
  },
  {
    file: 'yjs-internals.ts',
    line: 'const middle = (low + high + 1) >> 1;',
    before: 'low + high + ',
    operator: 'off by one',
    why: 'the middle of two is the upper one either way, and of more any between them does: the search finds the same',
  },
  {
    file: 'work.ts',
    line: 'if (previous === null || !isItem(previous) || subject.continued.has(previous)) return false;',
    becomes: '(previous === null && !isItem(previous))',
    why: 'for the types alone: asked only where the origin is part of the update, and what hangs on collected space is charged nothing',
  },
  {
    file: 'work.ts',
    line: 'steps <= maxSteps; steps += 1) item = item.left',
    operator: '<= for <',
    why: 'a history longer than the bound is longer than the bound on the way back as well',
  },
  {
    file: 'entry-ids.ts',
    line: 'if (struct !== null && isItem(struct) && !struct.deleted) return true;',
    operator: '&& for ||',
    why: 'what was collected is deleted as well, and an id is only placed where there is something',
  },
  {
    file: 'work.ts',
    line: 'steps <= maxSteps; steps += 1) item = item.left',
    operator: '+= for -=',
    why: 'a history longer than the bound is refused as too complex on the way back as well: only slower',
  },
  { file: 'entry-ids.ts', line: 'if (from >= to) continue;', operator: 'drop if', why: 'between them there is nothing to read' },
  {
    file: 'word-cache.ts',
    line: 'if (word.charCodeAt(index) !== bytes[from + index]) return false;',
    operator: '+= for -=',
    why: 'before the first sign there is none, so that no word is ever known again: slower, and the same text',
  },
  {
    file: 'mark-keys.ts',
    line: 'if (parsed !== null) this.#parsed.set(text, parsed);',
    why: 'what is remembered spares a parsing; what is no key gives null either way',
  },
  { file: 'mark-keys.ts', line: 'const MAX_REMEMBERED = 1_000;', why: 'one more is remembered before all are forgotten' },
  {
    file: 'id-sieve.ts',
    line: 'for (let index = Math.max(0, id.length - HASHED_LENGTH); index < id.length; index += 1)',
    operator: 'drop argument',
    why: 'the whole id is hashed instead of its end: slower, and just as different',
  },
  {
    file: 'id-sieve.ts',
    line: 'for (let index = Math.max(0, id.length - HASHED_LENGTH); index < id.length; index += 1)',
    operator: '< for <=',
    why: 'behind the last sign there is none, and one more turn with nothing tells the same ids apart',
  },
  {
    file: 'simple-update.ts',
    line: 'if (factor > 2 ** 31) return this.break();',
    operator: '> for >=',
    why: 'factor goes from 2 ** 27 to 2 ** 34, and is never this',
  },
  {
    file: 'simple-update.ts',
    line: 'if (factor > 2 ** 31) return this.break();',
    becomes: '32',
    why: 'factor goes from 2 ** 27 to 2 ** 34, with nothing between them',
  },
  { file: 'simple-update.ts', line: '.getFloat32(0, false)', operator: 'drop argument', why: 'without a word a view reads the same way: the high byte first' },
  { file: 'simple-update.ts', line: '.getFloat64(0, false)', operator: 'drop argument', why: 'without a word a view reads the same way: the high byte first' },
  ...['drop if', '>= for >', 'off by one', 'left alone', '<= for <'].map((operator) => ({
    file: 'yjs-internals.ts',
    line: 'if (high >= 0 && (structs[high]?.id.clock ?? 0) <= clock) return high;',
    operator,
    why: 'a short way for the newest; the search behind it finds the same, and for `high` of 0 or more there is a struct',
  })),
  ...['|| for &&', 'drop if'].map((operator) => ({
    file: 'work.ts',
    line: 'if (left === null || !isItem(left)) return NOTHING;',
    operator,
    why: 'for the types alone: a left neighbour is known to be there, and beside what was collected everything is `nowhere`',
  })),
  {
    file: 'work.ts',
    line: 'return count(subject, oldestUnder(marks, place.key, subject.log.limits.maxWorkSteps), 0);',
    operator: 'off by one',
    why: 'where in its first item it begins changes the count of entries alone, and under a key only the steps are asked for',
  },
  {
    file: 'page-placement.ts',
    line: 'if (made !== null) subject.shelves.set(type, made);',
    operator: 'drop argument',
    why: 'what is not remembered is looked up again: slower, and the same',
  },
  {
    file: 'page-content.ts',
    line: 'const fits = content.values.every((value) => isPlainJson(value, page.limits.maxJsonDepth)',
    operator: 'off by one',
    why: 'the walk over the bytes refuses the same depth before anything is decoded',
  },
  {
    file: 'appends.ts',
    line: "return fault('G7', 'wrong-kind', 'entries are JSON', item.id);",
    operator: 'drop argument',
    why: 'never reached: the walk over the bytes refuses every other kind before anything is decoded (G7)',
  },
  {
    file: 'yjs-internals.ts',
    line: 'while (end < structs.length && (structs[end]?.id.clock ?? Infinity) < to) end += 1;',
    operator: 'left alone',
    why: 'for the types alone: below its length the list holds a struct everywhere',
  },
  {
    file: 'simple-update.ts',
    line: 'if (update.length < MIN_BYTES) return null;',
    operator: '< for <=',
    why: 'of three bytes there is only an empty update with an odd zero, and the long way says the same of it',
  },
  { file: 'id-sieve.ts', line: 'const PROBES = 3;', operator: 'off by one', why: 'what came is found all the same; how seldom the rest passes is what is tested' },
  {
    file: 'word-cache.ts',
    line: 'for (let index = from; index < from + length; index += 1) {',
    operator: '< for <=',
    why: 'the byte behind a word only chooses another slot or the slow decoder: slower, and the same text',
  },
  {
    file: 'house.ts',
    line: 'const tooHigh = fromAbove(actor, Math.max(before ?? 0, after ?? 0));',
    operator: 'left alone',
    why: 'for the types alone: Math.max takes null for 0',
  },
];
