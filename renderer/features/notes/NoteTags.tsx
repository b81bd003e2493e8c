import { useId, useMemo, useState } from 'react';
import { Autocomplete } from '@mantine/core';
import { IconTag, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { NOTE } from '#shared/limits.ts';
import { useAnnounce } from '../../ui/announcer.tsx';
import { hasTag, knownTags, sameTag, withTag, type TagFault } from './tags.ts';
import { useNotes } from './use-notes.ts';
import styles from './note-details.module.css';

const LIMITS = { most: NOTE.maxTags, length: NOTE.maxTagLength };

/** With one more; as they are where it does not fit. */
const tagged = (tags: readonly string[], words: string): readonly string[] => {
  const next = withTag(tags, words);
  return 'fault' in next ? tags : next.tags;
};

/** The tags of a note: each can be taken off; another is typed, or chosen from those already used. */
export function NoteTags(props: {
  tags: readonly string[];
  /** Given what becomes of the tags that are stored, which may be others by then. */
  change: (next: (there: readonly string[]) => readonly string[]) => void;
}) {
  const { t, i18n } = useTranslation('journal');
  const { tags, change } = props;
  const [written, setWritten] = useState('');
  const [fault, setFault] = useState<TagFault | null>(null);
  const announce = useAnnounce();
  const field = useId();
  const notes = useNotes({ of: 'all' });
  const inUse = useMemo(() => knownTags(notes ?? [], i18n.language), [notes, i18n.language]);
  const known = inUse.map(({ tag }) => tag).filter((tag) => !hasTag({ tags }, tag));
  const add = (words: string): void => {
    const next = withTag(tags, words);
    setFault('fault' in next ? next.fault : null);
    if ('fault' in next) return;
    setWritten('');
    if (next.tags.length > tags.length) change((there) => tagged(there, words));
  };
  const takeOff = (tag: string): void => {
    change((there) => there.filter((one) => !sameTag(one, tag)));
    announce(t('tags.takenOff', { tag }));
    setFault(null);
    document.getElementById(field)?.focus();
  };
  return (
    <div className={styles.part}>
      <IconTag size={18} stroke={1.6} aria-hidden="true" className={styles.icon} />
      {tags.length > 0 && (
        <ul className={styles.chips} aria-label={t('tags.list')}>
          {tags.map((tag) => (
            <li key={tag} className={styles.chip}>
              <span dir="auto">{tag}</span>
              <button type="button" aria-label={t('tags.takeOff', { tag })} onClick={() => takeOff(tag)}>
                <IconX size={15} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Autocomplete
        id={field}
        className={styles.field}
        size="sm"
        variant="unstyled"
        autoComplete="off"
        dir="auto"
        aria-label={t('tags.add')}
        placeholder={t('tags.add')}
        data={known}
        limit={8}
        value={written}
        error={fault === null ? undefined : t(`tags.fault.${fault}`, LIMITS)}
        onChange={(words) => {
          setWritten(words);
          setFault(null);
        }}
        onOptionSubmit={add}
        onKeyDown={(event) => {
          if (event.key === ',' && !event.nativeEvent.isComposing) event.preventDefault();
          if (!(event.key === 'Enter' || event.key === ',') || event.nativeEvent.isComposing) return;
          // An option under the arrow keys is taken by the list itself.
          if (event.key === 'Enter' && event.currentTarget.getAttribute('aria-activedescendant')) return;
          add(written);
        }}
        onBlur={() => add(written)}
      />
    </div>
  );
}
