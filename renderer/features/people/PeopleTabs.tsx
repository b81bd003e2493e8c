import { useTranslation } from 'react-i18next';
import { Tabs } from '../../ui/Tabs.tsx';

const TABS = { '/people': 'tabs.listeners', '/people/therapists': 'tabs.therapists' } as const;
type Path = keyof typeof TABS;

/** Both directories: of those who listen, and of therapists (F040, F044). */
export function PeopleTabs({ here }: { here: Path }) {
  const { t } = useTranslation('therapists');
  const tabs = (Object.keys(TABS) as Path[]).map((path) => ({ path, label: t(TABS[path]) }));
  return <Tabs label={t('tabs.label')} here={here} tabs={tabs} />;
}
