import { libraryLanguage } from '../library/library.ts';
import { COURSE_SHELVES, type CourseItem, type CourseShelf } from './schema.ts';

/** Every file of the course, each loaded when it is first asked for; all of them are part of the app and work offline. */
const FILES: Readonly<Record<string, () => Promise<unknown>>> = import.meta.glob('./*/*/*.json', { import: 'default' });

const read = new Map<string, Promise<readonly unknown[]>>();

/** A shelf in the language nearest to that of the screens, in its order; read once. */
export function readCourse<S extends CourseShelf>(shelf: S, language: string): Promise<readonly CourseItem<S>[]> {
  const folder = `./${shelf}/${libraryLanguage(language)}/`;
  const known = read.get(folder);
  if (known !== undefined) return known as Promise<readonly CourseItem<S>[]>;
  const load = async (): Promise<readonly CourseItem<S>[]> => {
    const names = Object.keys(FILES).filter((name) => name.startsWith(folder));
    const values = await Promise.all(names.map((name) => FILES[name]?.()));
    return values
      .map((value) => COURSE_SHELVES[shelf].parse(value) as CourseItem<S>)
      .toSorted((one, other) => one.order - other.order);
  };
  const reading = load();
  read.set(folder, reading);
  return reading;
}
