import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { CalmLink } from '../tools/CalmLink.tsx';
import styles from './gate.module.css';

/** Under every question of the gate: help waits behind no agreement (F080, RELIABILITY G6). Nothing answered is sent. */
export function HelpWays({ close }: { close: () => void }) {
  const { t } = useTranslation('gate');
  return (
    <p className={styles.ways}>
      <Anchor component={Link} href="/help" onClick={close}>
        {t('app:help')}
      </Anchor>
      <Anchor component={CalmLink} onClick={close}>
        {t('tools:place')}
      </Anchor>
    </p>
  );
}
