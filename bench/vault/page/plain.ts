import type { Note } from '../../../renderer/vault/types.ts';

/** What both sides of the comparison do. */
export interface Store {
  search(query: string): Promise<number>;
  save(id: string, body: string): Promise<void>;
  close(): Promise<void>;
}

const NAME = 'bench-plain';

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB')));
  });

const committed = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('IndexedDB')));
  });

const newestFirst = (notes: readonly Note[]): Note[] =>
  notes.toSorted((one, other) => Number(other.pinned) - Number(one.pinned) || other.updatedAtMs - one.updatedAtMs);

/** The same notes in bare IndexedDB, readable for everybody: the least that keeping and finding them can cost. */
export async function openPlain(): Promise<Store & { fill(notes: readonly Note[]): Promise<void> }> {
  const opening = indexedDB.open(NAME, 1);
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('notes', { keyPath: 'id' }));
  const database = await done(opening);
  const writing = (): IDBTransaction => database.transaction('notes', 'readwrite', { durability: 'strict' });
  const all: Note[] = await done(database.transaction('notes').objectStore('notes').getAll());
  const notes = newestFirst(all);
  return {
    async search(query) {
      const words = query.toLowerCase().split(' ');
      const holds = ({ title, body }: Note): boolean => {
        const text = `${title}\n${body}`.toLowerCase();
        return words.every((word) => text.includes(word));
      };
      return newestFirst(notes.filter(holds)).length;
    },
    async save(id, body) {
      const transaction = writing();
      const store = transaction.objectStore('notes');
      const before = (await done(store.get(id))) as Note;
      store.put({ ...before, body });
      await committed(transaction);
    },
    async fill(added) {
      const transaction = writing();
      for (const note of added) transaction.objectStore('notes').put(note);
      await committed(transaction);
    },
    close: async () => database.close(),
  };
}
