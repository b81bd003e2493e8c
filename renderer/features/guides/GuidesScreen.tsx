import { useTranslation } from 'react-i18next';
import { topicOf } from '../../ui/LibraryFilter.tsx';
import { useTitle } from '../../ui/Page.tsx';
import { GrowthTabs } from '../growth/GrowthTabs.tsx';
import { GuideCatalogue } from './GuideCatalogue.tsx';
import { GuidePage } from './GuidePage.tsx';

/** Guides (F111, F112): open to everybody, a guest included, with no question before them and no network (F078). */
export function GuidesScreen(props: { params: Readonly<Record<string, string | undefined>> }) {
  const { t } = useTranslation('guides');
  // Not the guide's own title: it would stand in the task bar, for whoever looks over the shoulder.
  useTitle(t('place'));
  const { guide, section } = props.params;
  const catalogue = guide === undefined || guide === 'topic';
  return (
    <>
      <GrowthTabs />
      {catalogue ? <GuideCatalogue topic={topicOf(section)} /> : <GuidePage key={guide} id={guide} section={section ?? null} />}
    </>
  );
}
