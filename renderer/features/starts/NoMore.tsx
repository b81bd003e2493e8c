import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PersonCard } from '#shared/documents/queue.ts';
import type { ChatId } from '#shared/ids.ts';
import { useConnection, useEngine, useIdentity } from '../../app/context.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { nameInText } from '../../ui/name-in-text.ts';
import { FailureNotice } from '../gate/FailureNotice.tsx';
import { useCommand } from '../talk/use-command.ts';
import styles from './starts.module.css';

/** F155: below a chat that ended, for the member of the two: no more first words from its listener. Guests are never written to. */
export function NoMore({ chat, person }: { chat: ChatId; person: PersonCard }) {
  const { t } = useTranslation('starts');
  const { starts } = useEngine();
  const identity = useIdentity();
  const { at } = useConnection();
  const refusing = useCommand();
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState(false);
  if (identity.at !== 'account' || identity.actor.type !== 'member' || person.type !== 'listener') return null;
  const name = nameInText(t, person.name);
  const refuse = async (): Promise<void> => {
    if (await refusing.run(() => starts.refuseListener(chat))) setDone(true);
  };
  if (done) return <p className={styles.quiet}>{t('noMore.done', { name })}</p>;
  return (
    <>
      {refusing.failure !== null && <FailureNotice title={t('noMore.failed')} failure={refusing.failure} />}
      <div className={styles.offer}>
        <Button variant="subtle" disabled={at !== 'online' || refusing.busy} onClick={() => setAsking(true)}>
          {t('noMore.go')}
        </Button>
      </div>
      <ConfirmDialog
        opened={asking}
        close={() => setAsking(false)}
        title={t('noMore.title', { name })}
        text={<p>{t('noMore.hint')}</p>}
        confirm={t('noMore.confirm')}
        onConfirm={refuse}
      />
    </>
  );
}
