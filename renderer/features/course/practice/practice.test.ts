import { describe, expect, it } from 'vitest';
import { COURSE } from '#shared/limits.ts';
import { readCourse } from '../../../content/course/course.ts';
import type { Practice } from '../../../content/course/schema.ts';
import { LIBRARY_LANGUAGES } from '../../../content/library/schema.ts';
import { feedbackOn } from './feedback.ts';
import { pauseMs } from './pauses.ts';
import { reply } from './reply.ts';
import { beginPractice, isOver, ownLines, practiceState, stopped, written, type PracticeState } from './state.ts';

const [exam, evenings, town] = await readCourse('practice', 'en');
if (exam === undefined || evenings === undefined || town === undefined) throw new Error('the practice is not there');

/** Everything that they are about to write is written. */
function settled(state: PracticeState, nowMs = 0): PracticeState {
  let now = state;
  while (now.typing.length > 0) now = written(now, nowMs);
  return now;
}

interface Talk {
  readonly language?: string;
  readonly most?: number;
}

/** Answers until it is over, by what one says to the state. */
function talk(practice: Practice, say: (state: PracticeState, turn: number) => string, more: Talk = {}): PracticeState {
  let now = settled(beginPractice(practice));
  for (let turn = 0; turn < (more.most ?? 100) && !isOver(now); turn += 1) {
    now = settled(reply(now, practice, say(now, turn), more.language ?? 'en', turn));
  }
  return now;
}

/** Somebody who listens: names a feeling of the layer, and asks openly now and then. */
const listens = (practice: Practice, language: string) => (state: PracticeState, turn: number): string => {
  if (turn === 0) return language === 'es' ? 'Hola, estoy aquí' : 'Hi, I am here';
  const feeling = practice.layers[state.layer]?.feelings[turn % 3] ?? '';
  const question = turn % 3 === 0 ? (language === 'es' ? ' ¿Cómo es eso para ti?' : ' What is that like for you?') : '';
  const [opening = ''] = OPENINGS[language]?.slice(turn % 3) ?? [];
  return `${opening} ${feeling}.${question}`;
};
const OPENINGS: Readonly<Record<string, readonly string[]>> = {
  en: ['That sounds', 'You feel', 'All of it is'], es: ['Suena', 'Te sientes', 'Todo es'],
};

/** Somebody who has one sentence for everything. */
const parrots = (practice: Practice, language: string) => (state: PracticeState): string =>
  `${OPENINGS[language]?.[0]} ${practice.layers[Math.max(0, state.layer)]?.feelings[0]}.`;

describe.each(LIBRARY_LANGUAGES)('F193: somebody who listens, in %s', (language) => {
  it('hears every practice to its end, layer by layer, and each layer once', async () => {
    for (const practice of await readCourse('practice', language)) {
      const state = talk(practice, listens(practice, language), { language });
      expect([practice.id, state.end]).toEqual([practice.id, 'heard']);
      const theirs = state.lines.filter(({ who }) => who === 'they').map(({ text }) => text);
      for (const line of [...practice.opening, ...practice.layers.flatMap(({ said }) => said), ...practice.ending]) {
        expect(theirs.filter((text) => text === line)).toHaveLength(1);
      }
      expect(ownLines(state).length).toBeLessThan(COURSE.maxPracticeReplies / 2);
    }
  });

  it('F198: whoever gives everything back in one formula is not told it all, and is told why', async () => {
    for (const practice of await readCourse('practice', language)) {
      const state = talk(practice, parrots(practice, language), { language });
      expect([practice.id, state.end]).toEqual([practice.id, 'gone']);
      const [third, ...rest] = ownLines(state).slice(2).filter(({ marks }) => marks.includes('formula'));
      expect(third?.effect).toBe('held');
      expect(rest.length).toBeGreaterThan(0);
      expect(feedbackOn(state).find(({ skill }) => skill === 'reflecting')).toMatchObject({ level: 'formula', quote: { mark: 'formula' } });
    }
  });
});

