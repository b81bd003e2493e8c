import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useShelf } from '../../content/library/use-shelf.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { GuideReader } from './GuideReader.tsx';
import { useGuideProgress } from './use-guide-progress.ts';

/** One guide; a link to one that is not there says so. */
export function GuidePage(props: { id: string; section: string | null }) {
  const { t } = useTranslation('guides');
  const guides = useShelf('guides');
  const kept = useGuideProgress();
  if (guides === null || kept === null) return null;
  const guide = guides.find(({ id }) => id === props.id);
  if (guide === undefined) {
    return (
      <Page title={t('missing.title')}>
        <EmptyState text={t('missing.text')}>
          <Button component={Link} href="/growth/guides">
            {t('missing.all')}
          </Button>
        </EmptyState>
      </Page>
    );
  }
  return <GuideReader guide={guide} progress={kept.get(guide.id) ?? null} section={props.section} />;
}
