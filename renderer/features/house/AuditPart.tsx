import { useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AuditLine } from '#shared/people/keeping.ts';
import { useEngine } from '../../app/context.tsx';
import type { CommandFailure } from '../../engine/types.ts';
import { TimeText } from '../../ui/TimeText.tsx';
import { FailureNotice } from '../account/FailureNotice.tsx';
import { stateInWords } from './audit-words.ts';
import { Reason } from './Reason.tsx';
import styles from './house.module.css';

interface Read {
  readonly lines: readonly AuditLine[];
  readonly next: number | null;
  readonly failure: CommandFailure | null;
}

/** The record of acts with power, the newest first, page after page (RELIABILITY G3). */
export function AuditPart() {
  const { t } = useTranslation('house');
  const { house } = useEngine();
  const [read, setRead] = useState<Read | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    let current = true;
    const show = async (): Promise<void> => {
      const page = await house.readAudit();
      if (current) setRead(page.ok ? { ...page.value, failure: null } : { lines: [], next: null, failure: page.error });
    };
    void show();
    return () => {
      current = false;
    };
  }, [house]);
  const older = async (): Promise<void> => {
    if (read?.next === null || read === null) return;
    setBusy(true);
    const page = await house.readAudit(read.next);
    setRead(page.ok ? { lines: [...read.lines, ...page.value.lines], next: page.value.next, failure: null } : { ...read, failure: page.error });
    setBusy(false);
  };
  return (
    <section aria-label={t('part.audit')}>
      <p className={styles.quiet}>{t('audit.what')}</p>
      <ol className={styles.rows}>
        {read?.lines.map((line) => (
          <li key={line.seq} className={styles.row}>
            <span className={styles.quiet}>
              {line.seq}. <TimeText atMs={line.atMs} />
            </span>{' '}
            {t(`act.${line.act}`, { by: by(line, t('audit.relay'), t('audit.operator')), whom: line.whom === null ? '' : `@${line.whom}` })}
            {(line.before !== null || line.after !== null) && (
              <span className={styles.quiet}>
                {' '}
                <bdi>{stateInWords(t, line.act, line.before)}</bdi> → <bdi>{stateInWords(t, line.act, line.after)}</bdi>
              </span>
            )}
            <Reason reason={line.reason} because={line.because} />
          </li>
        ))}
      </ol>
      {read !== null && read.failure === null && read.lines.length === 0 && <p>{t('audit.none')}</p>}
      {read !== null && read.failure !== null && <FailureNotice failure={read.failure} />}
      {read !== null && read.next !== null && (
        <Button variant="default" disabled={busy} onClick={() => void older()}>
          {t('audit.older')}
        </Button>
      )}
    </section>
  );
}

const by = ({ by: name, act }: AuditLine, relay: string, operator: string): string => (name === null ? (act === 'hold' ? relay : operator) : `@${name}`);
