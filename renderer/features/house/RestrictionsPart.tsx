import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { KEEPING } from '#shared/limits.ts';
import type { Actor } from '#shared/policy/actor.ts';
import { useEngine } from '../../app/context.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureNotice } from '../account/FailureNotice.tsx';
import { ActDialog } from './ActDialog.tsx';
import { BanDialog } from './BanDialog.tsx';
import { EndClearance } from './EndClearance.tsx';
import { LookUp, useLookUp } from './LookUp.tsx';
import { RestrictedRow, type RestrictAct } from './RestrictedRow.tsx';
import { useRestricted } from './use-restricted.ts';
import styles from './house.module.css';

type Asking = { readonly act: RestrictAct; readonly name: string | null };

/** Who is banned or held, what they say to it, and the ways on (F103, F104). */
export function RestrictionsPart({ actor }: { actor: Actor }) {
  const { t } = useTranslation('house');
  const { house } = useEngine();
  const { read, busy, again, more } = useRestricted(house.readRestrictions);
  const [asking, setAsking] = useState<Asking | null>(null);
  const found = useLookUp();
  const close = (): void => setAsking(null);
  return (
    <section aria-label={t('part.restrictions')}>
      <LookUp found={found} actor={actor} ask={setAsking} />
      <Button onClick={() => setAsking({ act: 'banPerson', name: null })}>{t('banPerson.open')}</Button>
      <h2 className={styles.track}>{t('inForce')}</h2>
      {read !== null && read.failure === null && read.people.length === 0 && <EmptyState text={t('nobodyRestricted')} />}
      {read !== null && (
        <ul className={styles.rows}>
          {read.people.map((person) => (
            <li key={person.name} className={styles.row}>
              <RestrictedRow person={person} actor={actor} ask={setAsking} />
            </li>
          ))}
        </ul>
      )}
      {read !== null && read.failure !== null && <FailureNotice failure={read.failure} />}
      {read !== null && read.next !== null && (
        <Button variant="default" disabled={busy} onClick={() => void more()}>
          {t('showMore')}
        </Button>
      )}
      {asking !== null && (
        <RestrictDialog
          asking={asking}
          close={close}
          done={() => {
            close();
            void again();
            void found.again();
          }}
        />
      )}
    </section>
  );
}

function RestrictDialog({ asking: { act, name: given }, close, done }: { asking: Asking; close: () => void; done: () => void }) {
  const { t } = useTranslation('house');
  const { house } = useEngine();
  const whom = given ?? '';
  if (act === 'answer') {
    return (
      <ActDialog
        title={t('answer.title', { name: whom })}
        label={t('answer.label')}
        hint={t('answer.hint')}
        maxLength={KEEPING.maxAnswerLength}
        confirm={t('answer.confirm')}
        act={({ reason }) => house.answerAppeal({ name: whom, answer: reason })}
        close={close}
        done={done}
      />
    );
  }
  if (act === 'endClearance') return <EndClearance name={whom} close={close} done={done} />;
  if (act === 'banPerson') return <BanDialog name={given} close={close} done={done} />;
  return (
    <ActDialog
      title={t(`${act}.title`, { name: whom })}
      text={<p>{t(`${act}.text`)}</p>}
      confirm={t(`${act}.confirm`)}
      act={({ reason }) => house.restrict(act, { name: whom, reason })}
      close={close}
      done={done}
    />
  );
}
