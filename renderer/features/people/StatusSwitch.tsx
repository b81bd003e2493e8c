import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { STATUSES, type Status } from '#shared/people/presence-shown.ts';
import { useConnection, useEngine, useIdentity } from '../../app/context.tsx';
import { StatusMark } from '../../ui/StatusMark.tsx';
import { FailureNotice } from '../account/FailureNotice.tsx';
import { useCommand } from '../account/use-command.ts';
import styles from './own.module.css';

/** F159: a listener says by hand how they are here; nothing else changes it. Text, shape and colour. */
export function StatusSwitch({ status }: { status: Status }) {
  const { t } = useTranslation('people');
  const { profiles } = useEngine();
  const online = useConnection().at === 'online';
  const { state, run } = useCommand();
  const group = useId();
  const identity = useIdentity();
  // The queue is the listeners'.
  const alone = status === 'offline' && identity.at === 'account' && identity.me.type === 'therapist';
  return (
    <fieldset className={styles.statuses} disabled={!online || state.at === 'busy'}>
      <legend>{t('status.legend')}</legend>
      <div className={styles.choices}>
        {STATUSES.map((one) => (
          <label key={one} className={styles.choice}>
            <input type="radio" name={group} checked={status === one} onChange={() => void run(() => profiles.setStatus(one))} />
            <StatusMark status={one} />
            {t(`status.${one}`)}
          </label>
        ))}
      </div>
      <p className={styles.quiet}>{t(alone ? 'status.means.offlineTherapist' : `status.means.${status}`)}</p>
      {state.at === 'failed' && <FailureNotice failure={state.failure} />}
    </fieldset>
  );
}
