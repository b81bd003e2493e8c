import { useEffect, useState } from 'react';
import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApp, useDisk, useVault } from '../../../app/context.tsx';
import { useNarrow } from '../../../app/use-narrow.ts';
import { TimeText } from '../../../ui/TimeText.tsx';
import { noteVersions, sameWords, withinBounds, type NoteVersion, type NoteWords } from '../../../vault/note-history.ts';
import { VersionPreview } from './VersionPreview.tsx';
import styles from './note-history.module.css';

/** How a note was before: a quiet list of dates, what changed since, and the way back. */
export function NoteHistory(props: { id: string; now: () => NoteWords; close: () => void; restore: (version: NoteVersion) => void }) {
  const { t } = useTranslation('editor');
  const narrow = useNarrow();
  return (
    <Modal
      opened
      onClose={props.close}
      title={t('history.title')}
      size="60rem"
      fullScreen={narrow}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <Versions {...props} />
    </Modal>
  );
}

function Versions(props: Parameters<typeof NoteHistory>[0]) {
  const { t } = useTranslation('editor');
  const [now] = useState(props.now);
  const versions = useVersions(props.id, now);
  const [chosen, setChosen] = useState(0);
  const shown = versions?.[chosen] ?? null;
  if (versions === null) return null;
  return (
    <>
      <p className={styles.lead}>{t(versions.length === 0 ? 'history.none' : 'history.lead')}</p>
      {shown !== null && (
        <div className={styles.panes}>
          <ul className={styles.list} aria-label={t('history.list')}>
            {versions.map((version, nth) => (
              <li key={version.atMs}>
                <button type="button" className={styles.date} aria-pressed={nth === chosen} onClick={() => setChosen(nth)}>
                  <TimeText atMs={version.atMs} />
                </button>
              </li>
            ))}
          </ul>
          <div className={styles.preview}>
            <VersionPreview version={shown} now={now} />
            <Button
              onClick={() => {
                props.restore(shown);
                props.close();
              }}
            >
              {t('history.restore')}
            </Button>
            <p className={styles.hint}>{t('history.restoreHint')}</p>
          </div>
        </div>
      )}
    </>
  );
}

/** Newest first, without what the note says now; null for the moment before the first answer. */
function useVersions(id: string, now: NoteWords): readonly NoteVersion[] | null {
  const vault = useVault();
  const { clock } = useApp();
  const onDisk = useDisk();
  const [versions, setVersions] = useState<readonly NoteVersion[] | null>(null);
  useEffect(() => {
    let current = true;
    onDisk(async () => {
      const kept = (await noteVersions(vault).get(id)) ?? [];
      const shown = withinBounds(kept, clock.nowMs()).filter((version) => !sameWords(version, now));
      if (current) setVersions(shown.toReversed());
    });
    return () => {
      current = false;
    };
  }, [vault, clock, id, now, onDisk]);
  return versions;
}
