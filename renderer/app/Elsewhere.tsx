import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Notice } from '../ui/Notice.tsx';
import { Page } from '../ui/Page.tsx';
import { useApp } from './context.tsx';
import styles from './shell.module.css';

/** In place of what speaks with the relay, in a window that does not lead. */
export function Elsewhere() {
  const { t } = useTranslation('app');
  return (
    <Page title={t('opening.another.title')}>
      <p>{t('opening.another.text')}</p>
    </Page>
  );
}

/** Above every screen of such a window; the button brings the relay here. */
export function FollowsNote() {
  const { t } = useTranslation('app');
  const { opening } = useApp();
  return (
    <div className={styles.trouble}>
      <Notice kind="note" title={t('opening.another.note')}>
        <Button size="xs" variant="default" onClick={() => void opening.takeOver()}>
          {t('opening.another.useHere')}
        </Button>
      </Notice>
    </div>
  );
}
