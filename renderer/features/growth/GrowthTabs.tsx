import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { useApp } from '../../app/context.tsx';
import { growthParts, isCurrent } from '../../app/features.ts';
import { useNarrow } from '../../app/use-narrow.ts';
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
  return (
    <nav className={styles.tabs} aria-label={t('tabs')}>
      {narrow ? (
        <Link href={PLACE} className={styles.tab}>
          <IconArrowLeft className={styles.turns} size={18} aria-hidden="true" />
          {t('place')}
        </Link>
      ) : (
        <ul>
          <Tab path={PLACE} label={t('overview')} current={location === PLACE} />
          {parts.map(({ path, label }) => (
            <Tab key={path} path={path} label={t(label)} current={isCurrent(path, location)} />
          ))}
        </ul>
      )}
    </nav>
  );
}

const Tab = (props: { path: string; label: string; current: boolean }) => (
  <li>
    <Link href={props.path} className={styles.tab} aria-current={props.current ? 'page' : undefined}>
      {props.label}
    </Link>
  </li>
);
