import { Checkbox, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TEXT } from '#shared/limits.ts';
import { STATUSES } from '#shared/people/presence-shown.ts';
import { listenerQuery, type ListenerQuery } from '#shared/people/profile.ts';
import { AGE_GROUPS, CHAT_LANGUAGES, TOPICS } from '#shared/words.ts';
import { languageName } from '../talk/languages.ts';
import { NameFilter } from './NameFilter.tsx';
import styles from './directory.module.css';

/** What one looks for, all of it together (F040). An empty choice is no condition. */
export function DirectoryFilters(props: { query: ListenerQuery; setQuery: (query: ListenerQuery) => void; choosesAge: boolean }) {
  const { t, i18n } = useTranslation(['people', 'topics']);
  const { query } = props;
  const set = (key: keyof ListenerQuery, value: string): void => {
    const { [key]: _, ...rest } = query;
    const next = listenerQuery.safeParse(value === '' ? rest : { ...rest, [key]: value });
    if (next.success) props.setQuery(next.data);
  };
  const select = (key: 'topic' | 'language' | 'status' | 'hears', choices: readonly { value: string; label: string }[]) => (
    <NativeSelect
      size="md"
      label={t(`filters.${key}`)}
      value={query[key] ?? ''}
      onChange={(event) => set(key, event.currentTarget.value)}
      data={[{ value: '', label: t('filters.any') }, ...choices]}
    />
  );
  const languages = CHAT_LANGUAGES.map((value) => ({ value, label: languageName(value, i18n.language) }));
  return (
    <search className={styles.filters} aria-label={t('filters.title')}>
      <NameFilter label={t('filters.name')} maxLength={4 * TEXT.maxNameLength} text={query.text ?? ''} set={(text) => set('text', text)} />
      {select('topic', TOPICS.map((value) => ({ value, label: t(`topics:${value}`) })))}
      {select('language', languages.toSorted((one, other) => one.label.localeCompare(other.label, i18n.language)))}
      {select('status', STATUSES.map((value) => ({ value, label: t(`status.${value}`) })))}
      {props.choosesAge && select('hears', AGE_GROUPS.map((value) => ({ value, label: t(`hears.${value}`) })))}
      <Checkbox
        className={styles.tick}
        label={t('over35')}
        checked={query.over35 !== undefined}
        onChange={(event) => set('over35', event.currentTarget.checked ? 'yes' : '')}
      />
    </search>
  );
}
