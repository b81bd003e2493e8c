import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useDisk, useVault } from '../../app/context.tsx';
import type { Activity, Path } from '../../content/library/schema.ts';
import { noteAddress } from '../notes/note-places.ts';
import { keepNote, type Walk } from './progress.ts';
import { useWalkOn } from './use-walks.ts';
import { promptsAsNote } from './prompts.ts';
import styles from './activity.module.css';

/** Questions, and a private note that begins with them. The same note opens again as long as it is there. */
export function WriteIt(props: { path: Path; activity: Extract<Activity, { kind: 'write' }>; walk: Walk | null }) {
  const { t } = useTranslation('paths');
  const { path, activity, walk } = props;
  const { notes } = useVault();
  const onDisk = useDisk();
  const change = useWalkOn(path.id);
  const [, go] = useLocation();
  const kept = walk?.notes[activity.id] ?? null;
  const open = async (): Promise<void> => {
    const there = kept === null ? null : await notes.get(kept).catch(() => null);
    if (there !== null && there.deletedAtMs === null) {
      go(noteAddress(there.id, null));
      return;
    }
    const note = await notes.create();
    await notes.save(note.id, { title: activity.title, body: promptsAsNote(activity.prompts) });
    change(
      (before, nowMs) => keepNote(before, activity.id, note.id, nowMs),
      () => go(noteAddress(note.id, null)),
    );
  };
  return (
    <div className={styles.body}>
      <p>{activity.intro}</p>
      <ul>
        {activity.prompts.map((prompt) => (
          <li key={prompt}>{prompt}</li>
        ))}
      </ul>
      <p>
        <Button variant="light" onClick={() => onDisk(open)}>
          {t(kept === null ? 'write.begin' : 'write.again')}
        </Button>
      </p>
      <p className={styles.quiet}>{t('write.whose')}</p>
    </div>
  );
}
