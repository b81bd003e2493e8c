import { useMemo } from 'react';
import { Button, Select } from '@mantine/core';
import { IconPin, IconPinFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Note } from '../../vault/types.ts';
import type { NoteFilter } from './note-filter.ts';
import { knownTags } from './tags.ts';
import styles from './notes.module.css';

/** Narrows the list to a tag or to what is kept at the top. Only what would change something is offered. */
export function NoteFilters(props: { notes: readonly Note[]; filter: NoteFilter; change: (filter: NoteFilter) => void }) {
  const { t, i18n } = useTranslation('journal');
  const { notes, filter, change } = props;
  const tags = useMemo(() => knownTags(notes, i18n.language), [notes, i18n.language]);
  const anyPinned = filter.pinnedOnly || notes.some(({ pinned }) => pinned);
  if (tags.length === 0 && filter.tag === null && !anyPinned) return null;
  const Pin = filter.pinnedOnly ? IconPinFilled : IconPin;
  return (
    <div className={styles.filters}>
      {(tags.length > 0 || filter.tag !== null) && (
        <Select
          size="sm"
          className={styles.tagFilter}
          classNames={{ input: styles.tagInput ?? '' }}
          aria-label={t('filter.tag')}
          placeholder={t('filter.anyTag')}
          autoComplete="off"
          searchable={tags.length > 8}
          clearable
          clearButtonProps={{ 'aria-label': t('filter.noTag'), tabIndex: 0 }}
          nothingFoundMessage={t('filter.noSuchTag')}
          limit={100}
          data={tags.map(({ tag, count }) => ({ value: tag, label: t('filter.tagCount', { tag, count }) }))}
          value={filter.tag}
          onChange={(tag) => change({ ...filter, tag })}
        />
      )}
      {anyPinned && (
        <Button
          size="sm"
          px="sm"
          variant={filter.pinnedOnly ? 'light' : 'default'}
          aria-pressed={filter.pinnedOnly}
          leftSection={<Pin size={16} stroke={1.6} aria-hidden="true" />}
          onClick={() => change({ ...filter, pinnedOnly: !filter.pinnedOnly })}
        >
          {t('filter.pinned')}
        </Button>
      )}
    </div>
  );
}
