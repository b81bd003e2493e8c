import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useShelf } from '../../content/library/use-shelf.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { topicOf } from '../../ui/LibraryFilter.tsx';
import { Page } from '../../ui/Page.tsx';
import { GrowthTabs } from '../growth/GrowthTabs.tsx';
import { ActivityPage } from './ActivityPage.tsx';
import { Catalogue } from './Catalogue.tsx';
import { History } from './History.tsx';
import { PathPage } from './PathPage.tsx';
import { useWalks } from './use-walks.ts';

/** Growth paths (F105–F110): the catalogue, a path, or one of its activities. All of it is on the device. */
export function PathsScreen(props: { params: Readonly<Record<string, string | undefined>> }) {
  const { path, activity } = props.params;
  return (
    <>
      <GrowthTabs />
      {path === undefined || path === 'topic' ? (
        <Catalogue topic={topicOf(activity)} />
      ) : (
        <OnePath key={`${path}/${activity ?? ''}`} id={path} activity={activity ?? null} />
      )}
    </>
  );
}

function OnePath(props: { id: string; activity: string | null }) {
  const { t } = useTranslation('paths');
  const paths = useShelf('paths');
  const walks = useWalks();
  if (paths === null || walks === null) return null;
  const path = paths.find(({ id }) => id === props.id);
  const walk = walks.get(props.id) ?? null;
  const activity = path?.activities.find(({ id }) => id === props.activity);
  if (path !== undefined && activity !== undefined) return <ActivityPage path={path} activity={activity} walk={walk} />;
  if (path !== undefined && props.activity === null) return <PathPage path={path} walk={walk} />;
  return (
    <Page title={t('missing.title')} windowTitle={t('place')}>
      <EmptyState text={t(path === undefined ? 'missing.path' : 'missing.activity')}>
        <Button component={Link} href={path === undefined ? '/growth/paths' : `/growth/paths/${path.id}`}>
          {t(path === undefined ? 'all' : 'back')}
        </Button>
      </EmptyState>
      {/* A path may go from the library; what somebody did on it does not go with it (F110). */}
      {path === undefined && walk !== null && <History walk={walk} titles={new Map()} />}
    </Page>
  );
}
