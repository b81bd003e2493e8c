import { useTranslation } from 'react-i18next';
import type { Actor } from '#shared/policy/actor.ts';
import { decide } from '#shared/policy/decide.ts';
import { Why } from '../../ui/Why.tsx';

const QUESTION = { 'name.change': 'changeName', 'keys.change': 'keys' } as const;

/** What a guest misses where others change their name and their keys, each with why (P60, P61; DESIGN promise 4). */
export function NotForGuests({ actor }: { actor: Actor }) {
  const { t } = useTranslation('why');
  return (Object.keys(QUESTION) as (keyof typeof QUESTION)[]).map((action) => {
    const may = decide(actor, { action });
    return may.allowed ? null : <Why key={action} rule={may.rule} question={t(`of.${QUESTION[action]}`)} />;
  });
}
