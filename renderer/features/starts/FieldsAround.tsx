import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CHAT_LANGUAGES, TOPICS, type Topic } from '#shared/words.ts';
import { languageName, languageOf } from '../talk/languages.ts';
import type { StartForm } from './start-draft.ts';
import styles from './starts.module.css';

/** What it is about, if one likes, and in which language (F153). An invitation has no topic: it is not theirs to choose. */
export function FieldsAround(props: { form: StartForm; set: (more: Partial<StartForm>) => void; topics: boolean }) {
  const { t, i18n } = useTranslation(['starts', 'talk', 'topics']);
  const { form, set } = props;
  const languages = CHAT_LANGUAGES.map((value) => ({ value, label: languageName(value, i18n.language) }));
  return (
    <div className={styles.around}>
      {props.topics && (
        <NativeSelect
          size="md"
          label={t('talk:topic.legend')}
          value={form.topic ?? ''}
          onChange={(event) => set({ topic: topicOf(event.currentTarget.value) })}
          data={[{ value: '', label: t('starts:anyTopic') }, ...TOPICS.map((value) => ({ value, label: t(`topics:${value}`) }))]}
        />
      )}
      <NativeSelect
        size="md"
        label={t('talk:language.label')}
        value={form.language}
        onChange={(event) => set({ language: languageOf(event.currentTarget.value) })}
        data={languages.toSorted((one, other) => one.label.localeCompare(other.label, i18n.language))}
      />
    </div>
  );
}

const topicOf = (value: string): Topic | null => TOPICS.find((topic) => topic === value) ?? null;
