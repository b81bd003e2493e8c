import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { useApp, useIdentity } from './context.tsx';
import { isCurrent, placesFor } from './features.ts';
import styles from './shell.module.css';

/** The main areas: at the side, or along the bottom where the screen is narrow. */
export function Rail() {
  const { t } = useTranslation();
  const places = placesFor(useApp().features, useIdentity());
  const [location] = useLocation();
  return (
    <ul className={styles.rail}>
      {places.map(({ path, label, icon: Icon, Mark }) => (
        <li key={path}>
          <Link href={path} className={styles.place} aria-current={isCurrent(path, location) ? 'page' : undefined}>
            <Icon size={22} stroke={1.6} aria-hidden="true" />
            <span>{t(label)}</span>
            {Mark !== undefined && (
              <span className={styles.mark}>
                <Mark />
              </span>
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}
