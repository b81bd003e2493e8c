import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { Button, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { OpenFailure } from '../vault/types.ts';
import { HelpNow } from '../features/help/HelpNow.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { useTitle } from '../ui/Page.tsx';
import { PasswordField } from '../ui/PasswordField.tsx';
import { SamovarSign } from './Brand.tsx';
import { useApp } from './context.tsx';
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
  return <div className={styles.ground}>{slow && <output>{t('opening.slow')}</output>}</div>;
}

/** Before an open vault there is no rail, but help is there: it never waits behind a lock (RELIABILITY G6). */
function Frame(props: { title: string; children: ReactNode }) {
  const { t } = useTranslation('app');
  const [location] = useLocation();
  useTitle(props.title);
  if (location === '/help') {
    return (
      <main className={styles.help}>
        <HelpNow />
        <Button component={Link} href="/" variant="default" m="lg">
          {t('opening.back')}
        </Button>
      </main>
    );
  }
  return (
    <main className={styles.ground}>
      <div className={styles.card}>
        <span className={styles.sign}>
          <SamovarSign size={40} />
        </span>
        <Title order={1}>{props.title}</Title>
        {props.children}
        <Button component={Link} href="/help" variant="subtle" mt="lg">
          {t('help')}
        </Button>
      </div>
    </main>
  );
}

/** The one field of a screen that exists to be filled in; nothing else wants the focus. */
const focusOnce = (field: HTMLInputElement | null): void => field?.focus();

/** The vault is locked with a passphrase of the person's own. */
export function PassphraseNeeded(props: { wrong: boolean }) {
  const { t } = useTranslation('app');
  const { opening } = useApp();
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const unlock = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    await opening.unlock(passphrase);
    setBusy(false);
  };
  return (
    <Frame title={t('opening.passphrase.title')}>
      <p>{t('opening.passphrase.text')}</p>
      <form onSubmit={(event) => void unlock(event)}>
        <PasswordField
          label={t('opening.passphrase.label')}
          autoComplete="current-password"
          ref={focusOnce}
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
          error={props.wrong && !busy ? t('opening.passphrase.wrong') : undefined}
        />
        <Button type="submit" mt="md" fullWidth disabled={busy || passphrase === ''}>
          {busy ? t('opening.passphrase.busy') : t('opening.passphrase.open')}
        </Button>
      </form>
      <OtherProfile />
    </Frame>
  );
}

/** The same profile is open elsewhere; both at once would say everything twice. */
export function InAnotherWindow() {
  const { t } = useTranslation('app');
  const { opening } = useApp();
  return (
    <Frame title={t('opening.another.title')}>
      <p>{t('opening.another.text')}</p>
      <Button onClick={() => void opening.takeOver()}>{t('opening.another.useHere')}</Button>
    </Frame>
  );
}

/** The vault did not open. Nothing is ever wiped from here without two deliberate steps (RELIABILITY F2). */
export function Failed(props: { profile: string | null; failure: OpenFailure }) {
  const { t } = useTranslation('app');
  const { opening } = useApp();
  const { code } = props.failure;
  return (
    <Frame title={t(`opening.failed.${code}.title`)}>
      <Notice
        kind="error"
        title={t(`opening.failed.${code}.what`)}
        safe={t(`opening.failed.${code}.safe`)}
        todo={t(`opening.failed.${code}.todo`)}
      />
      <Button onClick={() => void opening.tryAgain()}>{t('opening.tryAgain')}</Button>
      <OtherProfile />
      {props.profile !== null && <GiveUp profile={props.profile} />}
      {'detail' in props.failure && (
        <details className={styles.detail}>
          <summary>{t('opening.detail')}</summary>
          <code>{props.failure.detail}</code>
        </details>
      )}
    </Frame>
  );
}

/** A way on that touches nothing: a fresh, empty profile beside the one that is closed. */
function OtherProfile() {
  const { t } = useTranslation('app');
  const { opening } = useApp();
  return (
    <Button variant="default" mt="sm" onClick={() => void opening.createAnother()}>
      {t('opening.fresh')}
    </Button>
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
