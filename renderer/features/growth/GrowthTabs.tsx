import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { useApp } from '../../app/context.tsx';
import { growthParts, isCurrent } from '../../app/features.ts';
import { useNarrow } from '../../app/use-narrow.ts';
import { Tabs } from '../../ui/Tabs.tsx';
import styles from './growth.module.css';

const PLACE = '/growth';

/**
 * The way between the parts of Growth; a part's page puts it before its `Page`. Where it is narrow, one way back to
 * Growth, whose cards are the same list, so that no page begins with three rows of links.
 */
export function GrowthTabs() {
  const { t } = useTranslation('growth');
  const parts = growthParts(useApp().features);
  const [location] = useLocation();
  const narrow = useNarrow();
  if (narrow && location === PLACE) return null;
  if (narrow) {
    return (
      <nav className={styles.tabs} aria-label={t('tabs')}>
        <Link href={PLACE} className={styles.back}>
          <IconArrowLeft className={styles.turns} size={18} aria-hidden="true" />
          {t('place')}
        </Link>
      </nav>
    );
  }
  const here = parts.find(({ path }) => isCurrent(path, location))?.path ?? location;
  const tabs = [{ path: PLACE, label: t('overview') }, ...parts.map(({ path, label }) => ({ path, label: t(label) }))];
  return (
    <div className={styles.tabs}>
      <Tabs label={t('tabs')} here={here} tabs={tabs} />
    </div>
  );
}
