import { useCallback, useEffect, useRef, useState } from 'react';
import type { RestrictedPerson } from '#shared/people/keeping.ts';
import type { HouseCommands } from '../../engine/house.ts';
import type { CommandFailure } from '../../engine/types.ts';

interface Read {
  readonly people: readonly RestrictedPerson[];
  readonly next: string | null;
  readonly failure: CommandFailure | null;
}

/** Who is banned or held, as many pages as somebody asked for; null until the relay has answered. */
export function useRestricted(ask: HouseCommands['readRestrictions']) {
  const [read, setRead] = useState<Read | null>(null);
  const [busy, setBusy] = useState(false);
  const pages = useRef(1);
  const current = useRef(0);

  /** All pages that were shown, anew: what was done to one of them may have moved the others. */
  const again = useCallback(async (): Promise<void> => {
    const mine = (current.current += 1);
    const shown = await readPages(ask, pages.current);
    if (mine === current.current) setRead(shown);
  }, [ask]);

  useEffect(() => {
    const show = async (): Promise<void> => again();
    void show();
    return () => {
      current.current += 1;
    };
  }, [again]);

  const more = async (): Promise<void> => {
    pages.current += 1;
    setBusy(true);
    await again();
    setBusy(false);
  };
  return { read, busy, again, more };
}

async function readPages(ask: HouseCommands['readRestrictions'], count: number): Promise<Read> {
  const people = new Map<string, RestrictedPerson>();
  let next: string | null = null;
  for (let page = 0; page < count && (page === 0 || next !== null); page += 1) {
    const answer: Awaited<ReturnType<typeof ask>> = await (next === null ? ask() : ask(next));
    if (!answer.ok) return { people: [...people.values()], next, failure: answer.error };
    for (const person of answer.value.people) people.set(person.name, person);
    next = answer.value.next;
  }
  return { people: [...people.values()], next, failure: null };
}
