import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { CalmLink } from '../tools/CalmLink.tsx';
import styles from './gate.module.css';

/**
 * Over every question of the gate, in sight without scrolling: help waits behind no agreement (F080, RELIABILITY G6), and
 * nothing answered is sent. Where the page itself leads to Help now, only the other way.
 */
export function HelpWays({ close, calmOnly }: { close: () => void; calmOnly: boolean }) {
  const { t } = useTranslation('gate');
  return (
    <p className={styles.ways}>
      {!calmOnly && (
        <Anchor component={Link} href="/help" onClick={close}>
          {t('app:help')}
        </Anchor>
      )}
      <Anchor component={CalmLink} onClick={close}>
        {t('tools:place')}
      </Anchor>
    </p>
  );
}
