import { Button, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DRAFT } from '#shared/limits.ts';
import { useDisk, useEngine, useVault } from '../../app/context.tsx';
import { useCollection } from '../../app/use-collection.ts';
import { versionsOf, type DraftVersion } from '../../engine/draft-rows.ts';
import { TimeText } from '../../ui/TimeText.tsx';
import type { Kept } from '../../vault/types.ts';
import { CopyButton } from '../chats/CopyButton.tsx';
import { DraftPlaceName, useDraftKind, useDraftPath } from './DraftPlace.tsx';
import { earlierWordings } from './unfinished.ts';
import styles from './drafts.module.css';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** What was deleted or written over in the last days, for whoever wants it back. */
export function EarlierWordings() {
  const { t } = useTranslation('drafts');
  const versions = versionsOf(useVault());
  const all = useCollection(versions);
  const onDisk = useDisk();
  if (all === null || all.length === 0) return null;
  const forgetAll = async (): Promise<void> => {
    for (const { id } of all) await versions.remove(id);
  };
  return (
    <section className={styles.earlier}>
      <Title order={2} size="h3">
        {t('earlier.title')}
      </Title>
      <p className={styles.quiet}>
        {t('earlier.text', { count: Math.round(DRAFT.keepVersionsMs / DAY_MS), places: DRAFT.maxVersionsOfPlace })}
      </p>
      <ul className={styles.list} aria-label={t('earlier.title')}>
        {earlierWordings(all).map((version) => (
          <Version key={version.id} version={version} />
        ))}
      </ul>
      <Button variant="subtle" size="compact-md" onClick={() => onDisk(forgetAll)}>
        {t('earlier.forgetAll')}
      </Button>
    </section>
  );
}

function Version({ version: { id, value } }: { version: Kept<DraftVersion> }) {
  const { t } = useTranslation('drafts');
  const { drafts } = useEngine();
  const versions = versionsOf(useVault());
  const onDisk = useDisk();
  const plain = useDraftKind(value.place)?.plain === true;
  const path = useDraftPath(value.place);
  const { place, text, atMs } = value;
  const putBack = async (): Promise<void> => {
    await drafts.putBack({ place, draft: { text, form: null, startedAtMs: atMs, changedAtMs: atMs }, versions: [] });
    await versions.remove(id);
  };
  return (
    <li className={styles.row}>
      <p className={styles.head}>
        <strong>
          <DraftPlaceName place={place} />
        </strong>
        <TimeText atMs={atMs} />
      </p>
      <p className={styles.words} dir="auto">
        {text}
      </p>
      <div className={styles.acts}>
        {plain && path !== null && (
          <Button size="compact-md" variant="default" onClick={() => onDisk(putBack)}>
            {t('earlier.putBack')}
          </Button>
        )}
        <CopyButton text={text} />
        <Button size="compact-md" variant="subtle" onClick={() => onDisk(() => versions.remove(id))}>
          {t('earlier.forget')}
        </Button>
      </div>
    </li>
  );
}