describe('F193, F198: how they take it', () => {
  const inFirstLayer = (): PracticeState => settled(reply(settled(beginPractice(town)), town, 'hi, glad you are here', 'en', 0));

  it('begin after a hello, and not after a shove', () => {
    expect(inFirstLayer().layer).toBe(0);
    expect(reply(settled(beginPractice(town)), town, 'You should just tell me what is wrong', 'en', 0).layer).toBe(-1);
  });

  it('tell more when asked openly, once, and are short with a second question', () => {
    const asked = reply(inFirstLayer(), town, 'What was that like?', 'en', 1);
    expect(asked.typing).toEqual([town.layers[0]?.whenAsked]);
    const again = reply(settled(asked), town, 'And how do you spend your days?', 'en', 2);
    expect(again.typing).toEqual([town.reactions.closedQuestion[0]]);
    expect(again.layer).toBe(0);
  });

  it('go on when a feeling is named', () => {
    const felt = reply(inFirstLayer(), town, 'That sounds lonely.', 'en', 1);
    expect(felt.layer).toBe(1);
    expect(felt.typing).toEqual([town.reactions.reflection[0], ...(town.layers[1]?.said ?? [])]);
  });

  it('F198: hear a feeling again as soon as it is given back in other words than twice before', () => {
    const said = ['hi, glad you are here', 'That sounds lonely.', 'It sounds lonely.'];
    const twice = talk(town, (_, turn) => said[turn] ?? '', { most: said.length });
    const [, , more] = town.layers;
    const again = settled(reply(twice, town, `That sounds ${more?.feelings[0]}.`, 'en', 3));
    expect([twice.layer, again.layer, ownLines(again).at(-1)?.effect]).toEqual([2, 2, 'held']);
    expect(reply(again, town, `You are ${more?.feelings[0]}.`, 'en', 4).layer).toBe(3);
  });

  it('F198: tell nothing more for a wish of the one who listens, though theirs is a wish as well', () => {
    const last = exam.layers.length - 1;
    const there = [...Array(20).keys()].map((most) => talk(exam, listens(exam, 'en'), { most })).find(({ layer }) => layer === last);
    if (there === undefined) throw new Error('they never came to their wish');
    const wished = reply(there, exam, 'I want to help you', 'en', 50);
    expect(ownLines(wished).at(-1)).toMatchObject({ effect: 'held', marks: [] });
    expect(ownLines(reply(there, exam, 'You want her to know, and nothing to change', 'en', 50)).at(-1)?.marks).toContain('feeling');
  });

  it('do not repeat themselves: reactions are used in turn', () => {
    let now = inFirstLayer();
    const said: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      now = reply(now, town, 'ok', 'en', n);
      said.push(...now.typing);
      now = settled(now);
    }
    expect(said).toEqual(town.reactions.thin.slice(0, 3));
  });

  it('leave when they are given advice all the time, and that is told kindly', () => {
    const state = talk(town, () => 'You should join a club');
    expect(state.end).toBe('left');
    expect(ownLines(state).length).toBeLessThanOrEqual(5);
    expect(state.lines.at(-1)?.text).toBe(town.leaving.at(-1));
    expect(feedbackOn(state).find(({ skill }) => skill === 'advice')).toMatchObject({
      level: 'often', quote: { text: 'You should join a club', mark: 'advice', effect: 'closed' },
    });
  });

  it('answer what was typed over them: nothing of what was on its way is lost', () => {
    const typing = reply(inFirstLayer(), town, 'That sounds lonely.', 'en', 1);
    const over = reply(typing, town, 'What was that like?', 'en', 2);
    const texts = over.lines.map(({ text }) => text);
    for (const line of town.layers[1]?.said ?? []) expect(texts).toContain(line);
    expect(texts.at(-1)).toBe('What was that like?');
  });

  it('have to go in the end, whatever is said', () => {
    const state = talk(town, () => 'What was that like?');
    expect(state.end).toBe('gone');
    expect(ownLines(state)).toHaveLength(COURSE.maxPracticeReplies);
  });

  it('say nothing to an empty line, and nothing after the end', () => {
    const now = inFirstLayer();
    expect(reply(now, town, '   ', 'en', 1)).toBe(now);
    const over = stopped(now);
    expect(reply(over, town, 'Hello?', 'en', 1)).toBe(over);
    expect(isOver(over)).toBe(true);
  });

  it('are plain values that the vault gives back as they were', () => {
    const state = talk(evenings, listens(evenings, 'en'), { most: 4 });
    expect(practiceState.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });

  it('take the time that people take, longer for more, and never for ever', () => {
    const random = (byte: number) => ({ bytes: () => Uint8Array.of(byte) });
    expect(pauseMs('ok', random(128))).toBeLessThan(pauseMs('ok then, i will tell you', random(128)));
    expect(pauseMs('x'.repeat(400), random(255))).toBeLessThan(7_000);
    expect(pauseMs('', random(0))).toBeGreaterThan(400);
  });
});

describe('F193: what one is told afterwards', () => {
  const after = (...replies: readonly string[]) => {
    const said = ['Hi, I am here', ...replies];
    return feedbackOn(talk(exam, (_, turn) => said[turn] ?? '', { most: said.length }));
  };
  const levels = (told: ReturnType<typeof feedbackOn>) => Object.fromEntries(told.map(({ skill, level }) => [skill, level]));

  it('good listening is told as that, with lines of one\'s own', () => {
    const state = talk(exam, listens(exam, 'en'));
    const told = feedbackOn(state);
    expect(levels(told)).toMatchObject({ reflecting: 'good', questions: 'good', pace: 'good', advice: 'good' });
    const quotes = told.flatMap(({ quote }) => (quote === null ? [] : [quote.text]));
    expect(quotes.length).toBeGreaterThan(1);
    for (const quote of quotes) expect(ownLines(state).map(({ text }) => text)).toContain(quote);
    expect(new Set(quotes).size).toBe(quotes.length);
  });

  it.each<[string, readonly string[], Record<string, string>]>([
    ['nothing given back', ['Did you fail?', 'Was it yesterday?'], { reflecting: 'little', questions: 'closed' }],
    ['an interview', ['Did you fail?', 'Are you sad?', 'Was it hard?', 'Do they know?'], { questions: 'interview' }],
    ['single words', ['ok', 'I see'], { pace: 'thin' }],
    ['many at once', ['What happened? How was it? And what did they say?'], { pace: 'many' }],
    ['a speech', [`It goes on and on ${'and then some more of it '.repeat(20)}`], { pace: 'long' }],
    ['one piece of advice', ['You should rest', 'That sounds hard', 'What is that like for you?', 'I hear you'], { advice: 'some' }],
    ['comfort that makes it small', ['It will be fine'], { care: 'minimising' }],
    ['a number', ['my number is 0171 555 12 34'], { care: 'contact' }],
    ['a promise', ["I won't tell anyone, that sounds hard"], { care: 'secrecy' }],
  ])('%s', (_, replies, expected) => {
    expect(levels(after(...replies))).toMatchObject(expected);
  });

  it('nobody who wrote nothing is told anything', () => {
    expect(feedbackOn(stopped(settled(beginPractice(exam))))).toEqual([]);
  });
});
