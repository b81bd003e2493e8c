import { useEffect, useState } from 'react';
import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Device } from '#shared/api/schemas.ts';
import type { Result } from '#shared/result.ts';
import { useConnection, useEngine } from '../../app/context.tsx';
import type { CommandFailure } from '../../engine/types.ts';
import { Section } from '../../ui/Page.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { AskAgain } from './AskAgain.tsx';
import { FailureNotice } from './FailureNotice.tsx';
import styles from './account.module.css';

/**
 * The devices on which this account is signed in, and the way to sign one out from here (RELIABILITY E4): by the password, so that
 * whoever finds this one open locks nobody out elsewhere (E3).
 */
export function Devices() {
  const { t } = useTranslation('account');
  const engine = useEngine();
  const online = useConnection().at === 'online';
  const [answer, setAnswer] = useState<Result<readonly Device[], CommandFailure> | null>(null);
  const [leaving, setLeaving] = useState<Device | 'others' | null>(null);
  useEffect(() => {
    if (!online) return undefined;
    let current = true;
    const load = async (): Promise<void> => {
      const devices = await engine.listDevices();
      if (current) setAnswer(devices);
    };
    void load();
    return () => {
      current = false;
    };
  }, [online, engine]);
  const done = async (): Promise<void> => {
    setLeaving(null);
    setAnswer(await engine.listDevices());
  };
  const others = answer?.ok === true && answer.value.some(({ current }) => !current);
  return (
    <Section title={t('devices.title')} text={online ? undefined : t('devices.offline')}>
      {answer?.ok === true && (
        <ul className={styles.rows}>
          {answer.value.map((device) => (
            <Row key={device.device} device={device} leave={() => setLeaving(device)} mayLeave={online} />
          ))}
        </ul>
      )}
      {online && answer?.ok === false && <FailureNotice failure={answer.error} />}
      {others && (
        <Button variant="default" mt="sm" disabled={!online} onClick={() => setLeaving('others')}>
          {t('keys:others.offer')}
        </Button>
      )}
      {leaving !== null && <LeaveDialog leaving={leaving} close={() => setLeaving(null)} done={() => void done()} />}
    </Section>
  );
}

function LeaveDialog(props: { leaving: Device | 'others'; close: () => void; done: () => void }) {
  const { t } = useTranslation('account');
  const { keys } = useEngine();
  const { leaving } = props;
  const one = leaving === 'others' ? null : leaving;
  return (
    <Modal
      opened
      onClose={props.close}
      title={one === null ? t('keys:others.ask') : t('devices.ask', { device: one.name })}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <AskAgain<unknown>
        submit={one === null ? t('keys:others.confirm') : t('devices.signOut')}
        act={(password) => (one === null ? keys.signOutOthers(password) : keys.signOutDevice(one.device, password))}
        done={props.done}
        cancel={props.close}
      >
        <p>{t(one === null ? 'keys:others.askText' : 'devices.askText')}</p>
        <p className={styles.small}>{t('keys:others.why')}</p>
      </AskAgain>
    </Modal>
  );
}

function Row(props: { device: Device; leave: () => void; mayLeave: boolean }) {
  const { t } = useTranslation('account');
  const { device } = props;
  return (
    <li>
      <div>
        <p dir="auto">{device.name}</p>
        <p className={styles.small}>
          {device.current ? t('devices.this') : t('devices.seen')}{' '}
          {!device.current && <TimeText atMs={device.seenAtMs} />}
        </p>
      </div>
      {!device.current && (
        <Button
          size="sm"
          variant="default"
          disabled={!props.mayLeave}
          aria-label={t('devices.signOutOf', { device: device.name })}
          onClick={props.leave}
        >
          {t('devices.signOut')}
        </Button>
      )}
    </li>
  );
}
