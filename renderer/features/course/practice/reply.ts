import { COURSE } from '#shared/limits.ts';
import type { Practice } from '../../../content/course/schema.ts';
import { asksForAdvice, formulaOf, readReply } from '../listening/read-reply.ts';
import type { Mark } from '../listening/types.ts';
import { ENOUGH, FORMULA, ownLines, TRUST, type OwnLine, type PracticeState, type TakenAs } from './state.ts';

/** What a reply is taken as, by the first of its marks in this order: what hurts speaks louder than what helps. */
const BY_MARK: readonly (readonly [Mark, TakenAs])[] = [
  ['contact', 'contact'],
  ['diagnosis', 'judging'],
  ['judging', 'judging'],
  ['advice', 'advice'],
  ['minimising', 'minimising'],
  ['about-oneself', 'aboutOneself'],
  ['many-questions', 'manyQuestions'],
  ['too-long', 'tooLong'],
  ['thin', 'thin'],
  ['formula', 'formula'],
  ['feeling', 'reflection'],
  ['matter', 'reflection'],
  ['open-question', 'openQuestion'],
  ['closed-question', 'closedQuestion'],
  ['offer', 'closedQuestion'],
  ['warmth', 'warmth'],
];

const TRUST_BY: Readonly<Record<TakenAs, number>> = {
  reflection: 1, openQuestion: 1, warmth: 1, closedQuestion: 0, plain: 0, formula: 0,
  thin: -1, aboutOneself: -1, manyQuestions: -1, tooLong: -1, advice: -2, minimising: -2, judging: -3, contact: -3,
};

export const takenAs = (marks: ReadonlySet<Mark>): TakenAs => BY_MARK.find(([mark]) => marks.has(mark))?.[1] ?? 'plain';

/** One reply to somebody invented: what it does to them, and what they will write. Pure; the words decide (F198). */
export function reply(state: PracticeState, practice: Practice, text: string, language: string, nowMs: number): PracticeState {
  if (state.end !== null || text.trim() === '') return state;
  const marks = marksOf(state, practice, text, language);
  const taken = takenAs(marks);
  const before: PracticeState = { ...state, lines: [...state.lines, ...catchUp(state, nowMs)], typing: [] };
  const trust = Math.min(TRUST.most, before.trust + TRUST_BY[taken]);
  const after = trust <= 0 ? leave({ ...before, trust }, practice) : answer({ ...before, trust }, practice, taken, marks);
  const own: OwnLine = { who: 'me', text: text.trim(), atMs: nowMs, marks: [...marks], taken, effect: effectOf(state, after) };
  const next = { ...after, lines: [...after.lines, own] };
  const mustGo = next.end === null && ownLines(next).length >= COURSE.maxPracticeReplies;
  return mustGo ? { ...next, typing: [...next.typing, ...practice.ending], end: 'gone' } : next;
}

/** What its words do, and whether it gives back in the formula of the replies before it: the third time nobody hears it any more. */
function marksOf(state: PracticeState, practice: Practice, text: string, language: string): ReadonlySet<Mark> {
  const { marks } = readReply(text, heardOf(state, practice, language));
  const formula = marks.has('feeling') || marks.has('matter') ? formulaOf(text, language) : null;
  const before = ownLines(state).slice(1 - FORMULA.within).filter((line) => formulaOf(line.text, language) === formula);
  return formula === null || before.length < FORMULA.times - 1 ? marks : new Set([...marks, 'formula']);
}

/** Who answers faster than the other types has what was on its way before their own words. */
const catchUp = (state: PracticeState, nowMs: number): PracticeState['lines'] =>
  state.typing.map((text) => ({ who: 'they', text, atMs: nowMs }));

function effectOf(before: PracticeState, after: PracticeState): OwnLine['effect'] {
  if (after.trust < before.trust) return 'closed';
  const told = after.layer > before.layer || (after.answered && !before.answered) || after.end === 'heard';
  return told ? 'opened' : 'held';
}

