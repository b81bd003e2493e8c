import type { Note } from '../../vault/types.ts';
import { isAbout, type KnownPerson } from './note-links.ts';

/** Somebody, and how many notes are about them. */
export interface PersonNotes {
  readonly person: KnownPerson;
  readonly count: number;
}

export interface PeopleNotes {
  /** Those whom one listened to (F181). */
  readonly members: readonly PersonNotes[];
  readonly listeners: readonly PersonNotes[];
  /** Notes about people with whom no chat is on this device any more, by name. */
  readonly parted: readonly { readonly name: string; readonly notes: readonly Note[] }[];
}

/** The people of one's chats and notes: those with notes first, otherwise in the order of the chats. */
export function peopleNotes(people: readonly KnownPerson[], notes: readonly Note[]): PeopleNotes {
  const linked = notes.filter(({ about }) => about.length > 0);
  const counted = people.map((person) => ({ person, count: linked.filter((note) => isAbout(note, person)).length }));
  const ordered = [...counted.filter(({ count }) => count > 0), ...counted.filter(({ count }) => count === 0)];
  const parted = new Map<string, Note[]>();
  for (const note of linked) {
    const names = new Set(note.about.filter((link) => !people.some((person) => isAbout({ about: [link] }, person))).map(({ name }) => name));
    for (const name of names) parted.set(name, [...(parted.get(name) ?? []), note]);
  }
  return {
    members: ordered.filter(({ person }) => person.side === 'member'),
    listeners: ordered.filter(({ person }) => person.side === 'listener'),
    parted: [...parted].map(([name, about]) => ({ name, notes: about })),
  };
}
