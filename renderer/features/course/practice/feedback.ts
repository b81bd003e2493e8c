import type { Mark } from '../listening/types.ts';
import { ownLines, type OwnLine, type PracticeState } from './state.ts';

/** What the practice looks at, in the order in which it is told. `care` only where something happened. */
export const SKILLS = ['reflecting', 'questions', 'pace', 'advice', 'care'] as const;
export type Skill = (typeof SKILLS)[number];

/** A line of one's own, and the one thing about it that is told: words under `course:did.<mark>`. */
export interface Quote {
  readonly text: string;
  readonly mark: Mark;
  readonly effect: OwnLine['effect'];
}

/** Words under `course:feedback.<skill>.<level>`. */
export interface SkillFeedback {
  readonly skill: Skill;
  readonly level: string;
  readonly quote: Quote | null;
}

const CARE: readonly Mark[] = ['contact', 'secrecy', 'diagnosis', 'judging', 'minimising', 'about-oneself'];
/** Of ten replies, from here on: often. */
const OFTEN = 0.34;
const SOME = 0.15;
const OFTEN_COUNT = 3;

/** F193: what one's replies did, skill by skill, kindly and by one's own words. Nothing for somebody who wrote nothing. */
export function feedbackOn(state: PracticeState): readonly SkillFeedback[] {
  const lines = ownLines(state);
  if (lines.length === 0) return [];
  const quoted = new Set<string>();
  // Much advice weighs most, and is spoken of first.
  const looks = advice(lines).level === 'often' ? [advice, reflecting, questions, pace, care] : [reflecting, questions, pace, advice, care];
  return looks.flatMap((look): SkillFeedback[] => {
    const told = look(lines);
    if (told === null) return [];
    // No line is quoted twice.
    const found = told.by === null ? null : quote(lines.filter(({ text }) => !quoted.has(text)), told.by.marks, told.by.effects);
    if (found !== null) quoted.add(found.text);
    return [{ skill: told.skill, level: told.level, quote: found }];
  });
}

/** What is told of a skill, and by which of one's lines it is shown. */
interface Told {
  readonly skill: Skill;
  readonly level: string;
  readonly by: { readonly marks: readonly Mark[]; readonly effects: readonly OwnLine['effect'][] } | null;
}

const has = (line: OwnLine, ...marks: readonly Mark[]): boolean => marks.some((mark) => line.marks.includes(mark));
const count = (lines: readonly OwnLine[], ...marks: readonly Mark[]): number => lines.filter((line) => has(line, ...marks)).length;

/** The line that shows it best: the one after which most happened, the latest of those. */
function quote(lines: readonly OwnLine[], marks: readonly Mark[], effects: readonly OwnLine['effect'][]): Quote | null {
  for (const effect of effects) {
    for (const mark of marks) {
      const line = lines.findLast((one) => one.effect === effect && has(one, mark));
      if (line !== undefined) return { text: line.text, mark, effect };
    }
  }
  return null;
}

const GOOD = ['opened', 'held', 'closed'] as const;
const HARD = ['closed', 'held', 'opened'] as const;

function reflecting(lines: readonly OwnLine[]): Told {
  const share = count(lines, 'feeling', 'matter') / lines.length;
  const feelings = count(lines, 'feeling');
  if (count(lines, 'formula') > 0) return { skill: 'reflecting', level: 'formula', by: { marks: ['formula'], effects: HARD } };
  const level = share >= OFTEN ? (feelings > 1 ? 'good' : 'matter') : share >= SOME ? 'some' : 'little';
  return { skill: 'reflecting', level, by: { marks: ['feeling', 'matter'], effects: GOOD } };
}

function questions(lines: readonly OwnLine[]): Told {
  const open = count(lines, 'open-question');
  const closed = count(lines, 'closed-question', 'many-questions');
  const asking = (open + closed) / lines.length;
  if (asking > 0.75 && lines.length >= 4 && count(lines, 'feeling', 'matter') < open + closed) {
    return { skill: 'questions', level: 'interview', by: { marks: ['many-questions', 'closed-question', 'open-question'], effects: HARD } };
  }
  if (open === 0) {
    const level = closed > 0 ? 'closed' : 'none';
    return { skill: 'questions', level, by: { marks: ['closed-question'], effects: HARD } };
  }
  const level = open > closed ? 'good' : 'mixed';
  return { skill: 'questions', level, by: { marks: ['open-question'], effects: GOOD } };
}

function pace(lines: readonly OwnLine[]): Told {
  const kinds = (['many-questions', 'too-long', 'thin'] as const)
    .map((mark) => ({ mark, count: count(lines, mark) }))
    .toSorted((one, other) => other.count - one.count);
  const [worst] = kinds;
  if (worst === undefined || worst.count === 0) return { skill: 'pace', level: 'good', by: null };
  const level = { 'many-questions': 'many', 'too-long': 'long', thin: 'thin' }[worst.mark];
  return { skill: 'pace', level, by: { marks: [worst.mark], effects: HARD } };
}

/** Somebody who gives advice all the time is told, kindly, why that is not listening. */
function advice(lines: readonly OwnLine[]): Told {
  const given = count(lines, 'advice');
  if (given === 0) {
    const offered = count(lines, 'offer') > 0;
    return { skill: 'advice', level: offered ? 'offered' : 'good', by: offered ? { marks: ['offer'], effects: GOOD } : null };
  }
  const often = given >= OFTEN_COUNT || given / lines.length >= OFTEN;
  return { skill: 'advice', level: often ? 'often' : 'some', by: { marks: ['advice'], effects: HARD } };
}

function care(lines: readonly OwnLine[]): Told | null {
  const [mark] = CARE.filter((one) => count(lines, one) > 0);
  return mark === undefined ? null : { skill: 'care', level: mark, by: { marks: [mark], effects: HARD } };
}
