import { z } from 'zod';
import type { Practice } from '../../../content/course/schema.ts';
import { MARKS } from '../listening/types.ts';

/** How somebody invented takes a reply; the names are those of their reactions. */
export const TAKEN_AS = [
  'reflection', 'openQuestion', 'closedQuestion', 'advice', 'minimising', 'judging', 'aboutOneself', 'manyQuestions',
  'tooLong', 'thin', 'contact', 'warmth', 'plain', 'formula',
] as const;
export type TakenAs = (typeof TAKEN_AS)[number];

/** Their line, or one's own with what it did. */
const line = z.discriminatedUnion('who', [
  z.strictObject({ who: z.literal('they'), text: z.string(), atMs: z.number() }),
  z.strictObject({
    who: z.literal('me'),
    text: z.string(),
    atMs: z.number(),
    marks: z.array(z.enum(MARKS)).readonly(),
    taken: z.enum(TAKEN_AS),
    /** `opened`: they told more after it. `closed`: they trust less. */
    effect: z.enum(['opened', 'held', 'closed']),
  }),
]);
export type PracticeLine = z.infer<typeof line>;
export type OwnLine = Extract<PracticeLine, { who: 'me' }>;

/** `heard`: to its end. `gone`: they had to go. `left`: they were not heard. `stopped`: by the one who practises. */
export const ENDS = ['heard', 'gone', 'left', 'stopped'] as const;
export type PracticeEnd = (typeof ENDS)[number];

/** A practice chat as it stands, all of it plain values: what the vault keeps of it. */
export const practiceState = z.strictObject({
  lines: z.array(line).readonly(),
  /** What they are about to write, in order; each moves to `lines` when it is written. */
  typing: z.array(z.string()).readonly(),
  /** The layer that they have told last; -1 while they have only said hello. */
  layer: z.int().min(-1),
  /** How far they feel heard in this layer. */
  heard: z.int().min(0),
  /** What counts once a layer, and has counted. */
  counted: z.array(z.enum(['open', 'warmth'])).readonly(),
  /** Whether they have answered an open question in this layer. */
  answered: z.boolean(),
  trust: z.int(),
  /** How often each kind of reaction was used, so that they do not repeat themselves. */
  used: z.partialRecord(z.string(), z.int()),
  end: z.enum(ENDS).nullable(),
});
export type PracticeState = z.infer<typeof practiceState>;

export const TRUST = { begin: 7, most: 10 } as const;
/** Felt heard so far in a layer, they go on to the next. */
export const ENOUGH = 2;

export const beginPractice = (practice: Practice): PracticeState => ({
  lines: [],
  typing: practice.opening,
  layer: -1,
  heard: 0,
  counted: [],
  answered: false,
  trust: TRUST.begin,
  used: {},
  end: null,
});

/** They have written the next of what they are about to. */
export function written(state: PracticeState, nowMs: number): PracticeState {
  const [text, ...typing] = state.typing;
  return text === undefined ? state : { ...state, typing, lines: [...state.lines, { who: 'they', text, atMs: nowMs }] };
}

/** The same opening, so often within so many replies, sounds like a recorded voice (F198). */
export const FORMULA = { times: 3, within: 5 } as const;

/** Nobody writes any more, and everything that was to be said is on screen. */
export const isOver = (state: PracticeState): boolean => state.end !== null && state.typing.length === 0;

export const ownLines = (state: PracticeState): readonly OwnLine[] =>
  state.lines.filter((one): one is OwnLine => one.who === 'me');

/** The one who practises has enough. */
export const stopped = (state: PracticeState): PracticeState =>
  state.end === null ? { ...state, typing: [], end: 'stopped' } : state;
