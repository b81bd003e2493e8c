import { useMemo } from 'react';
import { Title, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { NoteVersion, NoteWords } from '../../../vault/note-history.ts';
import { diffLines, foldSame, type DiffLine } from './line-diff.ts';
import styles from './note-history.module.css';

/** An earlier version beside the note as it is. What differs is told by words and lines, not by colour alone. */
export function VersionPreview(props: { version: NoteVersion; now: NoteWords }) {
  const { t } = useTranslation('editor');
  const { version, now } = props;
  const parts = useMemo(() => foldSame(diffLines(version.body, now.body)), [version, now]);
  const name = version.title.trim() === '' ? t('history.untitled') : version.title;
  return (
    <>
      <Title order={3}>{t('history.changed')}</Title>
      {version.title !== now.title && <p dir="auto">{t('history.titleThen', { title: name })}</p>}
      <p className={styles.hint}>{t('history.legend')}</p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keyboard (axe, scrollable-region-focusable) */}
      <section className={styles.text} aria-label={t('history.changed')} tabIndex={0}>
        {parts.map((part, nth) =>
          part.kind === 'skipped' ? (
            // oxlint-disable-next-line react/no-array-index-key -- the parts of one text, which never move
            <p key={nth} className={styles.skipped}>
              {t('history.same', { count: part.count })}
            </p>
          ) : (
            // oxlint-disable-next-line react/no-array-index-key -- as above
            <div key={nth}>{part.lines.map(drawLine(t('history.then'), t('history.now')))}</div>
          ),
        )}
      </section>
    </>
  );
}

const drawLine = (then: string, now: string) => function Line({ was, text }: DiffLine, nth: number) {
  const words = text === '' ? ' ' : text;
  if (was === 'same') return <p key={nth} dir="auto">{words}</p>;
  const Mark = was === 'before' ? 'del' : 'ins';
  return (
    <p key={nth} dir="auto">
      <VisuallyHidden>{was === 'before' ? then : now} </VisuallyHidden>
      <Mark>{words}</Mark>
    </p>
  );
};
