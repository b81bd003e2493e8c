import type { PersonCard } from '#shared/documents/queue.ts';
import { FORGOTTEN_NAME, UNKNOWN_NAME } from '#shared/people/unknown.ts';
import { useProfile } from '../people/use-profile.ts';
import { StartActs } from './StartActs.tsx';

/**
 * Below a chat that has ended: the way to this person once more, where there is one. The member asks or leaves a message
 * (F157, F158), the listener writes again (F237). Where the rule book says no, a closed "Why?" has the rule (promise 4).
 */
export function TalkAgain({ person: { name, type } }: { person: PersonCard }) {
  return type === 'guest' || name === UNKNOWN_NAME || name === FORGOTTEN_NAME ? null : <Again name={name} />;
}

function Again({ name }: { name: string }) {
  const { seen, stale, failure } = useProfile(name);
  if (seen === null || failure?.code === 'not-found') return null;
  return <StartActs view={seen.value} stale={stale} again />;
}
