import { useDeferredValue, useMemo } from 'react';
import { IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { findContactDetails } from '#shared/people/contact-details.ts';
import { mayShowContactDetails } from '#shared/policy/therapists.ts';
import { useIdentity } from '../../app/context.tsx';
import styles from './composer.module.css';

/**
 * F077, RELIABILITY G1: while one writes in a chat, a word about what leads outside. Seen by the writer alone, kept nowhere, and it
 * holds up no sending: the line may be the one that somebody in need must get out.
 */
export function ContactHint({ text }: { text: string }) {
  const identity = useIdentity();
  const excepted = identity.at === 'account' && mayShowContactDetails({ ...identity.me, rank: identity.me.standing.rank });
  // Shorter than anything that is found.
  return excepted || text.length < 5 ? null : <Reading text={text} />;
}

function Reading({ text }: { text: string }) {
  const { t } = useTranslation(['chats', 'people']);
  // Never in the way of a key: read when there is time.
  const later = useDeferredValue(text);
  const first = useMemo(() => findContactDetails(later)[0], [later]);
  return (
    <div aria-live="polite">
      {first !== undefined && (
        <div className={styles.hint}>
          <IconShieldCheck size={20} stroke={1.6} aria-hidden="true" />
          <p>
            {t(`people:contact.${first.kind}`)} <q dir="auto">{first.text}</q>. {t('contact.text')}
          </p>
        </div>
      )}
    </div>
  );
}
