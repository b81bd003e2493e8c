import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { CalmLink } from '../tools/CalmLink.tsx';
import styles from './help.module.css';

/**
 * The foot of every page that may stir something up: our texts say that Help now is there. `others` leads on to the
 * other tools, from a tool.
 */
export function HelpFoot(props: { others?: boolean }) {
  const { t } = useTranslation('help');
  return (
    <footer className={styles.foot}>
      <p>{t('foot')}</p>
      <Button component={Link} href="/help" variant="light">
        {t('title')}
      </Button>
      {props.others === true && (
        <Button component={CalmLink} variant="default">
          {t('tools:others')}
        </Button>
      )}
    </footer>
  );
}
