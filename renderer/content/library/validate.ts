import { LIBRARY_LANGUAGES, SHELVES, type Answer, type Guide, type Meditation, type Path, type Shelf } from './schema.ts';

/** A file of the library as it lies there: `guides/en/sleep.json` and what JSON.parse made of it. */
export interface LibraryFile {
  readonly path: string;
  readonly value: unknown;
}

interface Item {
  readonly shelf: Shelf;
  readonly language: string;
  readonly id: string;
  readonly value: unknown;
}

/** What must be the same in every language: the texts, and nothing else, are translated. */
const TEXT_FIELDS = new Set([
  'title', 'summary', 'aim', 'ending', 'whenMore', 'heading', 'text', 'items', 'intro', 'prompts', 'steps', 'ifTooMuch',
  'question', 'low', 'high', 'afterwards', 'detail', 'answer', 'body', 'by',
]);

/** Everything wrong with a library, one line each, each beginning with the file; empty when it may be shipped. */
export function libraryComplaints(files: readonly LibraryFile[]): readonly string[] {
  const items: Item[] = [];
  const complaints: string[] = [];
  for (const { path, value } of files) {
    const place = /^([a-z]+)\/([a-z]{2})\/([a-z0-9-]+)\.json$/.exec(path);
    const [, shelf, language, id] = place ?? [];
    if (shelf === undefined || language === undefined || id === undefined || !(shelf in SHELVES)) {
      complaints.push(`${path}: not <shelf>/<language>/<id>.json`);
      continue;
    }
    const parsed = SHELVES[shelf as Shelf].safeParse(value);
    if (!parsed.success) {
      complaints.push(...parsed.error.issues.map((issue) => `${path}: ${issue.path.join('.')}: ${issue.message}`));
    } else if (parsed.data.id !== id) {
      complaints.push(`${path}: its id is ${parsed.data.id}`);
    } else {
      items.push({ shelf: shelf as Shelf, language, id, value: parsed.data });
    }
  }
  return [...complaints, ...ofLanguages(items), ...ofReferences(items), ...ofOrder(items)];
}

const nameOf = (item: Item): string => `${item.shelf}/${item.language}/${item.id}.json`;

function ofLanguages(items: readonly Item[]): string[] {
  const [first, ...others] = LIBRARY_LANGUAGES;
  const by = new Map(items.map((item) => [nameOf(item), item]));
  const complaints: string[] = [];
  for (const item of items) {
    if (item.language === first) {
      for (const language of others) {
        const other = by.get(`${item.shelf}/${language}/${item.id}.json`);
        if (other === undefined) complaints.push(`${nameOf(item)}: is not there in ${language}`);
        else if (frame(other.value) !== frame(item.value)) complaints.push(`${nameOf(other)}: differs from ${first} in more than its words`);
      }
    } else if (!by.has(`${item.shelf}/${first}/${item.id}.json`)) {
      complaints.push(`${nameOf(item)}: is not there in ${first}`);
    }
  }
  return complaints;
}

/** The item without its words. Lists of words keep their length, so that no paragraph is left out of a language. */
function frame(value: unknown): string {
  return JSON.stringify(value, (key, part: unknown) => {
    if (!TEXT_FIELDS.has(key)) return part;
    return Array.isArray(part) ? part.length : typeof part;
  });
}

function ofReferences(items: readonly Item[]): string[] {
  const known = new Set(items.map(nameOf));
  return items.flatMap((item) =>
    referencesOf(item).filter((name) => !known.has(name)).map((name) => `${nameOf(item)}: points to ${name}, which is not there`),
  );
}

function referencesOf({ shelf, language, value }: Item): string[] {
  const to = (target: Shelf, ids: readonly string[]): string[] => ids.map((id) => `${target}/${language}/${id}.json`);
  switch (shelf) {
    case 'guides': {
      const guide = value as Guide;
      return [...to('paths', guide.paths), ...to('meditations', guide.meditations)];
    }
    case 'answers': {
      const answer = value as Answer;
      return [...to('paths', answer.paths), ...to('guides', answer.guides)];
    }
    case 'paths':
      return to('meditations', (value as Path).activities.flatMap((activity) => (activity.kind === 'meditate' ? [activity.meditation] : [])));
    case 'meditations':
    case 'templates':
    case 'tools':
      return [];
  }
}

/** Ids within an item occur once; words of a meditation come one after the other, inside its time. */
function ofOrder(items: readonly Item[]): string[] {
  return items.flatMap((item) => {
    if (item.shelf === 'paths') return doubled(item, (item.value as Path).activities);
    if (item.shelf === 'guides') return doubled(item, (item.value as Guide).sections);
    if (item.shelf !== 'meditations') return [];
    const { script, seconds } = item.value as Meditation;
    const orderly = script.every(({ atSeconds }, at) => atSeconds < seconds && (at === 0 || atSeconds > (script[at - 1]?.atSeconds ?? 0)));
    return orderly ? [] : [`${nameOf(item)}: the words of the script are not in the order of their seconds, or go beyond the end`];
  });
}

function doubled(item: Item, parts: readonly { readonly id: string }[]): string[] {
  const ids = parts.map((part) => part.id);
  return new Set(ids).size === ids.length ? [] : [`${nameOf(item)}: two parts have the same id`];
}
