import { Button } from '@mantine/core';
import { IconUserQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { foldName } from '#shared/people/names.ts';
import type { ProfileView } from '#shared/people/profile.ts';
import { useIdentity } from '../../app/context.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { PersonName } from '../../ui/PersonName.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { FailureNotice } from '../account/FailureNotice.tsx';
import { RemovePicture } from './picture/RemovePicture.tsx';
import { ProfileBlocks } from './ProfileBlocks.tsx';
import { useProfile } from './use-profile.ts';
import styles from './people.module.css';

/** Somebody's page, by the exact name (F023, F024, F039): what was seen last at once, then what the relay says now. */
export function ProfileScreen(props: { params: Readonly<Record<string, string | undefined>> }) {
  const { t } = useTranslation('people');
  const name = decoded(props.params['name'] ?? '');
  const state = useProfile(name);
  const gone = state.failure?.code === 'not-found';
  const shown = gone ? null : state.seen;
  return (
    <Page title={t('profile.title')} heading={shown === null ? undefined : <PersonName name={shown.value.name} />}>
      {state.stale && shown !== null && (
        <p className={styles.quiet}>
          {t('profile.kept')} <TimeText atMs={shown.seenAtMs} />
        </p>
      )}
      {shown !== null && <ProfileBlocks view={shown.value} stale={state.stale} />}
      {shown !== null && !state.stale && <RemovePicture name={shown.value.name} may={shown.value.mayRemovePicture} />}
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

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
