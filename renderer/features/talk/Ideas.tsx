import { Button, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Breathing } from './Breathing.tsx';
import styles from './talk.module.css';

/** What one can do while waiting: a note to oneself, or a minute of breathing. */
export function Ideas() {
  const { t } = useTranslation('talk');
  return (
    <section aria-labelledby="ideas" className={styles.ideas}>
      <Title order={2} id="ideas">
        {t('ideas.title')}
      </Title>
      <div className={styles.cards}>
        <div className={styles.card}>
          <Title order={3}>{t('ideas.note')}</Title>
          <p>{t('ideas.noteBody')}</p>
          <Button component={Link} href="/notes" variant="light">
            {t('ideas.note')}
          </Button>
        </div>
        <div className={styles.card}>
          <Title order={3}>{t('ideas.breathe')}</Title>
          <p>{t('ideas.breatheBody')}</p>
          <Breathing />
        </div>
      </div>
    </section>
  );
}
