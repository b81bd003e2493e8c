import { useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { IconUserQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { foldName } from '#shared/people/names.ts';
import type { ProfileView } from '#shared/people/profile.ts';
import { useApp, useConnection, useEngine, useIdentity } from '../../app/context.tsx';
import type { Seen } from '../../engine/profiles.ts';
import type { CommandFailure } from '../../engine/types.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { FailureNotice } from '../account/FailureNotice.tsx';
import { RemovePicture } from './picture/RemovePicture.tsx';
import { ProfileBlocks } from './ProfileBlocks.tsx';
import styles from './people.module.css';

/** Somebody's page, by the exact name (F023, F024, F039): what was seen last at once, then what the relay says now. */
export function ProfileScreen(props: { params: Readonly<Record<string, string | undefined>> }) {
  const { t } = useTranslation('people');
  const name = decoded(props.params['name'] ?? '');
  const state = useProfile(name);
  const gone = state.failure?.code === 'not-found';
  const shown = gone ? null : state.seen;
  return (
    <Page title={shown === null ? t('profile.title') : `@${shown.value.name}`} windowTitle={t('profile.title')}>
      {state.stale && shown !== null && (
        <p className={styles.quiet}>
          {t('profile.kept')} <TimeText atMs={shown.seenAtMs} />
        </p>
      )}
      {shown !== null && <ProfileBlocks view={shown.value} stale={state.stale} />}
      {shown !== null && !state.stale && <RemovePicture name={shown.value.name} />}
      {gone && (
        <EmptyState icon={<IconUserQuestion size={40} stroke={1.3} />} title={t('profile.nobody.title')} text={t('profile.nobody.text')}>
          <Button component={Link} href="/people" variant="light">
            {t('profile.nobody.go')}
          </Button>
        </EmptyState>
      )}
      {state.failure !== null && !gone && shown === null && <FailureNotice failure={state.failure} />}
      {state.failure === null && shown === null && <p className={styles.quiet}>{t('profile.asking')}</p>}
      <Own shown={shown?.value ?? null} />
    </Page>
  );
}

/** One's own page leads to where it is written. */
function Own({ shown }: { shown: ProfileView | null }) {
  const { t } = useTranslation('people');
  const identity = useIdentity();
  if (identity.at === 'local' || shown === null || foldName(shown.name) !== foldName(identity.me.name)) return null;
  return (
    <Button component={Link} href="/you/profile" variant="default">
      {t('own.change')}
    </Button>
  );
}

interface ProfileState {
  readonly name: string;
  readonly seen: Seen<ProfileView> | null;
  /** What is shown is what this device saw before. */
  readonly stale: boolean;
  readonly failure: CommandFailure | null;
}

function useProfile(name: string): ProfileState {
  const { profiles } = useEngine();
  const { clock } = useApp();
  const { at } = useConnection();
  const [state, setState] = useState<ProfileState>({ name, seen: null, stale: false, failure: null });
  useEffect(() => {
    let current = true;
    const show = (change: Partial<ProfileState>): void => {
      if (current) setState((before) => ({ ...(before.name === name ? before : { seen: null, stale: false, failure: null }), name, ...change }));
    };
    const load = async (): Promise<void> => {
      const kept = await profiles.readKept(name);
      if (kept !== null) show({ seen: kept, stale: true });
      if (at === 'connecting') return;
      if (at !== 'online') return show({ failure: kept === null ? { code: 'offline' } : null });
      const answer = await profiles.read(name);
      return show(answer.ok ? { seen: { value: answer.value, seenAtMs: clock.nowMs() }, stale: false, failure: null } : { failure: answer.error });
    };
    void load();
    return () => {
      current = false;
    };
  }, [profiles, name, at, clock]);
  return state.name === name ? state : { name, seen: null, stale: false, failure: null };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
