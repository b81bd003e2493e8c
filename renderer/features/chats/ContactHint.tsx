import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ContactFind } from '#shared/people/contact-details.ts';
import { mayShowContactDetails } from '#shared/policy/therapists.ts';
import { useIdentity } from '../../app/context.tsx';
import styles from './composer.module.css';

type Finds = (text: string) => readonly ContactFind[];

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
  const finds = useFinds();
  // Never in the way of a key: read when there is time.
  const later = useDeferredValue(text);
  const first = useMemo(() => finds?.(later)[0], [finds, later]);
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

/** Fetched when somebody writes, not with the app. */
function useFinds(): Finds | null {
  const [finds, setFinds] = useState<{ readonly now: Finds } | null>(null);
  useEffect(() => {
    let current = true;
    import('#shared/people/contact-details.ts').then(
      (found) => current && setFinds({ now: found.findContactDetails }),
      () => undefined, // without a network and not kept yet: then there is no hint
    );
    return () => {
      current = false;
    };
  }, []);
  return finds?.now ?? null;
}
