import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OwnProfile } from '#shared/people/profile.ts';
import { useEngine } from '../../app/context.tsx';
import { formatLocale } from '../../i18n/locales.ts';
import { Notice } from '../../ui/Notice.tsx';
import { FailureNotice } from '../account/FailureNotice.tsx';
import { useCommand } from '../account/use-command.ts';
import { BreakDialog } from './BreakDialog.tsx';
import styles from './people.module.css';

/** A listener takes a break, in one of two ways, and comes back by one press (F164, F165). */
export function BreakSection({ own }: { own: OwnProfile }) {
  const { t } = useTranslation('people');
  const [asking, setAsking] = useState(false);
  if (own.away !== 'no') return <OnBreak own={own} />;
  return (
    <div className={styles.acts}>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('break.take')}
      </Button>
      <span className={styles.quiet}>{t('break.lead')}</span>
      <BreakDialog opened={asking} close={() => setAsking(false)} />
    </div>
  );
}

/** What others see meanwhile, and the way back. */
export function OnBreak({ own }: { own: OwnProfile }) {
  const { t, i18n } = useTranslation('people');
  const { profiles } = useEngine();
  const { state, run } = useCommand();
  const day = own.awayUntilMs === null ? null
    : new Intl.DateTimeFormat(formatLocale(i18n.language, navigator.languages), { dateStyle: 'long' }).format(own.awayUntilMs);
  return (
    <>
      <Notice
        kind="note"
        title={own.away === 'hidden' ? t('break.hidden.now') : day === null ? t('break.stated.now') : t('break.stated.until', { day })}
        safe={t(own.away === 'hidden' ? 'break.hidden.seen' : 'break.stated.seen')}
      >
        <Button disabled={state.at === 'busy'} onClick={() => void run(() => profiles.takeBreak({ away: 'no', untilMs: null, note: '' }))}>
          {t('break.end')}
        </Button>
      </Notice>
      {state.at === 'failed' && <FailureNotice failure={state.failure} />}
    </>
  );
}
