import { useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Device } from '#shared/api/schemas.ts';
import type { Result } from '#shared/result.ts';
import { useConnection, useEngine } from '../../app/context.tsx';
import type { CommandFailure } from '../../engine/types.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Section } from '../../ui/Page.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { FailureNotice } from './FailureNotice.tsx';
import { useCommand } from './use-command.ts';
import styles from './account.module.css';

/** The devices on which this account is signed in, and the way to sign one out from here (RELIABILITY E4). */
export function Devices() {
  const { t } = useTranslation('account');
  const engine = useEngine();
  const online = useConnection().at === 'online';
  const [answer, setAnswer] = useState<Result<readonly Device[], CommandFailure> | null>(null);
  const [leaving, setLeaving] = useState<Device | null>(null);
  const [leavingAll, setLeavingAll] = useState(false);
  const { state, run } = useCommand();
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
  const revoke = async (device: Device): Promise<void> => {
    await run(() => engine.revokeDevice(device.device));
    setAnswer(await engine.listDevices());
  };
  const revokeOthers = async (): Promise<void> => {
    await run(() => engine.keys.signOutOthers());
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
      {state.at === 'failed' && <FailureNotice failure={state.failure} />}
      {others && (
        <Button variant="default" mt="sm" disabled={!online} onClick={() => setLeavingAll(true)}>
          {t('keys:others.offer')}
        </Button>
      )}
      <ConfirmDialog
        opened={leavingAll}
        close={() => setLeavingAll(false)}
        title={t('keys:others.ask')}
        text={<p>{t('keys:others.askText')}</p>}
        confirm={t('keys:others.confirm')}
        onConfirm={revokeOthers}
      />
      <ConfirmDialog
        opened={leaving !== null}
        close={() => setLeaving(null)}
        title={t('devices.ask', { device: leaving?.name ?? '' })}
        text={<p>{t('devices.askText')}</p>}
        confirm={t('devices.signOut')}
        onConfirm={() => (leaving === null ? undefined : revoke(leaving))}
      />
    </Section>
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
