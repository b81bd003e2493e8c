import { useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OpenFailure } from '../vault/types.ts';
import { usePlaces } from '../features/account/use-places.ts';
import { OtherWays } from '../features/lock/OtherWays.tsx';
import { RecoveryForm } from '../features/lock/RecoveryForm.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { HelpLinks } from './BeforeLock.tsx';
import { useApp } from './context.tsx';
import { HeldBack } from './HeldBack.tsx';
import { OpeningFrame } from './OpeningFrame.tsx';
import { RestoreOffer } from './RestoreScreen.tsx';
import styles from './opening.module.css';

/** How long opening may take before it is worth a word. A vault opens faster than this; then nothing flashes. */
const WORTH_A_WORD_MS = 700;

export function Opening() {
  const { t } = useTranslation('app');
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), WORTH_A_WORD_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles.ground}>
      {slow && (
        <div className={styles.slow}>
          <output>{t('opening.slow')}</output>
          <HelpLinks />
        </div>
      )}
    </div>
  );
}

/** The vault did not open. Nothing is ever wiped from here without two deliberate steps (RELIABILITY F2). */
export function Failed(props: { profile: string | null; failure: OpenFailure; wrong: boolean }) {
  const { t } = useTranslation('app');
  const { opening } = useApp();
  const { code } = props.failure;
  const recovery = usePlaces().some(({ profile }) => profile.id === props.profile && profile.recovery);
  return (
    <OpeningFrame title={t(`opening.failed.${code}.title`)}>
      <Notice
        kind="error"
        title={t(`opening.failed.${code}.what`)}
        safe={t(`opening.failed.${code}.safe`)}
        todo={t(`opening.failed.${code}.todo`)}
      />
      <HeldBack />
      <Button onClick={() => void opening.tryAgain()}>{t('opening.tryAgain')}</Button>
      {code === 'keychain-changed' && recovery && (
        <div className={styles.onPaper}>
          <RecoveryForm wrong={props.wrong} />
        </div>
      )}
      <RestoreOffer profile={props.profile} failure={props.failure} />
      <OtherWays profile={props.profile} />
      {props.profile !== null && <GiveUp profile={props.profile} />}
      {'detail' in props.failure && (
        <details className={styles.detail}>
          <summary>{t('opening.detail')}</summary>
          <code>{props.failure.detail}</code>
        </details>
      )}
    </OpeningFrame>
  );
}

function GiveUp(props: { profile: string }) {
  const { t } = useTranslation('app');
  const { opening } = useApp();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button variant="subtle" color="red" c="var(--sv-danger)" mt="sm" onClick={() => setAsking(true)}>
        {t('opening.erase.offer')}
      </Button>
      <ConfirmDialog
        opened={asking}
        close={() => setAsking(false)}
        title={t('opening.erase.title')}
        text={<p>{t('opening.erase.text')}</p>}
        understand={t('opening.erase.understand')}
        confirm={t('opening.erase.confirm')}
        danger
        onConfirm={() => opening.erase(props.profile)}
      />
    </>
  );
}
