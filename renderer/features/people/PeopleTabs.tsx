import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import tabs from '../../ui/tabs.module.css';

const TABS = ['/people', '/people/therapists'] as const;

/** Both directories: of those who listen, and of therapists (F040, F044). */
export function PeopleTabs({ here }: { here: (typeof TABS)[number] }) {
  const { t } = useTranslation('therapists');
  return (
    <nav aria-label={t('tabs.label')} className={tabs.tabs}>
      {TABS.map((path) => (
        <Link key={path} href={path} aria-current={path === here ? 'page' : undefined}>
          {t(path === '/people' ? 'tabs.listeners' : 'tabs.therapists')}
        </Link>
      ))}
    </nav>
  );
}
