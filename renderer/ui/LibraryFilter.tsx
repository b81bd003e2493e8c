import { NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { TOPICS, type Topic } from '#shared/words.ts';
import styles from './blocks.module.css';

const isTopic = (value: string | undefined): value is Topic => TOPICS.some((topic) => topic === value);

/** A topic out of an address; null for all of them. */
export const topicOf = (value: string | undefined): Topic | null => (isTopic(value) ? value : null);

/** By words and by topic (F112). What somebody looks for is written nowhere; the topic alone is part of the address. */
export function LibraryFilter(props: {
  label: string;
  query: string;
  setQuery: (query: string) => void;
  /** Topics that something stands under. */
  topics: readonly Topic[];
  topic: Topic | null;
  setTopic: (topic: Topic | null) => void;
}) {
  const { t } = useTranslation(['library', 'topics']);
  return (
    <search className={styles.filter} aria-label={props.label}>
      <TextInput
        type="search"
        autoComplete="off"
        label={props.label}
        leftSection={<IconSearch size={18} aria-hidden="true" />}
        value={props.query}
        onChange={(event) => props.setQuery(event.currentTarget.value)}
      />
      <NativeSelect
        size="md"
        label={t('topic')}
        value={props.topic ?? ''}
        onChange={(event) => props.setTopic(topicOf(event.currentTarget.value))}
        data={[
          { value: '', label: t('allTopics') },
          ...TOPICS.filter((topic) => props.topics.includes(topic)).map((topic) => ({ value: topic, label: t(`topics:${topic}`) })),
        ]}
      />
    </search>
  );
}
