import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ApplicationView } from '#shared/people/keeping.ts';
import { useEngine } from '../../app/context.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PersonName } from '../../ui/PersonName.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { Why } from '../../ui/Why.tsx';
import { FailureNotice } from '../account/FailureNotice.tsx';
import { ActDialog } from './ActDialog.tsx';
import { useAsked } from './use-asked.ts';
import styles from './house.module.css';

/** Adult listeners who ask to be cleared for teens (F085): somebody looks at the check, and decides. */
export function ApplicationsPart() {
  const { t } = useTranslation('house');
  const { house } = useEngine();
  const { answer, again } = useAsked(house.readApplications);
  const [asking, setAsking] = useState<{ readonly name: string; readonly grant: boolean } | null>(null);
  return (
    <section aria-label={t('part.applications')}>
      <p className={styles.quiet}>{t('applications.what')}</p>
      {answer?.ok === false && <FailureNotice failure={answer.error} />}
      {answer?.ok === true && answer.value.applications.length === 0 && <EmptyState text={t('applications.none')} />}
      {answer?.ok === true && (
        <ul className={styles.rows}>
          {answer.value.applications.map((one) => (
            <Application key={one.name} application={one} settle={(grant) => setAsking({ name: one.name, grant })} />
          ))}
        </ul>
      )}
      {asking !== null && (
        <ActDialog
          title={t(asking.grant ? 'applications.grantTitle' : 'applications.declineTitle', { name: asking.name })}
          hint={t('applications.hint')}
          confirm={t(asking.grant ? 'applications.grant' : 'applications.decline')}
          act={({ reason }) => house.settleApplication({ ...asking, reason })}
          close={() => setAsking(null)}
          done={() => {
            setAsking(null);
            void again();
          }}
        />
      )}
    </section>
  );
}

function Application({ application, settle }: { application: ApplicationView; settle: (grant: boolean) => void }) {
  const { t } = useTranslation('house');
  const { name, text, atMs, self } = application;
  return (
    <li className={styles.row}>
      <strong>
        <PersonName name={name} />
      </strong>{' '}
      <span className={styles.quiet}>
        <TimeText atMs={atMs} />
      </span>
      <blockquote className={styles.words} dir="auto">
        {text}
      </blockquote>
      {self ? (
        <Why rule="P43-not-oneself" />
      ) : (
        <div className={styles.acts}>
          <Button size="sm" aria-label={t('actOn', { act: t('applications.grant'), name })} onClick={() => settle(true)}>
            {t('applications.grant')}
          </Button>
          <Button size="sm" variant="default" aria-label={t('actOn', { act: t('applications.decline'), name })} onClick={() => settle(false)}>
            {t('applications.decline')}
          </Button>
        </div>
      )}
    </li>
  );
}
