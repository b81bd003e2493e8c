import { COURSE_LESSONS, COURSE_PRACTICE } from '#shared/people/course.ts';
import { LIBRARY_LANGUAGES } from '../library/schema.ts';
import type { LibraryFile } from '../library/validate.ts';
import { COURSE_SHELVES, type CourseShelf, type Lesson, type Practice } from './schema.ts';

interface Item {
  readonly shelf: CourseShelf;
  readonly language: string;
  readonly id: string;
  readonly value: Lesson | Practice;
}

/** The texts, which are translated; everything else is the same in each language. */
const WORDS = new Set([
  'title', 'summary', 'aim', 'heading', 'text', 'setting', 'seeker', 'reply', 'why', 'ask', 'poor', 'by', 'whenAsked',
]);
/** Lists of words that may have another length in another language. */
const OWN_LENGTH = new Set(['feelings', 'matters']);
/** Lists of what is said or hinted at: as many in each language. */
const LISTS = new Set(['hints', 'samples', 'said', 'opening', 'leaving', 'ending', 'afterwards', 'items']);
const REACTIONS = new Set([
  'reflection', 'closedQuestion', 'advice', 'minimising', 'judging', 'aboutOneself', 'manyQuestions', 'tooLong', 'thin', 'contact', 'warmth',
]);

/** Everything wrong with the course, one line each, each beginning with the file; empty when it may be shipped (F193). */
export function courseComplaints(files: readonly LibraryFile[]): readonly string[] {
  const items: Item[] = [];
  const complaints: string[] = [];
  for (const { path, value } of files) {
    const [, shelf, language, id] = /^([a-z]+)\/([a-z]{2})\/([a-z0-9-]+)\.json$/.exec(path) ?? [];
    if (shelf === undefined || language === undefined || id === undefined || !Object.hasOwn(COURSE_SHELVES, shelf)) {
      complaints.push(`${path}: not <shelf>/<language>/<id>.json of the course`);
      continue;
    }
    const parsed = COURSE_SHELVES[shelf as CourseShelf].safeParse(value);
    if (!parsed.success) {
      complaints.push(...parsed.error.issues.map((issue) => `${path}: ${issue.path.join('.')}: ${issue.message}`));
    } else if (parsed.data.id !== id) {
      complaints.push(`${path}: its id is ${parsed.data.id}`);
    } else {
      items.push({ shelf: shelf as CourseShelf, language, id, value: parsed.data });
    }
  }
  return [...complaints, ...ofLanguages(items), ...ofOrder(items), ...items.flatMap(ofItself), ...ofTheWay(items)];
}

const nameOf = ({ shelf, language, id }: Omit<Item, 'value'>): string => `${shelf}/${language}/${id}.json`;

function ofLanguages(items: readonly Item[]): string[] {
  const [first, ...others] = LIBRARY_LANGUAGES;
  const by = new Map(items.map((item) => [nameOf(item), item]));
  return items.flatMap((item) => {
    if (item.language !== first) return by.has(nameOf({ ...item, language: first })) ? [] : [`${nameOf(item)}: is not there in ${first}`];
    return others.flatMap((language) => {
      const other = by.get(nameOf({ ...item, language }));
      if (other === undefined) return [`${nameOf(item)}: is not there in ${language}`];
      return frame(other.value) === frame(item.value) ? [] : [`${nameOf(other)}: differs from ${first} in more than its words`];
    });
  });
}

/** An item without its words: ids, kinds, order, minutes, fits, right answers, and how many there are of each. */
function frame(value: unknown): string {
  return JSON.stringify(value, (key, part: unknown) => {
    if (OWN_LENGTH.has(key) || REACTIONS.has(key)) return 'own';
    if (Array.isArray(part) && LISTS.has(key)) return part.length;
    return WORDS.has(key) && typeof part === 'string' ? 'words' : part;
  });
}

/** On each shelf the order runs from 1 on, without gaps and with nothing twice. */
function ofOrder(items: readonly Item[]): string[] {
  const shelves = new Map<string, Item[]>();
  for (const item of items) {
    const key = `${item.shelf}/${item.language}`;
    shelves.set(key, [...(shelves.get(key) ?? []), item]);
  }
  return [...shelves].flatMap(([key, held]) => {
    const orders = held.map(({ value }) => value.order).toSorted((one, other) => one - other);
    return orders.every((order, at) => order === at + 1) ? [] : [`${key}: the orders are ${orders.join(', ')}, not 1 to ${orders.length}`];
  });
}

function ofItself(item: Item): string[] {
  const say = (what: string): string => `${nameOf(item)}: ${what}`;
  if (item.shelf === 'practice') return twice((item.value as Practice).layers).map((id) => say(`two layers are called ${id}`));
  const { steps, quiz } = item.value as Lesson;
  return [
    ...twice([...steps, ...quiz]).map((id) => say(`two parts are called ${id}`)),
    ...quiz.flatMap(({ id, options }) => {
      const right = options.filter((option) => option.right).length;
      return right === 1 ? [] : [say(`the question ${id} has ${right} right answers`)];
    }),
    ...steps.flatMap((step) => {
      if (step.kind !== 'choose') return [];
      const missing = (['good', 'poor'] as const).filter((fit) => !step.options.some((option) => option.fit === fit));
      return missing.map((fit) => say(`the step ${step.id} has no ${fit} reply`));
    }),
  ];
}

function twice(parts: readonly { readonly id: string }[]): readonly string[] {
  const ids = parts.map(({ id }) => id);
  return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))];
}

/** What the relay asks for is what there is, in its order. */
function ofTheWay(items: readonly Item[]): string[] {
  const [first] = LIBRARY_LANGUAGES;
  const idsOf = (shelf: CourseShelf): string =>
    items
      .filter((item) => item.shelf === shelf && item.language === first)
      .toSorted((one, other) => one.value.order - other.value.order)
      .map(({ id }) => id)
      .join(', ');
  const wanted = { lessons: COURSE_LESSONS.join(', '), practice: COURSE_PRACTICE.join(', ') };
  return (['lessons', 'practice'] as const).flatMap((shelf) =>
    idsOf(shelf) === wanted[shelf] ? [] : [`${shelf}: shared/people/course.ts asks for ${wanted[shelf]}; there are ${idsOf(shelf)}`],
  );
}
