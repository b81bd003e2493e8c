import { useState } from 'react';
import { Button, Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { START } from '#shared/limits.ts';
import { useConnection, useEngine, useIdentity } from '../../app/context.tsx';
import type { CommandFailure } from '../../engine/types.ts';
import { FailureNotice } from '../gate/FailureNotice.tsx';
import { languageOf } from '../talk/languages.ts';
import { useCommand } from '../talk/use-command.ts';
import { AskEverybody, useQueueIsOpen } from './AskEverybody.tsx';
import { FieldsAround } from './FieldsAround.tsx';
import { isForNow } from './offer.ts';
import type { StartForm } from './start-draft.ts';
import { ThirdPerson } from './ThirdPerson.tsx';
import { waitingPlace } from './what-waits.ts';
import styles from './starts.module.css';

const MINUTE_MS = 60_000;

/** F157: asks one listener who is free. The chat opens when they agree; until then one waits on the page Talk. */
export function AskSheet(props: { to: string; leaveMessage: () => void; close: () => void }) {
  const { t, i18n } = useTranslation(['starts', 'talk']);
  const { starts } = useEngine();
  const [, go] = useLocation();
  const { at } = useConnection();
  const asking = useCommand();
  const identity = useIdentity();
  const place = waitingPlace(identity);
  // F085: whom they meet is told to both at the head of the chat.
  const isTeen = identity.at === 'account' && identity.me.ageGroup === 'teen';
  const isGuest = identity.at === 'local' || identity.me.type === 'guest';
  const queueIsOpen = useQueueIsOpen();
  const [form, setForm] = useState<StartForm>(() => ({ topic: null, language: languageOf(i18n.language) }));
  const [thenQueue, setThenQueue] = useState(false);
  const ask = async (): Promise<void> => {
    if (!(await asking.run(() => starts.ask({ to: props.to, ...form, thenQueue })))) return;
    props.close();
    go(place);
  };
  return (
    <form
      className={styles.sheet}
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <p>{t('ask.text', { minutes: START.askLapseMs / MINUTE_MS })}</p>
      <ThirdPerson />
      <FieldsAround form={form} set={(more) => setForm({ ...form, ...more })} topics />
      {queueIsOpen && (
        <Checkbox
          label={t('ask.thenQueue')}
          description={t('ask.thenQueueHint')}
          checked={thenQueue}
          onChange={(event) => setThenQueue(event.currentTarget.checked)}
        />
      )}
      <p className={styles.quiet}>{t(isTeen ? 'ask.seenTeen' : 'ask.seen')} {t(`talk:seenMore.${isGuest ? 'guest' : 'member'}`)}</p>
      {at !== 'online' && at !== 'connecting' && <p className={styles.quiet}>{t('ask.offline')}</p>}
      {asking.failure !== null && (
        <FailureNotice title={t('ask.failed')} failure={asking.failure}>
          <WaysOn failure={asking.failure} form={form} leaveMessage={props.leaveMessage} />
        </FailureNotice>
      )}
      <div className={styles.acts}>
        <Button variant="default" onClick={props.close}>
          {t('app:cancel')}
        </Button>
        <Button type="submit" disabled={asking.busy}>
          {t(asking.busy ? 'ask.asking' : 'ask.send')}
        </Button>
      </div>
    </form>
  );
}

/** Where it did not work: their status changed a moment ago, they were asked often, or one waits already (P37, P64, P6). */
function WaysOn(props: { failure: CommandFailure; form: StartForm; leaveMessage: () => void }) {
  const { t } = useTranslation('starts');
  const place = waitingPlace(useIdentity());
  const { failure } = props;
  if (!('rule' in failure)) return null;
  if (failure.rule === 'P6-one-request') {
    return (
      <Button component={Link} href={place} variant="default">
        {t('seeWaiting')}
      </Button>
    );
  }
  if (!isForNow(failure.rule)) return null;
  return (
    <>
      <Button onClick={props.leaveMessage}>{t('message.go')}</Button>
      <AskEverybody form={props.form} />
    </>
  );
}
