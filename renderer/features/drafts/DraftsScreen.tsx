import { useEffect, useRef, useState } from 'react';
import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useDisk, useEngine } from '../../app/context.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { DraftRow } from './DraftRow.tsx';
import { EarlierWordings } from './EarlierWordings.tsx';
import { useUnfinished } from './use-unfinished.ts';
import type { Unfinished } from './unfinished.ts';
import styles from './drafts.module.css';

/** A text that was thrown away here, and the way to have it back. */
interface Discarded {
  readonly id: string;
  undo(): Promise<void>;
}

/** Every unfinished text of this person, wherever it was begun, and words that came back (F229, promise 2). */
export function DraftsScreen() {
  const { t } = useTranslation('drafts');
  const engine = useEngine();
  const onDisk = useDisk();
  const all = useUnfinished();
  const [discarded, setDiscarded] = useState<Discarded | null>(null);

  const discard = async (one: Unfinished): Promise<void> => {
    if (one.kind === 'refused') {
      await engine.discardRefused(one.message.id);
      setDiscarded({ id: one.id, undo: () => engine.putBackRefused(one.message) });
    } else {
      const whole = await engine.drafts.discard(one.place);
      setDiscarded({ id: one.id, undo: () => engine.drafts.putBack(whole) });
    }
  };
  return (
    <Page title={t('title')} lead={<p>{t('lead')}</p>}>
      {discarded !== null && <Gone key={discarded.id} discarded={discarded} done={() => setDiscarded(null)} />}
      {all !== null && all.length === 0 && (
        <EmptyState icon={<IconPencil size={36} stroke={1.3} />} title={t('empty.title')} text={t('empty.text')} />
      )}
      {all !== null && all.length > 0 && (
        <ul className={styles.list} aria-label={t('title')}>
          {all.map((one) => (
            <DraftRow key={`${one.kind}/${one.id}`} one={one} discard={() => onDisk(() => discard(one))} />
          ))}
        </ul>
      )}
      <EarlierWordings />
    </Page>
  );
}

/** The way back takes the focus: the row that had it is gone. */
function Gone({ discarded, done }: { discarded: Discarded; done: () => void }) {
  const { t } = useTranslation('drafts');
  const onDisk = useDisk();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  const undo = async (): Promise<void> => {
    await discarded.undo();
    done();
  };
  return (
    <Notice kind="note" title={t('gone.title')} safe={t('gone.safe')}>
      <Button ref={button} size="sm" variant="default" onClick={() => onDisk(undo)}>
        {t('gone.undo')}
      </Button>
      <Button size="sm" variant="subtle" onClick={done}>
        {t('gone.fine')}
      </Button>
    </Notice>
  );
}
