import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import type { GuideProgress } from './progress.ts';
import styles from './guides.module.css';

/** What is kept about reading a guide, who sees it, and the way to have it forgotten. */
export function GuideFoot(props: { progress: GuideProgress | null; forget: () => void }) {
  const { t } = useTranslation('guides');
  const [asking, setAsking] = useState(false);
  return (
    <footer className={styles.foot}>
      <p>{t('private')}</p>
      {props.progress !== null && (
        <Button variant="subtle" size="compact-md" px={0} onClick={() => setAsking(true)}>
          {t('forget.offer')}
        </Button>
      )}
      <ConfirmDialog
        opened={asking}
        close={() => setAsking(false)}
        title={t('forget.title')}
        text={<p>{t('forget.text')}</p>}
        confirm={t('forget.confirm')}
        onConfirm={props.forget}
      />
    </footer>
  );
}
