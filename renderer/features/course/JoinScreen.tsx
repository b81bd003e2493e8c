import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { decideJoining } from '#shared/policy/joining.ts';
import { useIdentity } from '../../app/context.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { Why } from '../../ui/Why.tsx';
import { JoinForm } from './JoinForm.tsx';
import { isoDay, recordOf } from './progress.ts';
import { useCourseRows } from './use-course.ts';
import styles from './course.module.css';

/** From the course to being a listener, in a place of its own that nobody can tie to this one (F034, F037, F088). */
export function JoinScreen() {
  const { t } = useTranslation('course');
  const rows = useCourseRows();
  const identity = useIdentity();
  if (rows === null) return null;
  const listens = identity.at === 'account' && identity.me.type === 'listener';
  // The age is asked in the form.
  const may = decideJoining({ course: recordOf(rows, isoDay), atLeast15: true });
  if (listens || !may.allowed) {
    return (
      <Page title={t('join.title')}>
        <EmptyState text={t(listens ? 'join.already' : 'join.notYet')}>
          <Button component={Link} href={listens ? '/listen' : '/learn'}>
            {t(listens ? 'join.toListen' : 'back')}
          </Button>
        </EmptyState>
        {!listens && !may.allowed && <Why rule={may.rule} question={t('why:of.join')} />}
      </Page>
    );
  }
  const lead = (
    <p>
      <Link href="/learn" className={styles.backLink}>
        {t('back')}
      </Link>{' '}
      · {t('join.lead')}
    </p>
  );
  return (
    <Page title={t('join.title')} lead={lead}>
      <Section title={t('join.apart')} text={t('join.apartText')} />
      <JoinForm rows={rows} />
    </Page>
  );
}
