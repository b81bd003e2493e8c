import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCourse } from './course/course.ts';
import type { Lesson, LessonStep } from './course/schema.ts';
import { LIBRARY_LANGUAGES } from './library/schema.ts';

/* What the texts say of danger, and of whom one tells, is one thing in all of them (F080, F193, F198). */

const HERE = import.meta.dirname;
const ROOTS = [HERE, join(HERE, '../i18n'), join(HERE, '../../docs')];

/** Every text of the app and of its guides: the file, and a line of it. */
const lines = ROOTS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(json|md)$|agreements.*\.ts$|(?:en|es)\/[a-z]+\.ts$/.test(name) && !name.endsWith('.test.ts'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').map((line) => ({ name, line }))),
);

/** Help now stands at the side, at the foot or on top, as the window is wide (RELIABILITY G6). */
const PLACES = [
  /\b(?:help now)[”"*»]?(?:,| is| stands| with)?(?: always)? (?:at the (?:foot|top|bottom|side|edge)|below|above|beneath|in the (?:corner|rail)|on the (?:left|right))/iu,
  /\b(?:below|above|at the (?:foot|top|bottom)|in the corner)[^.;:!?]{0,30}[“"*«]?help now/iu,
  /ayuda ahora[”"*»]?,?(?: está| queda)?(?: también| siempre)? (?:al (?:pie|final|lado)|abajo|arriba|debajo|encima|en la (?:esquina|barra)|a la (?:izquierda|derecha))/iu,
  /\b(?:abajo|arriba|al pie|al final de la página)[^.;:!?]{0,30}[“"*«]?ayuda ahora/iu,
];

const isPlaced = (line: string): boolean => PLACES.some((place) => place.test(line));

describe('G6: no text names a place for Help now', () => {
  it('anywhere in the app or its guides', () => {
    expect(lines.filter(({ line }) => /help now|ayuda ahora/i.test(line)).length).toBeGreaterThan(150);
    expect(lines.filter(({ line }) => isPlaced(line))).toEqual([]);
  });

  it.each([
    'open “Help now” at the foot of every page', 'Help now, at the foot of every page, has the number', '“Help now” is at the foot of the page', 'Please open Help now below and call',
    'at the foot of every page is “Help now”', 'abre “Ayuda ahora”, al pie de cada página', '“Ayuda ahora” está también al pie de esta página', 'Abre Ayuda ahora, abajo, y llama',
  ])('would notice: %s', (line) => {
    expect(isPlaced(line)).toBe(true);
  });
});

/** The lines that a listener is shown as good ones to write. */
const goodReplies = ({ steps }: Lesson): readonly string[] =>
  steps.flatMap((step) => {
    if (step.kind === 'choose') return step.options.filter(({ fit }) => fit === 'good').map(({ reply }) => reply);
    return step.kind === 'rewrite' ? step.samples : step.kind === 'example' ? [step.good.reply] : [];
  });

const items = (step: LessonStep | undefined): readonly string[] =>
  step?.kind === 'read' ? step.blocks.flatMap((block) => (block.kind === 'list' ? block.items : [])) : [];
const branch = (item: string | undefined): string => /^[^:]+: [^.]+\./u.exec(item ?? '')?.[0] ?? 'none';

const courses = await Promise.all(
  LIBRARY_LANGUAGES.map(async (language) => ({
    language,
    lessons: await readCourse('lessons', language),
    modules: await readCourse('modules', language),
  })),
);

describe.each(courses)('F193: danger in $language', ({ lessons, modules }) => {
  const all = [...lessons, ...modules];

  it('after a yes the lesson and the module go the same two ways', () => {
    const [thought, now] = items(lessons.find(({ id }) => id === 'edges')?.steps.find(({ id }) => id === 'danger'));
    const [moduleThought, moduleNow] = items(
      modules.find(({ id }) => id === 'when-somebody-may-be-in-danger')?.steps.find(({ id }) => id === 'after-a-yes'),
    );
    expect(branch(thought)).toMatch(/go on listening|sigue escuchando/);
    expect(branch(now)).toMatch(/the short way|el camino corto/);
    expect([branch(thought), branch(now)]).toEqual([branch(moduleThought), branch(moduleNow)]);
    // Whoever is no more than thought of is not sent away (the gate's own promise).
    const [right] = lessons.find(({ id }) => id === 'edges')?.quiz.find(({ id }) => id === 'a-thought')?.options.filter((one) => one.right) ?? [];
    expect(right?.text).toMatch(/^(Go on listening|Sigues escuchando)/);
  });

  it('no line to write promises that somebody will be told, or hands the other on: the app does neither', () => {
    const replies = all.flatMap(goodReplies);
    expect(replies.length).toBeGreaterThan(60);
    const promises = /people who run|those who run|quienes llevan|look for another listener|busque a otr/iu;
    expect(replies.filter((reply) => promises.test(reply))).toEqual([]);
  });

  it('no lesson sends a listener to another or to a mentor: one may ask (F036), and each text that says so promises nobody', () => {
    const said = all.flatMap((lesson) => JSON.stringify(lesson).split('"'));
    expect(said.filter((text) => /\ba mentor\b|\buna? mentora?\b/iu.test(text))).toEqual([]);
    const naming = said.filter((text) => /another listener|otro oyente|otra persona que escuch/iu.test(text));
    expect(naming.filter((text) => !/nobody is promised|nadie te lo promete/iu.test(text))).toEqual([]);
    // Where one talks about oneself, and where one asks for support.
    expect(naming).toHaveLength(2);
  });
});

describe('F036: listeners may ask each other, and no text denies it', () => {
  const denies = (line: string): boolean =>
    /listeners (?:cannot|can ?not|can't|may not) (?:write to|ask|talk to|talk with) (?:each other|one another)|entre oyentes(?: aquí)? no se puede|los oyentes no pueden (?:escribirse|hablar(?:se)? entre)/iu.test(line);

  it('in the app or its guides', () => {
    expect(lines.filter(({ line }) => denies(line))).toEqual([]);
  });

  it.each([
    'with somebody you trust; listeners cannot write to each other here.', 'Listeners cannot write to each other here; if you need a chat',
    'entre oyentes aquí no se puede escribir.', 'Los oyentes no pueden escribirse',
  ])('would notice: %s', (line) => {
    expect(denies(line)).toBe(true);
  });
});

it('F193: the gravest question has one wording in Spanish', () => {
  const spanish = lines.filter(({ name }) => /(?:^|\/)es\//.test(name));
  expect(spanish.some(({ line }) => line.includes('¿Estás pensando en suicidarte?'))).toBe(true);
  expect(spanish.filter(({ line }) => /\bmatar(?:te|me|se)\b/iu.test(line))).toEqual([]);
});
