import { useDeferredValue, useMemo } from 'react';
import { IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { findContactDetails } from '#shared/people/contact-details.ts';
import { fullNameIn } from '#shared/people/full-name.ts';
import { mayShowContactDetails } from '#shared/policy/therapists.ts';
import { useIdentity } from '../../app/context.tsx';
import styles from './composer.module.css';

/** Nothing that is found has fewer characters. */
const SHORTEST = 5;

/**
 * F077, F239, RELIABILITY G1: while one writes in a chat, a word about what leads outside, or else about a full name. Seen by the writer
 * alone, kept nowhere, and it holds up no sending: the line may be the one that somebody in need must get out. A therapist's full name is
 * public (F046), and not worth a word.
 */
export function ContactHint({ text }: { text: string }) {
  const identity = useIdentity();
  const excepted = identity.at === 'account' && mayShowContactDetails({ ...identity.me, rank: identity.me.standing.rank });
  const goesByName = identity.at === 'account' && identity.me.type === 'therapist';
  // The region is there before its words: one that comes together with them, as when a line is pasted, is not read out.
  return <div aria-live="polite">{!excepted && text.length >= SHORTEST && <Reading text={text} names={!goesByName} />}</div>;
}

function Reading({ text, names }: { text: string; names: boolean }) {
  const { t } = useTranslation(['chats', 'people']);
  // Never in the way of a key: read when there is time.
  const later = useDeferredValue(text);
  const first = useMemo(() => findContactDetails(later)[0], [later]);
  const name = useMemo(() => (names ? fullNameIn(later) : null), [later, names]);
  return (
    <>
      {first !== undefined && (
        <div className={styles.hint}>
          <IconShieldCheck size={20} stroke={1.6} aria-hidden="true" />
          <p>
            {t(`people:contact.${first.kind}`)} <q dir="auto">{first.text}</q>. {t('contact.text')}
          </p>
        </div>
      )}
      {first === undefined && name !== null && (
        <div className={styles.hint}>
          <IconShieldCheck size={20} stroke={1.6} aria-hidden="true" />
          <p>
            {t('people:contact.fullName')} <q dir="auto">{name}</q>
          </p>
        </div>
      )}
    </>
  );
}
