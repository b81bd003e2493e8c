import { useState } from 'react';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApp, useVault } from '../../app/context.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Page.tsx';
import type { RestoreFailure } from '../../vault/backup/copies.ts';
import type { FillReport } from '../../vault/backup/copying.ts';
import type { UnlockedCopy } from '../../vault/backup/read-copy.ts';
import { OpenCopy } from './OpenCopy.tsx';
import { RestoreNotice } from './RestoreNotice.tsx';
import { vaultOf } from './vault-of.ts';
import styles from './keep.module.css';

/** Brings a saved copy in: into this place, or as a place of its own. */
export function ImportSection() {
  const { t } = useTranslation('keep');
  const [report, setReport] = useState<FillReport | null>(null);
  /** Counted, so that what was brought in makes room for the next one. */
  const [turn, setTurn] = useState(0);
  const done = (brought: FillReport): void => {
    setReport(brought);
    setTurn(turn + 1);
  };
  return (
    <Section title={t('import.title')} text={t('import.text')}>
      {report !== null && <Report report={report} />}
      <OpenCopy key={turn}>{(copy) => <Bring copy={copy} onDone={done} />}</OpenCopy>
    </Section>
  );
}

function Bring(props: { copy: UnlockedCopy; onDone: (report: FillReport) => void }) {
  const { t } = useTranslation('keep');
  const { copies, opening } = useApp();
  const vault = useVault();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<RestoreFailure | null>(null);
  const here = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    const brought = await copies.intoOpen(vault, props.copy);
    setBusy(false);
    if (brought.ok) props.onDone(brought.value);
    else setFailure(brought.error);
  };
  const apart = async (): Promise<void> => {
    setBusy(true);
    const failed = await opening.adopt(async () => vaultOf(await copies.intoNew(props.copy)));
    // Adopted, this screen is gone with the place it was in; or it waits for the person's word (app/HeldBack.tsx).
    setBusy(false);
    setFailure(failed);
  };
  return (
    <div className={styles.stack}>
      {failure !== null && <RestoreNotice failure={failure} />}
      <p className={styles.text}>{t('import.how')}</p>
      <Group gap="sm">
        <Button disabled={busy} onClick={() => void here()}>
          {t('import.here')}
        </Button>
        <Button variant="default" disabled={busy} onClick={() => void apart()}>
          {t('import.apart')}
        </Button>
      </Group>
    </div>
  );
}

const PARTS = ['added', 'renewed', 'keptTwice', 'same', 'things', 'drafts'] as const;

function Report(props: { report: FillReport }) {
  const { t } = useTranslation('keep');
  const told = PARTS.filter((part) => props.report[part] > 0);
  return (
    <Notice kind="good" title={t('import.done')} answer>
      <ul className={styles.report}>
        {told.length === 0 && <li>{t('import.nothing')}</li>}
        {told.map((part) => (
          <li key={part}>{t(`import.report.${part}`, { count: props.report[part] })}</li>
        ))}
      </ul>
    </Notice>
  );
}
