import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useApp } from '../../app/context.tsx';
import type { GrowthPart } from '../../app/feature.ts';
import { growthParts } from '../../app/features.ts';
import { Page } from '../../ui/Page.tsx';
import { GrowthTabs } from './GrowthTabs.tsx';
import styles from './growth.module.css';

/** The place for what one does for oneself: what is under way first, then each part of it. All of it works offline. */
export function Growth() {
  const { t } = useTranslation('growth');
  const parts = growthParts(useApp().features);
  return (
    <>
      <GrowthTabs />
      <Page title={t('place')} lead={<p>{t('lead')}</p>} wide>
        {parts.map(({ path, Next }) => Next !== undefined && <Next key={path} />)}
        <ul className={styles.parts} aria-label={t('parts')}>
          {parts.map((part) => (
            <li key={part.path}>
              <Part {...part} />
            </li>
          ))}
        </ul>
        <p className={styles.whose}>{t('whose')}</p>
      </Page>
    </>
  );
}

function Part({ path, label, lead, icon: Icon }: GrowthPart) {
  const { t } = useTranslation();
  return (
    <Link href={path} className={styles.part}>
      <Icon size={28} stroke={1.4} aria-hidden="true" />
      <strong>{t(label)}</strong>
      <span className={styles.lead}>{t(lead)}</span>
    </Link>
  );
}