/** What they have told: the feelings of the layer they are in, and the matter of everything so far. */
function heardOf(state: PracticeState, practice: Practice, language: string) {
  const told = practice.layers.slice(0, state.layer + 1);
  const theirs = state.lines.filter(({ who }) => who === 'they').map(({ text }) => text);
  return {
    language,
    feelings: told.at(-1)?.feelings ?? [],
    matters: told.flatMap(({ matters }) => matters),
    askedForAdvice: asksForAdvice(theirs.slice(-LOOK_BACK), language),
  };
}
const LOOK_BACK = 4;

const leave = (state: PracticeState, practice: Practice): PracticeState => ({ ...state, typing: practice.leaving, end: 'left' });

function answer(state: PracticeState, practice: Practice, taken: TakenAs, marks: ReadonlySet<Mark>): PracticeState {
  if (TRUST_BY[taken] < 0) return react({ ...state, heard: Math.max(0, state.heard - 1) }, practice, taken);
  // Whoever comes here wants to be asked in: after a hello that does not hurt they begin.
  if (state.layer < 0) return tellNext(state, practice);
  const felt = feel(state, marks);
  const closes = marks.has('farewell') && felt.layer === practice.layers.length - 1 && felt.heard > 0;
  // They felt heard before, at the end of their story: any kind word now is a good close.
  if (closes || (state.heard >= ENOUGH && isLast(state, practice))) return tellNext(felt, practice);
  if (marks.has('open-question') && !felt.answered) return sayMore(felt, practice);
  if (felt.heard < ENOUGH || isLast(felt, practice)) return react(felt, practice, taken);
  return tellNext(taken === 'plain' ? felt : react(felt, practice, taken), practice);
}

const isLast = (state: PracticeState, practice: Practice): boolean => state.layer === practice.layers.length - 1;

/** A feeling named is felt at once, but in a formula; anything else adds up, and the same thing does not count for ever. */
function feel(state: PracticeState, marks: ReadonlySet<Mark>): PracticeState {
  const open = marks.has('open-question') && !state.counted.includes('open');
  const warmth = marks.has('warmth') && !state.counted.includes('warmth');
  const givenBack = marks.has('formula') ? 0 : marks.has('feeling') ? 2 : marks.has('matter') ? 1 : 0;
  const heard = state.heard + givenBack + Number(open) + Number(warmth);
  const fresh = [...(open ? (['open'] as const) : []), ...(warmth ? (['warmth'] as const) : [])];
  return { ...state, heard, counted: [...state.counted, ...fresh] };
}

function sayMore(state: PracticeState, practice: Practice): PracticeState {
  const more = practice.layers[state.layer]?.whenAsked;
  return { ...state, answered: true, typing: more === undefined ? state.typing : [...state.typing, more] };
}

/** They dare the next layer; after the last one they go, and it was good. */
function tellNext(state: PracticeState, practice: Practice): PracticeState {
  const next = practice.layers[state.layer + 1];
  if (next === undefined) return { ...state, typing: [...state.typing, ...practice.ending], end: 'heard' };
  return { ...state, layer: state.layer + 1, heard: 0, counted: [], answered: false, typing: [...state.typing, ...next.said] };
}

type Reaction = keyof Practice['reactions'];

function react(state: PracticeState, practice: Practice, taken: TakenAs): PracticeState {
  const kind = reactionTo(taken);
  const used = state.used[kind] ?? 0;
  const lines = practice.reactions[kind];
  const line = lines[used % lines.length];
  return { ...state, used: { ...state.used, [kind]: used + 1 }, typing: line === undefined ? state.typing : [...state.typing, line] };
}

/** A second open question before anything was given back is answered as shortly as a closed one, and so is a formula. */
function reactionTo(taken: TakenAs): Reaction {
  if (taken === 'openQuestion' || taken === 'formula') return 'closedQuestion';
  return taken === 'plain' ? 'thin' : taken;
}
