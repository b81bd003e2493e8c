import { useTranslation } from 'react-i18next';
import type { ChatLanguage, Topic } from '#shared/words.ts';
import { languageName } from './languages.ts';
import styles from './about-labels.module.css';

/** What a request is about and its language, where either is said; English goes without saying (F153). */
export function AboutLabels({ topic, language }: { topic: Topic | null; language: ChatLanguage }) {
  const { t, i18n } = useTranslation('topics');
  if (topic === null && language === 'en') return null;
  return (
    <div className={styles.labels}>
      {topic !== null && <span className={styles.label}>{t(topic)}</span>}
      {language !== 'en' && <span className={styles.label}>{languageName(language, i18n.language)}</span>}
    </div>
  );
}
