import { useEffect, useRef, useState } from 'react';
import { Button, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WaitingRequest } from '#shared/documents/inbox.ts';
import type { RequestId } from '#shared/ids.ts';
import { useConnection, useEngine } from '../../app/context.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { FailureNotice } from '../gate/FailureNotice.tsx';
import { languageInText } from './languages.ts';
import { PlaceWords } from './PlaceWords.tsx';
import { useCommand } from './use-command.ts';
import styles from './talk.module.css';

/** One's place in the queue: how far, how long it tends to take, since when, and the way out (F151). */
export function Waiting({ waiting }: { waiting: WaitingRequest }) {
  const { t, i18n } = useTranslation('talk');
  const { at } = useConnection();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The form that had the focus is gone, and the focus fell back to the page: the news stands here.
    if (document.activeElement?.matches('body, h1') !== false) heading.current?.focus();
  }, []);
  return (
    <section className={styles.waiting}>
      <Title order={2} ref={heading} tabIndex={-1} className={styles.heading}>
        {t('waiting.title')}
      </Title>
      <PlaceWords waiting={waiting} />
      <div className={styles.facts}>
        <p>
          {t('waiting.since')} <TimeText atMs={waiting.sinceMs} />
        </p>
        {waiting.topic !== null && <p>{t('waiting.about', { topic: t(`topics:${waiting.topic}`) })}</p>}
        {waiting.language !== 'en' && (
          <p>{t('waiting.inLanguage', { language: languageInText(waiting.language, i18n.language) })}</p>
        )}
      </div>
      <p className={styles.hint}>{t(at === 'online' ? 'waiting.keep' : 'waiting.offline')}</p>
      <Withdraw request={waiting.request as RequestId} />
    </section>
  );
}

function Withdraw({ request }: { request: RequestId }) {
  const { t } = useTranslation('talk');
  const engine = useEngine();
  const withdrawing = useCommand();
  const [asked, setAsked] = useState(false);
  return (
    <>
      {withdrawing.failure !== null && <FailureNotice title={t('waiting.failed')} failure={withdrawing.failure} />}
      <Button variant="default" disabled={withdrawing.busy} onClick={() => setAsked(true)}>
        {t(withdrawing.busy ? 'waiting.withdrawing' : 'waiting.withdraw')}
      </Button>
      <ConfirmDialog
        opened={asked}
        close={() => setAsked(false)}
        title={t('waiting.withdrawTitle')}
        text={t('waiting.withdrawBody')}
        confirm={t('waiting.withdraw')}
        onConfirm={async () => {
          await withdrawing.run(() => engine.withdrawRequest(request));
        }}
      />
    </>
  );
}
