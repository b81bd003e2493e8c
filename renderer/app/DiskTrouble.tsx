import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Notice } from '../ui/Notice.tsx';
import { useApp } from './context.tsx';
import { HeldBack } from './HeldBack.tsx';
import { useReadable } from './use-readable.ts';
import styles from './shell.module.css';

/** The disk gave way under the engine (RELIABILITY F2): told at once, on every screen, until the person has read it. */
export function DiskTrouble() {
  const { t } = useTranslation('app');
  const { diskTrouble, opening } = useApp();
  const held = useReadable(opening.held);
  const trouble = useReadable(diskTrouble);
  // It says all of the other, and what waits for it.
  if (held !== null) {
    return (
      <div className={styles.trouble}>
        <HeldBack />
      </div>
    );
  }
  if (!trouble) return null;
  return (
    <div className={styles.trouble}>
      <Notice kind="error" title={t('disk.what')} safe={t('disk.safe')} todo={t('disk.todo')}>
        <Button size="xs" variant="default" onClick={() => diskTrouble.set(false)}>
          {t('disk.read')}
        </Button>
      </Notice>
    </div>
  );
}
