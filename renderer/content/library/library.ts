import { LIBRARY_LANGUAGES, SHELVES, type ItemOf, type LibraryLanguage, type Shelf } from './schema.ts';

/** Every file of the library, each loaded when it is first asked for; all of them are part of the app and work offline. */
const FILES: Readonly<Record<string, () => Promise<unknown>>> = import.meta.glob('./*/*/*.json', { import: 'default' });

/** The language of the library nearest to that of the screens (`es-MX` → `es`); the first one where we have not written it yet. */
export function libraryLanguage(language: string): LibraryLanguage {
  const base = language.split('-')[0];
  return LIBRARY_LANGUAGES.find((one) => one === base) ?? LIBRARY_LANGUAGES[0];
}

const read = new Map<string, Promise<readonly unknown[]>>();

/** All of a shelf in one language, by id; read once. Rejects only where a file of ours does not keep its own form. */
export function readShelf<S extends Shelf>(shelf: S, language: LibraryLanguage): Promise<readonly ItemOf<S>[]> {
  const folder = `./${shelf}/${language}/`;
  const known = read.get(folder);
  if (known !== undefined) return known as Promise<readonly ItemOf<S>[]>;
  const load = async (): Promise<readonly ItemOf<S>[]> => {
    const names = Object.keys(FILES).filter((name) => name.startsWith(folder)).toSorted();
    const values = await Promise.all(names.map((name) => FILES[name]?.()));
    return values.map((value) => SHELVES[shelf].parse(value) as ItemOf<S>);
  };
  const reading = load();
  read.set(folder, reading);
  return reading;
}
